"""Who the children looked after are: one builder for the page, its downloads and the pack."""

from .building import cohort_profile
from .days import NoReturns, days_of
from .parts import AgeBySex, CohortProfile, Line, Month, View

__all__ = [
    "AgeBySex",
    "CohortProfile",
    "Line",
    "Month",
    "NoReturns",
    "View",
    "cohort_profile",
    "days_of",
]
