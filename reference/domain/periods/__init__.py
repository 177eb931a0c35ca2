"""Periods as value objects: financial quarters, months, academic terms, years, days, free ranges.

A period is read from and written as canonical text, which is also its key in the database:

    2020-21-Q4               financial quarter (January to March 2021)
    2021-04                  month
    2020-21-autumn           academic term (autumn, spring, summer)
    FY2020-21                financial year, 1 April to 31 March
    AY2020-21                academic year, 1 September to 31 August
    2021-04-28               a single day
    2020-06-01..2021-03-31   a free range of days

No clock, no Django. Financial year 2020-21 begins on 1 April 2020, academic year 2020-21 on
1 September 2020; the kind says which is meant.
"""

from .reading import parse
from .values import (
    DEFAULT_TERMS,
    ONE_DAY,
    TERM_ORDER,
    Kind,
    Period,
    PeriodError,
    Term,
    TermDates,
    academic_year,
    day,
    days,
    financial_year,
    financial_year_of,
    long_date,
    month,
    months_of,
    quarter,
    quarter_of,
    shift,
    term,
    terms_ended_in,
)

__all__ = [
    "DEFAULT_TERMS",
    "ONE_DAY",
    "TERM_ORDER",
    "Kind",
    "Period",
    "PeriodError",
    "Term",
    "TermDates",
    "academic_year",
    "day",
    "days",
    "financial_year",
    "financial_year_of",
    "long_date",
    "month",
    "months_of",
    "parse",
    "quarter",
    "quarter_of",
    "shift",
    "term",
    "terms_ended_in",
]
