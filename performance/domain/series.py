"""The figures that are held of one indicator, as plain values, and which of them is "now"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from reference.domain.periods import Kind, Period, quarter_of, shift

from .change import Point
from .points import same_length
from .slots import natural_period
from .vocabulary import Basis, Frequency, Standing

# Which basis stands in when the default is not held for the period: never an outturn, which is
# another period's figure, and never a year to date, which is no figure of the quarter.
STAND_INS = (
    Basis.NOT_STATED,
    Basis.PERIOD_END,
    Basis.OVER_PERIOD,
    Basis.AVERAGE,
    Basis.ROLLING_12,
)


@dataclass(frozen=True)
class Held:
    """One figure in its newest version, with what is printed beside it. `reported_in` is the
    quarter of the return that told this version, `first_reported_in` of who told the first.
    """

    figure_id: int
    key: str
    group: str
    area: str
    period: Period
    basis: Basis
    version: int
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    decimals_held: int
    unavailable_reason: str
    standing: Standing
    final_due_on: dt.date | None
    reported_direction: str
    source_note: str
    reported_in: str
    area_name: str = ""
    group_name: str = ""
    # Of a count through the year: the officer's forecast of the rest, never a point of a series.
    expected: Decimal | None = None
    # Where it comes from (`Source`); the offer that it takes, or in the place of which it stands.
    source: str = ""
    override_reason: str = ""
    offer_id: int | None = None
    first_reported_in: str = ""

    @property
    def provisional(self) -> bool:
        return self.standing is Standing.PROVISIONAL

    @property
    def told_in(self) -> str:
        """The quarter whose return told of the figure first; later returns only correct it. An
        imported figure belongs where its period ends.
        """
        told = self.first_reported_in or self.reported_in
        return told or quarter_of(self.period.ends_on).key

    @property
    def point(self) -> Point:
        return Point(
            period=self.period,
            value=self.value,
            numerator=self.numerator,
            denominator=self.denominator,
            basis=self.basis,
            provisional=self.provisional,
            places=self.decimals_held if self.numerator is None else None,
        )


def figure_key(council: str, area: str, indicator: str, group: str, period: str, basis: str) -> str:
    """The text that names a figure in every version, edition and published cell."""
    return "/".join((council, area, indicator, group, period, basis))


class FigureName(NamedTuple):
    """What a figure's key says, part by part."""

    council: str
    area: str
    indicator: str
    group: str
    period: str
    basis: str


def figure_named(key: str) -> FigureName:
    """A key taken apart again.

    >>> figure_named("nottingham/E06000018/visits-on-time/all/2020-21-Q4/over_period").indicator
    'visits-on-time'

    Raises ValueError for what is no key.
    """
    parts = key.split("/")
    if len(parts) != len(FigureName._fields):
        raise ValueError(f"{key!r} is no key of a figure")
    return FigureName(*parts)


def figure_now(
    held: Sequence[Held],
    quarter: Period,
    *,
    frequency: Frequency,
    basis: Basis,
) -> Held | None:
    """The figure that a quarter's dashboard shows: of the period that belongs to the quarter, or,
    for months and dated figures, the latest that the quarter's return was the first to tell.

    A term belongs to the quarter in which it ended by the dates that it was entered with: a council
    that moves its terms moves no old figure.
    """
    if frequency is Frequency.TERM:
        ended = [one for one in held if one.period.kind is Kind.TERM]
        ended = [one for one in ended if one.period.ends_on in quarter]
        last = max((one.period for one in ended), default=None)
        return _of_basis([one for one in ended if one.period == last], basis)
    natural = natural_period(quarter, frequency)
    if natural is not None:
        found = [one for one in held if one.period.key == natural.key]
        if found:
            return _of_basis(found, basis)
    if frequency in (Frequency.DATED, Frequency.MONTH):
        reported = [one for one in held if one.told_in == quarter.key]
        if reported:
            latest = max(one.period for one in reported)
            return _of_basis([one for one in reported if one.period == latest], basis)
    return None


def _of_basis(found: Sequence[Held], basis: Basis) -> Held | None:
    by_basis = {one.basis: one for one in found}
    for wanted in (basis, *STAND_INS):
        if wanted in by_basis:
            return by_basis[wanted]
    return None


def alike(held: Sequence[Held], now: Held) -> list[Held]:
    """The series of a figure up to it, oldest first: one basis, one kind and length of period."""
    return [
        one
        for one in held
        if one.basis is now.basis
        and one.period.kind is now.period.kind
        and same_length(one.period, now.period)
        and one.period <= now.period
    ]


def beside(held: Sequence[Held], now: Held) -> list[Held]:
    """Figures of the same period in another basis: "676 on average over the quarter"."""
    return [one for one in held if one.period == now.period and one.basis is not now.basis]


def last_eight(held: Sequence[Held], now: Held, quarter: Period) -> list[Held | None]:
    """Eight slots that end with the quarter, empty where no figure of the basis is held.

    Terms and years are put into the quarter in which they end; days and free ranges into the one
    whose return told them. No figure stands in two slots.
    """
    slots = [shift(quarter, back) for back in range(-7, 1)]
    latest: dict[str, Held] = {}
    for one in sorted(held, key=lambda one: one.period):
        if one.basis is now.basis and one.period.kind is now.period.kind:
            latest[_slot_of(one)] = one
    return [latest.get(slot.key) if slot else None for slot in slots]


def _slot_of(one: Held) -> str:
    if one.period.kind in (Kind.DAY, Kind.RANGE):
        return one.told_in
    return quarter_of(one.period.ends_on).key
