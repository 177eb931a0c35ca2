"""What this floor publishes: its section of the performance pack, and statements of sufficiency."""

from placements.dashboards.profile.later import figures_that_tell

from .quarterly import cohort_section

__all__ = ["cohort_section", "figures_that_tell"]
