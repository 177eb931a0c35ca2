"""Six months without attendance: Local Government Act 1972, section 85.

A member who attends no meeting of the authority for six months running ceases to be a member unless
the authority approved the reason before. The board warns at four and at five months.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

MONTHS = 6


class Warn(IntEnum):
    NONE = 0
    FOUR_MONTHS = 4
    FIVE_MONTHS = 5
    SIX_MONTHS = 6


@dataclass(frozen=True)
class Absence:
    """`since`: the day of the last meeting attended, or of joining. `lapses_on`: six months on."""

    since: dt.date
    lapses_on: dt.date
    warn: Warn


def absence(joined: dt.date, attended: Iterable[dt.date], today: dt.date) -> Absence:
    """How long a member has been away on a day; attendance after that day does not count.

    >>> absence(dt.date(2021, 5, 1), [dt.date(2021, 5, 17)], dt.date(2021, 9, 20)).warn
    <Warn.FOUR_MONTHS: 4>
    """
    since = max([joined, *(day for day in attended if joined <= day <= today)])
    warn = max(
        (w for w in Warn if w is Warn.NONE or today >= months_after(since, w.value)),
        key=int,
    )
    return Absence(since, months_after(since, MONTHS), warn)


def months_after(day: dt.date, months: int) -> dt.date:
    """The corresponding day so many months later, or the last of that month where there is none.

    >>> months_after(dt.date(2021, 8, 31), 6)
    datetime.date(2022, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    first = dt.date(day.year + years, month + 1, 1)
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
