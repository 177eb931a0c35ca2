"""Figures of one series as points in time, and which of them may be compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reference.domain.periods import Kind, Period
from reference.domain.rounding import round_half_up

from .vocabulary import Basis, Unit

# Free ranges of days are comparable when about as long: months differ by up to three days.
LENGTH_SLACK = 3


@dataclass(frozen=True)
class Point:
    """One figure of a series. `value` None: not available. `drawn` is the value as an edition
    prints it, where that is less exact: the usual range is that of what is seen. `places` are the
    decimals of a percentage that was entered without counts.
    """

    period: Period
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    basis: Basis = Basis.NOT_STATED
    provisional: bool = False
    drawn: Decimal | None = None
    places: int | None = None

    @property
    def proportion(self) -> tuple[int, int] | None:
        """(numerator, denominator) where both are known whole numbers of one proportion."""
        top, bottom = self.numerator, self.denominator
        if top is None or bottom is None or bottom <= 0 or not 0 <= top <= bottom:
            return None
        if top != int(top) or bottom != int(bottom):
            return None
        return int(top), int(bottom)


def comparable(
    now: Point, earlier: Sequence[Point], breaks: Sequence[dt.date] = ()
) -> tuple[Point, ...]:
    """The earlier figures that may be compared with now, oldest first."""
    day = now.period.ends_on
    since = max((on for on in breaks if on <= day), default=dt.date.min)
    found = (
        point
        for point in earlier
        if point.value is not None
        and not point.provisional
        and point.basis is now.basis
        and point.period.kind is now.period.kind
        and since <= point.period.ends_on < day
        and same_length(point.period, now.period)
    )
    return tuple(sorted(found, key=lambda point: point.period.ends_on))


def same_length(one: Period, other: Period) -> bool:
    """Whether two periods of a kind are about as long: only free ranges of days may differ."""
    return one.kind is not Kind.RANGE or abs(_length(one) - _length(other)) <= LENGTH_SLACK


def exact_difference(now: Point, before: Point, unit: Unit) -> Decimal:
    """now - before, from the counts where both have them, so that equal shares are equal.

    A percentage from counts that rounds to one entered without them is no other: 480 of 550 after
    87.3 is no change.
    """
    a, b = now.proportion, before.proportion
    if unit is Unit.PERCENT and bool(a) != bool(b) and _same_when_rounded(now, before):
        return Decimal(0)
    if unit is Unit.PERCENT and a and b:
        return Decimal(100 * (a[0] * b[1] - b[0] * a[1])) / (a[1] * b[1])
    return (now.value or Decimal(0)) - (before.value or Decimal(0))


def _same_when_rounded(one: Point, other: Point) -> bool:
    rough = [point.places for point in (one, other) if point.places is not None]
    if not rough or one.value is None or other.value is None:
        return False
    return round_half_up(one.value, min(rough)) == round_half_up(other.value, min(rough))


def last_before(now: Point, series: Sequence[Point], unit: Unit) -> Point | None:
    """The last one; of a running total the one of the same stretch a year before."""
    if now.basis is Basis.YEAR_TO_DATE and unit is Unit.COUNT:
        key = now.period.same_last_year().key
        return next((point for point in series if point.period.key == key), None)
    return series[-1] if series else None


def series_since(
    now: Point, series: Sequence[Point], recalculated: Sequence[dt.date]
) -> tuple[Point, ...]:
    """The points of the usual range that holds now, with now as the last."""
    since = max((on for on in recalculated if on <= now.period.ends_on), default=dt.date.min)
    return (*(point for point in series if point.period.ends_on >= since), now)


def overlap(now: Point, before: Point) -> bool:
    """Whether the stretches of time that two figures describe share a day."""
    return first_day(now.period, now.basis) <= before.period.ends_on


def first_day(period: Period, basis: Basis) -> dt.date:
    """The first of the days that a figure describes; the last is its period's."""
    end = period.ends_on
    if basis is Basis.ROLLING_12:
        # 12 months that end on 31 December 2020 begin on 1 January 2020.
        return period.same_last_year().ends_on + dt.timedelta(days=1)
    if basis in (Basis.YEAR_TO_DATE, Basis.OUTTURN):
        return min(dt.date(end.year if end.month >= 4 else end.year - 1, 4, 1), period.starts_on)
    return period.starts_on


def _length(period: Period) -> int:
    return (period.ends_on - period.starts_on).days


def since_words(now: Point, before: Point) -> str:
    """ "since Q2 2020-21" unless it is the quarter or term just before."""
    if now.period.kind in (Kind.QUARTER, Kind.TERM) and before.period.key == _key_before(
        now.period
    ):
        return ""
    return f"since {before.period.short_name}"


@lru_cache(maxsize=1024)
def _key_before(period: Period) -> str:
    previous = period.previous()
    return previous.key if previous is not None else ""
