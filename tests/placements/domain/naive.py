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


def months_on(day: dt.date, months: int) -> dt.date:
    """The same day so many months later or earlier, or the last of the month."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, min(day.day, (after - ONE_DAY).day))


def same_carer(child: Child, day: dt.date) -> tuple[bool, bool]:
    """Whether NI 63 counts the child (whatever the age), and in the numerator."""
    now = in_care(child, day)
    period = next((one for one in periods(child) if now in one), None)
    if now is None or period is None or period[0].start > months_on(day, -30):
        return False, False
    spells: list[list[Episode]] = [[]]
    home: Episode | None = None
    for one in period[: period.index(now) + 1]:
        if one.place not in TEMPORARY:
            away = bool(spells[-1]) and spells[-1][-1].place in TEMPORARY
            back = away and home is not None and home.place == one.place
            moved = one.rne in ("S", "P", "B") and one.place not in ("A3", "A5")
            if home is not None and one.place in ("U2", "U5") and home.place not in ("U2", "U5"):
                moved = True
            if spells[-1] and (home is None or (moved and not back)):
                spells.append([])
            home = one
        spells[-1].append(one)
    since = spells[-1][0].start
    adopting = now.place.startswith("A") and spells[-1][0].place.startswith("A")
    if adopting and len(spells) > 1:
        since = spells[-2][0].start
    return True, since <= months_on(day, -24)


def reviews(
    child: Child, held: list[dt.date], day: dt.date, returns_begin: dt.date
) -> tuple[int, int]:
    """Reviews in time, and reviews due, in the twelve months; no bank holidays."""
    first, in_time, owed = year_before(day), 0, 0
    for period in periods(child):
        start, end = period[0].start, period[-1].end
        # A care that the returns tell the beginning of.
        told = period[0].rne == "S" or _follows_short_break(child, period[0])
        whole = told and start >= returns_begin
        opens = dt.date.min if not told and period[0] is _first_counted(child) else start
        mine = sorted(
            {
                one
                for one in held
                if opens <= one and (end is None or one <= end)
                if not _of_a_later(child, period, one)
            }
        )
        for due, done in _chain(mine, start, whole, max(start, returns_begin)):
            if end is not None and due >= end:
                continue
            good = done is not None and done <= due
            until = min(one for one in (done, end, dt.date.max) if one is not None)
            if due <= day and (due >= first if good else until > first):
                owed += 1
                in_time += good
    return in_time, owed


def _follows_short_break(child: Child, one: Episode) -> bool:
    place = child.index(one)
    return place > 0 and child[place - 1].short


def _first_counted(child: Child) -> Episode:
    return next(one for one in child if not one.short)


def _of_a_later(child: Child, period: Child, day: dt.date) -> bool:
    """Whether a later period of the child has begun by the day."""
    place = child.index(period[0])
    later = [one[0] for one in periods(child) if child.index(one[0]) > place]
    return any(one.start <= day for one in later)


def _chain(
    held: list[dt.date], start: dt.date, whole: bool, seen_from: dt.date
) -> Iterator[tuple[dt.date, dt.date | None]]:
    """Due dates, each with the review that answers it."""
    following: list[dt.date | None] = [*held, None]
    if whole:
        yield _working_days_on(start, 20), following[0]
    elif following[0] is None or following[0] >= seen_from:
        yield months_on(seen_from - ONE_DAY, 6), following[0]
    for place, one in enumerate(held):
        months = 3 if place == 0 and whole else 6
        yield months_on(one, months), following[place + 1]


def _working_days_on(day: dt.date, days: int) -> dt.date:
    while days:
        day += ONE_DAY
        days -= day.weekday() < 5
    return day
