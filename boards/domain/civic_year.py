"""The civic (municipal) year: from one annual meeting to the next."""

from __future__ import annotations

import datetime as dt


def civic_year_of(day: dt.date, month: int = 5) -> int:
    """The year in which a day's civic year begins; it begins with a month, usually May.

    >>> civic_year_of(dt.date(2022, 3, 21))
    2021
    """
    return day.year if day.month >= month else day.year - 1


def civic_year_name(day: dt.date, month: int = 5) -> str:
    """ "2021-22", or "2021" for a board whose year begins in January.

    >>> civic_year_name(dt.date(2021, 5, 17))
    '2021-22'
    """
    first = civic_year_of(day, month)
    return str(first) if month == 1 else f"{first}-{(first + 1) % 100:02d}"


def civic_year_bounds(first: int, month: int = 5) -> tuple[dt.date, dt.date]:
    """First and last day of the civic year that begins in the year `first`."""
    begins = dt.date(first, month, 1)
    return begins, dt.date(first + 1, month, 1) - dt.timedelta(days=1)
