"""Places and prices that children are set against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..simulating import Draws

YEAR, WEEK = 12, 7
Cells = NDArray[np.float64]


class Unusable(ValueError):
    """A number of a scenario, of the supply or of the prices cannot be; the message says which."""


def within(value: float, least: float, most: float, what: str) -> None:
    """Raises Unusable for a number out of bounds, or none at all."""
    if not least <= value <= most:
        raise Unusable(f"{what} must be {least:g} to {most:g}, not {value:g}.")


@dataclass(frozen=True)
class Opening:
    """Usable places for an age band in a group from a day on; fewer than 0: places that close."""

    on: dt.date
    group: str
    age: str
    places: float


@dataclass(frozen=True)
class Supply:
    """Usable places by (key of group, key of age band) at the start, and what opens after it."""

    places: Mapping[tuple[str, str], float]
    openings: tuple[Opening, ...] = ()

    def __post_init__(self) -> None:
        for (group, age), places in self.places.items():
            within(places, 0, 100_000, f"Places of {group} for {age}")


@dataclass(frozen=True)
class Prices:
    """Pounds a week and child by key of group, at the start; `inflation` in percent a year."""

    weekly: Mapping[str, float]
    inflation: float = 0.0

    def __post_init__(self) -> None:
        for group, price in self.weekly.items():
            within(price, 1, 50_000, f"The weekly price of {group} in pounds")
        within(self.inflation, -20, 50, "Inflation in percent a year")


def check_keys(draws: Draws, supply: Supply, prices: Prices, ages: Collection[str] = ()) -> None:
    """Raises Unusable for a group or an age band that the draws do not have."""
    held_ages = {one.key for one in draws.ages}
    held_groups = {one.key for one in draws.groups}
    groups = {group for group, _ in supply.places} | {one.group for one in supply.openings}
    for group in sorted((groups | set(prices.weekly)) - held_groups):
        raise Unusable(f"There is no group {group!r} of placements.")
    told = {age for _, age in supply.places} | {one.age for one in supply.openings}
    for age in sorted((told | set(ages)) - held_ages):
        raise Unusable(f"There is no age band {age!r}.")


def without(draws: Draws, keys: set[str]) -> tuple[str, ...]:
    """The names of groups that are not among the keys."""
    return tuple(one.name for one in draws.groups if one.key not in keys)


def places_of(draws: Draws, supply: Supply) -> Cells:
    """Usable places at each month end, by age and group; never below 0."""
    ages = {one.key: place for place, one in enumerate(draws.ages)}
    groups = {one.key: place for place, one in enumerate(draws.groups)}
    found = np.zeros((len(draws.months), len(ages), len(groups)))
    for (group, age), places in supply.places.items():
        found[:, ages[age], groups[group]] += places
    for one in supply.openings:
        there = np.array([month >= one.on for month in draws.months])
        found[there, ages[one.age], groups[one.group]] += one.places
    return np.maximum(found, 0.0)


def cost_of(draws: Draws, prices: Prices) -> Cells:
    """Pounds a child in each month, by month and group: prices rise month by month."""
    weekly = np.array([prices.weekly.get(one.key, 0.0) for one in draws.groups])
    before = [draws.start, *draws.months[:-1]]
    weeks = np.array(
        [(end - begin).days / WEEK for begin, end in zip(before, draws.months, strict=True)]
    )
    rise = (1 + prices.inflation / 100) ** (np.arange(1, len(weeks) + 1) / YEAR)
    found: Cells = (weeks * rise)[:, None] * weekly
    return found
