"""What this floor publishes: its section of the performance pack, and statements of sufficiency."""

from .quarterly import cohort_section

__all__ = ["cohort_section"]
