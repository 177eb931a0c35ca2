"""The days of which the returns can tell: ends of quarters, and days of extracts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from placements.domain.cohort import ReturnYear
from placements.domain.coverage import why_not

QUARTERS = ((6, 30), (9, 30), (12, 31), (3, 31))
MARCH = 3


class NoReturns(LookupError):
    """The council has loaded no return, or none that covers the day; the message says which."""


def days_of(returns: Sequence[ReturnYear]) -> tuple[dt.date, ...]:
    """The days to choose from, newest first."""
    found = {day for one in returns for day in (*_ends(one.year), one.as_at)}
    return tuple(sorted((day for day in found if not why_not(returns, day, day)), reverse=True))


def _ends(year: int) -> Iterable[dt.date]:
    return (dt.date(year + (month <= MARCH), month, day) for month, day in QUARTERS)


def year_before(day: dt.date) -> dt.date:
    """The same day a year ago; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def month_after(day: dt.date) -> dt.date:
    """The first day of the twelve calendar months that end with the day's month.

    >>> month_after(dt.date(2025, 3, 31))
    datetime.date(2024, 4, 1)
    """
    month = day.month % 12 + 1
    return dt.date(day.year if month == 1 else day.year - 1, month, 1)


def march_before(day: dt.date) -> int:
    """The year of the last 31 March, the day itself included.

    >>> march_before(dt.date(2025, 3, 31)), march_before(dt.date(2025, 3, 30))
    (2025, 2024)
    """
    return day.year if (day.month, day.day) >= (MARCH, 31) else day.year - 1
