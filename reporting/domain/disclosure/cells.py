"""A figure before and after it is known whether the public may see it."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from decimal import Decimal

LEAST_SHOWN = 6
COUNT, PERCENT, RATE = "count", "percent", "per_10000"
PER = {PERCENT: 100, RATE: 10_000}
HALF = Decimal("0.5")


class State(enum.StrEnum):
    SHOWN = "shown"
    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True)
class Cell:
    """A figure before it is known whether the public may see it. Missing numbers are None.

    `unit` is count, percent, per_10000, days or score. `partition` names the cells that add up to
    one another ("" for none) within one `period`; without a period all of them are one group.
    `series` names the counts that add up through time ("" for none): those of one measure, area
    and group; each says its days, from `first` up to the day before `after`. `part` tells which
    part of its whole it is (the key, unless it is told on several bases); `holds` is the key of
    the same count of a place within this one; `wholes` are the key and number of every printed
    count that could be the denominator.
    """

    key: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    unit: str
    counts_people: bool
    small_cohort: bool = False
    partition: str = ""
    period: str = ""
    version: int = 1
    series: str = ""
    first: dt.date | None = None
    after: dt.date | None = None
    part: str = ""
    holds: str = ""
    wholes: tuple[tuple[str, Decimal], ...] = ()

    @property
    def count(self) -> Decimal | None:
        """The number of a cell that is a plain number of people."""
        return self.value if self.numerator is None else self.numerator


@dataclass(frozen=True)
class PastCell:
    """One part (numerator, denominator, value) of a figure in an earlier public edition."""

    key: str
    part: str
    state: str
    shown: Decimal | None
    version: int


@dataclass(frozen=True)
class Shielded:
    """What of a cell the public sees: nothing at all unless `state` is shown."""

    state: State
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    rounding: Decimal = Decimal(1)

    @property
    def is_hidden(self) -> bool:
        return self.state is not State.SHOWN
