"""Which days a council's returns can answer for, and the words for when they cannot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from .cohort import ReturnYear

ONE_DAY = dt.timedelta(days=1)
Span = tuple[dt.date, dt.date]


def spans(returns: Sequence[ReturnYear]) -> list[Span]:
    """The days that returns hold, first and last of each run without a gap, in order."""
    found: list[Span] = []
    for one in sorted(returns, key=lambda one: one.starts_on):
        if found and one.starts_on <= found[-1][1] + ONE_DAY:
            found[-1] = (found[-1][0], max(found[-1][1], one.as_at))
        else:
            found.append((one.starts_on, one.as_at))
    return found


def why_not(returns: Sequence[ReturnYear], first: dt.date, last: dt.date) -> str:
    """Why the days from first to last cannot be answered; "" if every one is in some return."""
    held = spans(returns)
    if not held:
        return "No returns are loaded."
    if any(begin <= first and last <= end for begin, end in held):
        return ""
    had = ", ".join(f"{words(begin)} to {words(end)}" for begin, end in held)
    if first == last:
        return f"No return holds {words(last)}: the returns hold {had}."
    return f"It needs every day from {words(first)} to {words(last)}: the returns hold {had}."


def return_of(returns: Sequence[ReturnYear], day: dt.date) -> ReturnYear | None:
    """The return whose undated rows hold on a day: its 31 March, or the day of an extract."""
    return next((one for one in returns if one.as_at == day), None)


def words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
