"""A day as somebody writes it to a command, or into the address of a page."""

from __future__ import annotations

import datetime as dt

# From any of these days months can be counted back and on.
YEARS = range(1900, 2200)


def written_day(text: str) -> dt.date | None:
    """The day; None for what is no day, or one of a year that nobody means.

    >>> written_day('2021-03-31'), written_day('0021-03-31')
    (datetime.date(2021, 3, 31), None)
    """
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None
