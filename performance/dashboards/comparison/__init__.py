"""Any published measure across councils: ranks, years, and what releases changed."""

from .choosing import series_groups
from .file import comparison_csv
from .page import comparison
from .parts import AMONG, Asked, Comparison, SeriesGroup

__all__ = [
    "AMONG",
    "Asked",
    "Comparison",
    "SeriesGroup",
    "comparison",
    "comparison_csv",
    "series_groups",
]
