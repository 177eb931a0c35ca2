"""What is due in the register of homes on a day: contracts that run out, reviews, visits, monthly
reports, recommendations, steps of plans, temporary approvals.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

REVIEW_MONTHS = 6
MIDDLING_RISK = 13
YEAR = 12


@dataclass(frozen=True)
class Frequency:
    """From one sum of risk marks to another a home is visited every so many months."""

    least: int
    most: int
    months: int


@dataclass(frozen=True)
class Due:
    """One thing that is due: by which day, and by how many days it is over (negative: to come)."""

    day: dt.date
    days_over: int

    @property
    def is_over(self) -> bool:
        return self.days_over > 0


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of a shorter month.

    >>> months_later(dt.date(2021, 8, 31), 6), months_later(dt.date(2021, 3, 31), -1)
    (datetime.date(2022, 2, 28), datetime.date(2021, 2, 28))
    """
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def runs_out(last_day: dt.date | None, warn_months: int, today: dt.date) -> Due | None:
    """A contract within its months of warning, or past its end for a year; None otherwise, and
    without an end.
    """
    if last_day is None or today < months_later(last_day, -warn_months):
        return None
    return due_on(last_day, today) if today <= months_later(last_day, YEAR) else None


def review_due(last: dt.date | None, since: dt.date | None, today: dt.date) -> Due | None:
    """Six months after the last review; without one, six months after the first home opened. None
    while it is a month or more away.
    """
    begin = last or since
    day = months_later(begin, REVIEW_MONTHS) if begin else today
    return due_on(day, today) if today >= months_later(day, -1) else None


def visit_due(
    last: dt.date | None,
    since: dt.date | None,
    score: int | None,
    frequencies: Sequence[Frequency],
    today: dt.date,
) -> Due | None:
    """By the risk score, a middling one where there is none; without a visit from the day of
    opening. None while it is a month or more away. Raises ValueError for a score of no band.
    """
    months = visit_months(MIDDLING_RISK if score is None else score, frequencies)
    begin = last or since
    day = months_later(begin, months) if begin else today
    return due_on(day, today) if today >= months_later(day, -1) else None


def visit_months(score: int, frequencies: Sequence[Frequency]) -> int:
    for one in frequencies:
        if one.least <= score <= one.most:
            return one.months
    raise ValueError(f"fixtures/visit_frequency.csv has no line for the score {score}")


def months_without_report(
    visited: Iterable[dt.date],
    opened_on: dt.date | None,
    closed_on: dt.date | None,
    today: dt.date,
    *,
    back: int = 6,
) -> list[dt.date]:
    """First days of the last `back` full months in which a home was open and no independent person
    visited it (Children's Homes (England) Regulations 2015, regulation 44: once a month).
    """
    seen = {day.replace(day=1) for day in visited}
    this_month = today.replace(day=1)
    months = [months_later(this_month, -ago) for ago in range(back, 0, -1)]
    return [
        month
        for month in months
        if month not in seen
        and (opened_on is None or opened_on <= month)
        and (closed_on is None or closed_on >= months_later(month, 1))
    ]


def due_on(day: dt.date, today: dt.date) -> Due:
    return Due(day, (today - day).days)


def latest(days: Iterable[tuple[int, dt.date]]) -> Mapping[int, dt.date]:
    """By key the latest day."""
    found: dict[int, dt.date] = {}
    for key, day in days:
        found[key] = max(day, found.get(key, day))
    return found
