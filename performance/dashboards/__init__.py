"""What each page receives: one builder a page, one frozen dataclass a template."""

from .download import figure_lines
from .quarter import QuarterDashboard, latest_quarter, quarter_dashboard

__all__ = ["QuarterDashboard", "figure_lines", "latest_quarter", "quarter_dashboard"]
