"""The rules again, child by child and day by day: slow, plain, and written apart from the product.

A child is a list of (start, end or None, RNE, legal status, placement, REC or None), in order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

SHORT_BREAKS = ("V3", "V4")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Episode:
    start: dt.date
    end: dt.date | None
    rne: str
    status: str
    place: str
    rec: str | None

    @property
    def leaves(self) -> bool:
        return self.end is not None and self.rec is not None and self.rec != "X1"

    @property
    def short(self) -> bool:
        return self.status in SHORT_BREAKS


Child = list[Episode]


def year_before(day: dt.date) -> dt.date:
    """The first of the twelve months that end with a day."""
    after = day + ONE_DAY
    if (after.month, after.day) == (2, 29):
        return dt.date(after.year - 1, 3, 1)
    return after.replace(year=after.year - 1)


def in_care(child: Child, day: dt.date) -> Episode | None:
    for one in child:
        if not one.short and one.start <= day and (one.end is None or one.end > day):
            return one
    return None


def in_care_in_year(child: Child, day: dt.date) -> bool:
    first = year_before(day)
    return any(
        not one.short and one.start <= day and (one.end is None or one.end >= first)
        for one in child
    )


def continuously(child: Child, day: dt.date) -> bool:
    first = year_before(day)
    for one in child:
        if one.short:
            if one.start <= day and (one.end is None or one.end >= first):
                return False
            continue
        if one.rne == "S" and first < one.start <= day:
            return False
        if one.leaves and one.end is not None and first <= one.end < day:
            return False
    return in_care_in_year(child, day)


def started(child: Child, day: dt.date) -> bool:
    """Begins with RNE S, or care that follows a short break."""
    first = year_before(day)
    before = None
    for one in child:
        begins = one.rne == "S" or (before is not None and before.short)
        if not one.short and begins and first <= one.start <= day:
            return True
        before = one
    return False


def ceased(child: Child, day: dt.date) -> str | None:
    """The reason of the last end in the year."""
    first, reason = year_before(day), None
    for one in child:
        if not one.short and one.leaves and one.end is not None and first <= one.end <= day:
            reason = one.rec
    return reason


def periods(child: Child) -> Iterator[Child]:
    """Episodes by period of care, short breaks left out."""
    current: Child = []
    for one in child:
        before = current[-1] if current else None
        if one.short or (before and (before.leaves or one.rne == "S")):
            if current:
                yield current
            current = []
        if not one.short:
            current.append(one)
    if current:
        yield current


def placements(child: Child, day: dt.date) -> int:
    """How many placements of a day or more in the year, by the default choices of NI 62.

    Every random home has the same provider and URN, so that "the same home" is the same code.
    """
    first, found = year_before(day), 0
    for period in periods(child):
        for start, end in _spells(period):
            long = end is None or (end - start).days >= 1
            found += long and start <= day and (end is None or end > first)
    return found


def _spells(period: Child) -> Iterator[tuple[dt.date, dt.date | None]]:
    start: dt.date | None = None
    home = None  # the last episode that was no temporary move
    away = False  # the episode before was one
    for one in period:
        if one.place in TEMPORARY:
            away = True
            continue
        moved = one.rne in ("S", "P", "B") and one.place not in ("A3", "A5")
        back = away and home is not None and home.place == one.place
        if home is None or (moved and not back):
            if start is not None:
                yield start, one.start
            start = one.start
        home, away = one, False
    if start is not None:
        yield start, period[-1].end
