"""Everything behind one number: the page of a measure, and its downloads."""

from .download import MEMBERS_ONLY, figure_rows, figure_sheets
from .page import indicator_page
from .parts import IndicatorPage

__all__ = ["MEMBERS_ONLY", "IndicatorPage", "figure_rows", "figure_sheets", "indicator_page"]
