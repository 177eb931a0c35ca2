"""What a commissioner may change, with its bounds; a scenario is some of it under one name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..levers import FROM, TO, Levers
from .supply import YEAR, Opening, Prices, Supply, within


@dataclass(frozen=True)
class MoreFosterCarers:
    """So many more foster households approved a year, spread evenly, with `places` each.

    The first open `lag` months after the start: so long is the way from enquiry to approval. They
    are for children of `ages`, one as much as another. Children in children's homes whose plan is
    fostering move in as places open; `matched` is their share of those in homes.
    """

    households: float
    places: float
    lag: int
    ages: tuple[str, ...] = ("5-9", "10-15")
    matched: float = 0.25

    def __post_init__(self) -> None:
        within(self.households, 0, 500, "Foster households a year")
        within(self.places, 0.5, 3, "Places in a foster household")
        within(self.lag, 0, 36, "Months from enquiry to approval")
        within(len(self.ages), 1, 9, "Age bands of foster households")
        within(self.matched, 0, 1, "The share of children in homes whose plan is fostering")

    def opened(self, months: int) -> list[float]:
        """Places that open in each month."""
        each = self.households * self.places / YEAR
        return [0.0 if month <= self.lag else each for month in range(1, months + 1)]


@dataclass(frozen=True)
class NewHome:
    """A children's home that opens on a day, for children of `ages`, one as much as another.

    It adds places and moves nobody: who lives in a home of another's may live there.
    """

    on: dt.date
    places: int = 4
    ages: tuple[str, ...] = ("10-15", "16-17")

    def __post_init__(self) -> None:
        within(self.places, 1, 30, "Places in a home")
        within(len(self.ages), 1, 9, "Age bands of a home")


@dataclass(frozen=True)
class FewerEntries:
    """So many percent fewer children of an age band enter care."""

    percent: float
    age: str = "10-15"

    def __post_init__(self) -> None:
        within(self.percent, 0, 100, "Percent fewer entries")


@dataclass(frozen=True)
class StepDown:
    """So many percent of the children in children's homes move to foster care within a year, beside
    those who do so anyway. It adds no foster places."""

    percent: float

    def __post_init__(self) -> None:
        within(self.percent, 0, 95, "Percent of children who step down in a year")


@dataclass(frozen=True)
class Inflation:
    """Prices rise by so many percent a year more than those of the supply say."""

    percent: float

    def __post_init__(self) -> None:
        within(self.percent, -20, 50, "Inflation in percent a year")


Change = MoreFosterCarers | NewHome | FewerEntries | StepDown | Inflation


@dataclass(frozen=True)
class Scenario:
    """Some changes under one name."""

    name: str
    changes: tuple[Change, ...]

    def levers(self, months: int) -> Levers:
        """What they do to the flows of so many months. Two of one kind add up."""
        found = Levers()
        for one in self.changes:
            found = _with_lever(found, one, months)
        return found

    def supply(self, held: Supply, ends: Sequence[dt.date]) -> Supply:
        """The supply with what the changes open; `ends`: the month ends of the forecast."""
        more = [one for change in self.changes for one in _openings(change, ends)]
        return replace(held, openings=(*held.openings, *more))

    def prices(self, held: Prices) -> Prices:
        more = sum(one.percent for one in self.changes if isinstance(one, Inflation))
        return replace(held, inflation=held.inflation + more)


def _with_lever(found: Levers, one: Change, months: int) -> Levers:
    if isinstance(one, FewerEntries):
        share = 1 - (1 - found.fewer.get(one.age, 0.0)) * (1 - one.percent / 100)
        return replace(found, fewer={**found.fewer, one.age: share})
    if isinstance(one, StepDown):
        stays = (1 - found.step_down) * (1 - one.percent / 100) ** (1 / YEAR)
        return replace(found, step_down=1 - stays)
    if isinstance(one, MoreFosterCarers):
        before = found.new_places or (0.0,) * months
        opened = tuple(a + b for a, b in zip(before, one.opened(months), strict=True))
        return replace(found, new_places=opened, matched=max(found.matched, one.matched))
    return found


def _openings(one: Change, ends: Sequence[dt.date]) -> list[Opening]:
    if isinstance(one, NewHome):
        each = one.places / len(one.ages)
        return [Opening(one.on, FROM, age, each) for age in one.ages]
    if isinstance(one, MoreFosterCarers):
        opened = zip(ends, one.opened(len(ends)), strict=True)
        return [
            Opening(end, TO, age, places / len(one.ages))
            for end, places in opened
            for age in one.ages
            if places
        ]
    return []
