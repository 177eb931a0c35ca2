"""Counts of a council that does not exist, quarter by quarter, with a memory from one to the next.

Pure: the random numbers come from the generator that is passed, so a seed gives the same council.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

# Quarters drawn before the first that is told, so that rolling years are whole.
BEFORE = 4
START = 505
# How strongly a level remembers the quarter before, and how many children stay as they were.
MEMORY, STAY = 0.6, 0.7
CHILDREN = 81_400
CHILDREN_A_YEAR = 350

Draw = tuple[int, int | None]


@dataclass(frozen=True)
class Cohort:
    """A share of the children in care, or a size of its own."""

    share_of_care: float
    size: float
    noise: float


@dataclass(frozen=True)
class Model:
    """How one measure's counts are drawn; the words are those of the README of the demo's data."""

    code: str
    kind: str
    cohort: str = ""
    partition: str = ""
    level: float = 0.0
    drift: float = 0.0
    noise: float = 0.0
    shift_at: int = 0
    shift: float = 0.0

    def level_at(self, quarter: int) -> float:
        """The level aimed at in a quarter, 1 being the first."""
        shifted = self.shift if self.shift_at and quarter >= self.shift_at else 0.0
        return self.level + self.drift * (quarter - 1) + shifted


@dataclass
class Council:
    """What has been drawn so far: (numerator, denominator) by measure, quarter by quarter.

    `quarters` are told, 1 being the first; `earlier` ones lie before it.
    """

    quarters: int
    earlier: int = 0
    cohorts: dict[str, list[int]] = field(default_factory=dict)
    draws: dict[str, list[Draw]] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The number of the first quarter that is drawn; 0 is the one before quarter 1."""
        return 1 - self.earlier

    def cohort(self, name: str) -> list[int]:
        if name.startswith("@"):
            return [numerator for numerator, _ in self.draws[name[1:]]]
        return self.cohorts[name]


def simulate(
    models: Sequence[Model],
    cohorts: dict[str, Cohort],
    *,
    quarters: int,
    rng: np.random.Generator,
    earlier: int = 0,
) -> dict[str, list[Draw]]:
    """(Numerator, denominator or None) of each measure for each quarter, oldest first.

    `earlier` quarters come before the first of `quarters`; levels and shifts count from that.

    Needs exactly one model of the kinds care, started and ceased; a cohort "@code" must come after
    the measure whose numerator it is. Numerators never exceed denominators.
    """
    council = Council(quarters, earlier)
    flows = {model.kind: model for model in models}
    council.draws |= _flow(council, flows, rng)
    in_care = council.cohort(f"@{flows['care'].code}")
    for name, cohort in cohorts.items():
        council.cohorts[name] = _sizes(cohort, in_care, rng)
    for model in models:
        if model.code not in council.draws:
            council.draws[model.code] = DRAWN[model.kind](council, model, models, rng)
    return {model.code: council.draws[model.code] for model in models}


def _flow(
    council: Council, flows: dict[str, Model], rng: np.random.Generator
) -> dict[str, list[Draw]]:
    """Children come and go each quarter; the year's comings and goings are sums of four."""
    care, started, ceased = flows["care"], flows["started"], flows["ceased"]
    stock, came, went, stocks = START, [], [], []
    for quarter in range(council.first - BEFORE, council.quarters + 1):
        expected = max(started.level_at(quarter) * (1 + started.noise * rng.standard_normal()), 1)
        came.append(int(rng.poisson(expected)))
        leaving = min(max(ceased.level_at(quarter) + ceased.noise * rng.standard_normal(), 0), 1)
        went.append(int(rng.binomial(stock, leaving)))
        stock += came[-1] - went[-1]
        stocks.append(stock)
    rolling = range(BEFORE, BEFORE + council.earlier + council.quarters)
    return {
        care.code: [(stocks[end], None) for end in rolling],
        started.code: [(sum(came[end - 3 : end + 1]), None) for end in rolling],
        ceased.code: [(sum(went[end - 3 : end + 1]), None) for end in rolling],
    }


