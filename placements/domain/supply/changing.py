"""Saved scenarios: what their numbers mean, and what comes of them as plain numbers to be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from placements.domain.forecasting import ALL
from placements.domain.forecasting.scenarios import (
    Change,
    FewerEntries,
    Inflation,
    Measure,
    MoreFosterCarers,
    NewHome,
    Outcome,
    StepDown,
    Unusable,
)

CARERS, HOME, ENTRIES, STEP, PRICES = (
    "more-carers",
    "new-home",
    "fewer-entries",
    "step-down",
    "inflation",
)
# What the amount of each kind counts.
AMOUNTS = {
    CARERS: "more foster households approved a year",
    HOME: "places in a new children’s home",
    ENTRIES: "percent fewer children aged 10 to 15 who come into care",
    STEP: "percent of children in homes who move to foster care within a year",
    PRICES: "percent a year by which prices rise",
}


def change_of(kind: str, numbers: Mapping[str, Any]) -> Change:
    """The change that a saved scenario's kind and numbers name. Raises Unusable."""
    try:
        amount = float(numbers["amount"])
        if kind == CARERS:
            return MoreFosterCarers(amount, float(numbers["places"]), int(numbers["lag"]))
        if kind == HOME:
            return NewHome(dt.date.fromisoformat(numbers["on"]), int(amount))
        single: dict[str, Callable[[float], Change]] = {
            ENTRIES: FewerEntries,
            STEP: StepDown,
            PRICES: Inflation,
        }
        return single[kind](amount)
    except (KeyError, TypeError, ValueError) as reason:
        if isinstance(reason, Unusable):
            raise
        raise Unusable("A number of this scenario is missing.") from reason


# Low, middle and high.
Told = tuple[float, float, float]


@dataclass(frozen=True)
class Quarter:
    """One scenario at the end of one quarter, (low, middle, high) of each measure: children in
    homes, places there and the gap; cost of all kinds with a price, in pounds.
    """

    day: dt.date
    children: Told
    places: Told
    gap: Told
    cost: Told


@dataclass(frozen=True)
class Weighed:
    """A scenario's quarters, oldest first."""

    name: str
    quarters: tuple[Quarter, ...]


def weighed(made: Outcome, group: str) -> Weighed:
    """`group` is the name of the placement group whose children and places are told."""
    frame = made.frame[made.frame["age_band"].eq(ALL)]
    columns = ["quarter", "measure", "group", "low", "mid", "high"]
    found: dict[tuple[dt.date, str, str], Told] = {
        (day, measure, of): (round(low, 1), round(mid, 1), round(high, 1))
        for day, measure, of, low, mid, high in frame[columns].itertuples(index=False)
    }
    days = sorted({day for day, _, _ in found})
    return Weighed(
        made.scenario.name,
        tuple(
            Quarter(
                day,
                found[day, Measure.CHILDREN.value, group],
                found[day, Measure.PLACES.value, group],
                found[day, Measure.GAP.value, group],
                found[day, Measure.COST.value, ALL],
            )
            for day in days
        ),
    )


@dataclass(frozen=True)
class Bar:
    """A pale bar from low to high with a mark at the middle."""

    name: str
    low: float
    mid: float
    high: float


def read_weighed(content: Mapping[str, Any]) -> Weighed:
    """From JSON. Raises KeyError for what is no scenario that was kept."""
    return Weighed(
        content["name"],
        tuple(
            Quarter(
                dt.date.fromisoformat(one["day"]),
                _told(one["children"]),
                _told(one["places"]),
                _told(one["gap"]),
                _told(one["cost"]),
            )
            for one in content["quarters"]
        ),
    )


def _told(numbers: Sequence[float]) -> Told:
    low, mid, high = numbers
    return low, mid, high
