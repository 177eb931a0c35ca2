"""Working days and clear days. Bank holidays and a council's own closures are given, never known.

Source: Local Government Act 1972, s.100A and s.100B, and paragraph 4 of Schedule 12 (five clear
days); what counts as a working day: GOVERNANCE, "Notice".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5
NO_DAYS: frozenset[dt.date] = frozenset()


def is_working_day(
    day: dt.date,
    *,
    holidays: Collection[dt.date] = NO_DAYS,
    closures: Collection[dt.date] = NO_DAYS,
) -> bool:
    """Monday to Friday, no bank holiday, and the council's offices are open."""
    return day.weekday() < SATURDAY and day not in holidays and day not in closures


def add_working_days(
    day: dt.date,
    n: int,
    *,
    holidays: Collection[dt.date] = NO_DAYS,
    closures: Collection[dt.date] = NO_DAYS,
) -> dt.date:
    """The n-th working day after a day (before it, if n is negative); with n = 0 the day itself.

    >>> add_working_days(dt.date(2026, 10, 2), 1)  # a Friday
    datetime.date(2026, 10, 5)
    """
    step = ONE_DAY if n > 0 else -ONE_DAY
    left = abs(n)
    while left:
        day += step
        left -= is_working_day(day, holidays=holidays, closures=closures)
    return day


def clear_days_between(
    published_on: dt.date,
    event_on: dt.date,
    *,
    holidays: Collection[dt.date] = NO_DAYS,
    closures: Collection[dt.date] = NO_DAYS,
) -> int:
    """Working days strictly between the two; 0 where the event comes first.

    >>> clear_days_between(dt.date(1990, 4, 26), dt.date(1990, 5, 1))
    2
    """
    return sum(
        is_working_day(day, holidays=holidays, closures=closures)
        for day in _between(published_on, event_on)
    )


def latest_publication(
    event_on: dt.date,
    clear_days: int = 5,
    *,
    holidays: Collection[dt.date] = NO_DAYS,
    closures: Collection[dt.date] = NO_DAYS,
) -> dt.date:
    """The last working day on which papers give an event its clear days of notice.

    >>> latest_publication(dt.date(2026, 10, 15))
    datetime.date(2026, 10, 7)
    """
    return add_working_days(event_on, -(clear_days + 1), holidays=holidays, closures=closures)


def _between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    day = first + ONE_DAY
    while day < last:
        yield day
        day += ONE_DAY
