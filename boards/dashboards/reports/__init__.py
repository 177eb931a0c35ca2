"""What the pages of reports show: the list, one report, the figures to insert."""

from .figures import FigureChoice, MeasureChoices, figures_to_insert
from .hub import ReportHub, report_hub, review_lines
from .listing import ReportLine, ReportList, report_list

__all__ = [
    "FigureChoice",
    "MeasureChoices",
    "ReportHub",
    "ReportLine",
    "ReportList",
    "figures_to_insert",
    "report_hub",
    "report_list",
    "review_lines",
]