def _sizes(cohort: Cohort, in_care: list[int], rng: np.random.Generator) -> list[int]:
    wander = _wander(len(in_care), cohort.noise, rng)
    bases = [
        cohort.share_of_care * stock if cohort.share_of_care else cohort.size for stock in in_care
    ]
    return [max(round(base * (1 + by)), 1) for base, by in zip(bases, wander, strict=True)]


def _wander(quarters: int, noise: float, rng: np.random.Generator) -> list[float]:
    """A deviation around 0 that remembers the quarter before; `noise` is its spread."""
    found, now = [], 0.0
    for _ in range(quarters):
        now = MEMORY * now + noise * float(rng.standard_normal()) * (1 - MEMORY**2) ** 0.5
        found.append(now)
    return found


def _levels(council: Council, model: Model, rng: np.random.Generator) -> list[float]:
    wander = _wander(council.earlier + council.quarters, model.noise, rng)
    return [model.level_at(quarter) + by for quarter, by in enumerate(wander, council.first)]


def _share(
    council: Council, model: Model, models: Sequence[Model], rng: np.random.Generator
) -> list[Draw]:
    """A panel: who counted mostly counts again, so that successive shares are alike."""
    wholes = council.cohort(model.cohort)
    room = _room(council, model, models)
    drawn: list[Draw] = []
    for whole, left, level in zip(wholes, room, _levels(council, model, rng), strict=True):
        p = min(max(level, 0.0), 1.0)
        if not drawn:
            count = int(rng.binomial(whole, p))
        else:
            before, whole_before = drawn[-1]
            counted = round(before / (whole_before or 1) * whole)
            count = int(rng.binomial(counted, p + (1 - p) * STAY))
            count += int(rng.binomial(whole - counted, p * (1 - STAY)))
        drawn.append((min(count, left), whole))
    return drawn


def _room(council: Council, model: Model, models: Sequence[Model]) -> list[int]:
    """What the parts of the same whole that were drawn before leave of it."""
    left = list(council.cohort(model.cohort))
    for other in models:
        if model.partition and other.partition == model.partition and other.code in council.draws:
            taken = council.draws[other.code]
            left = [room - part for room, (part, _) in zip(left, taken, strict=True)]
    return left


def _rest(
    council: Council, model: Model, models: Sequence[Model], rng: np.random.Generator
) -> list[Draw]:
    wholes, left = council.cohort(model.cohort), _room(council, model, models)
    return list(zip(left, wholes, strict=True))


def _number(
    council: Council, model: Model, models: Sequence[Model], rng: np.random.Generator
) -> list[Draw]:
    return [(max(round(level), 0), None) for level in _levels(council, model, rng)]


def _mean(
    council: Council, model: Model, models: Sequence[Model], rng: np.random.Generator
) -> list[Draw]:
    wholes = council.cohort(model.cohort)
    levels = _levels(council, model, rng)
    return [(max(round(level * n), 0), n) for level, n in zip(levels, wholes, strict=True)]


def _rate(
    council: Council, model: Model, models: Sequence[Model], rng: np.random.Generator
) -> list[Draw]:
    """Children in care, of residents; the estimate changes once a year."""
    care = next(one.code for one in models if one.kind == "care")
    numbers = range(-council.earlier, council.quarters)
    residents = [CHILDREN + CHILDREN_A_YEAR * (n // 4) for n in numbers]
    return [(stock, n) for (stock, _), n in zip(council.draws[care], residents, strict=True)]


def _running(
    council: Council, model: Model, models: Sequence[Model], rng: np.random.Generator
) -> list[Draw]:
    """What a count through the year grows by in each quarter: another measure's number and more.
    Its random numbers are its own, so that no other measure draws others for it.
    """
    own = rng.spawn(1)[0]
    quarters = range(council.first, council.quarters + 1)
    more = [int(own.poisson(max(model.level_at(quarter), 0.0))) for quarter in quarters]
    return [
        (part + one, None) for part, one in zip(council.cohort(model.cohort), more, strict=True)
    ]


DRAWN: dict[str, Callable[[Council, Model, Sequence[Model], np.random.Generator], list[Draw]]] = {
    "share": _share,
    "rest": _rest,
    "number": _number,
    "mean": _mean,
    "rate": _rate,
    "running": _running,
}
