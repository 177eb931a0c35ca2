"""The work programme: when a recurring entry is due again, and what is planned too early."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reference.domain.periods import Period, quarter_of, shift

from .dates import short

# An entry of each year comes back at the first meeting about eleven months after the last one: the
# meetings of two years do not fall on the same days.
ALMOST_A_YEAR = dt.timedelta(days=330)
EVERY_MEETING, QUARTERLY, YEARLY = "every_meeting", "quarterly", "yearly"


@dataclass(frozen=True)
class Planned:
    """One entry of a series: the meeting's day, and the quarter that it reports, if any."""

    day: dt.date
    period: Period | None = None


@dataclass(frozen=True)
class Next:
    """An entry that a meeting needs."""

    period: Period | None = None


def next_entry(
    repeats: str, series: Sequence[Planned], day: dt.date, ready_after: dict[str, dt.date]
) -> Next | None:
    """What a series puts on a meeting's list: nothing before its first entry, nothing twice.

    `series` are all its entries, those that were deferred on both days and those taken off too.
    `ready_after` gives the day on which a quarter's figures are signed off, by the quarter's key.
    """
    if not series or day <= min(one.day for one in series) or day in {one.day for one in series}:
        return None
    if repeats == EVERY_MEETING:
        return Next()
    if repeats == QUARTERLY:
        return _next_quarter(series, day, ready_after)
    if repeats == YEARLY:
        return None if any(abs(day - one.day) < ALMOST_A_YEAR for one in series) else Next()
    return None


def quarters_after(series: Sequence[Planned]) -> Period | None:
    """The quarter that follows the last one of a series; None where it reports none."""
    periods = [one.period for one in series if one.period]
    return shift(max(periods, key=lambda period: period.ends_on), 1) if periods else None


def _next_quarter(
    series: Sequence[Planned], day: dt.date, ready_after: dict[str, dt.date]
) -> Next | None:
    following = quarters_after(series)
    if following is None:
        taken = {quarter_of(one.day).key for one in series}
        return None if quarter_of(day).key in taken else Next()
    ready = ready_after.get(following.key, following.ends_on)
    return Next(following) if day >= ready else None


def too_early(
    title: str, day: dt.date, period: Period, ready_on: dt.date, later: Sequence[dt.date]
) -> str:
    """A sentence where a report is planned before the figures of its quarter are signed off.

    `ready_on` is the end of the period plus the board's time for sign-off, `later` the days of
    other meetings. Empty where it is in time.
    """
    if day >= ready_on:
        return ""
    if day <= period.ends_on:
        why = f"its quarter ends on {short(period.ends_on)}, and the figures are signed off by "
    else:
        why = f"its quarter ended on {short(period.ends_on)}, and the figures are signed off by "
    first = min((one for one in later if one >= ready_on), default=None)
    then = (
        f" The first meeting after that is on {short(first)}."
        if first
        else " No meeting is planned after that yet."
    )
    return f"{title} is planned for {short(day)}, but {why}{short(ready_on)}.{then}"
