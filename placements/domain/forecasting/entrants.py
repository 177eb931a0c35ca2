"""Who enters care in each simulation: how many a month by age band, and each as somebody did."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from ..days import Ints
from .panel import Kinds
from .rates import Steps


@dataclass(frozen=True)
class Entrants:
    """Arrays of one item an entrant, in order of the month (1 is the first of the forecast) at the
    end of which they are first in care."""

    month: Ints
    simulation: Ints
    age: Ints  # in months, at the end of that month
    group: Ints


def entrants(
    rng: Generator,
    steps: Steps,
    kinds: Kinds,
    weight: NDArray[np.float64],
    factors: NDArray[np.float64],
) -> Entrants:
    """Entrants of some simulations; `weight` as for `chances`, `factors` as `drifted` gives them.

    The rate of an age band is the weight of those who entered, by month: with exponential weights
    it has the gamma distribution that a Poisson rate has. Each entrant is one of them, drawn by
    weight, so that age and first group come together as they did.
    """
    each = weight[:, steps.who] * steps.entry_weight
    band = kinds.age_of(steps.entry_age)
    found = [
        _of_band(rng, np.flatnonzero(band == place), each, factors[:, :, place], steps.months)
        for place in range(len(kinds.ages))
    ]
    month, simulation, who = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.argsort(month, kind="stable")
    who = who[order]
    return Entrants(month[order], simulation[order], steps.entry_age[who], steps.entry_group[who])


def _of_band(
    rng: Generator,
    whose: Ints,
    each: NDArray[np.float64],
    factors: NDArray[np.float64],
    months: float,
) -> tuple[Ints, Ints, Ints]:
    """Month, simulation and model of each entrant of one age band."""
    cumulated = np.cumsum(each[:, whose], axis=1)
    if not len(whose):
        nobody = np.zeros(0, dtype=np.int64)
        return nobody, nobody, nobody
    total = cumulated[:, -1]
    numbers = rng.poisson(total[:, None] / months * factors)
    simulation, month = np.nonzero(numbers)
    times = numbers[simulation, month]
    simulation, month = np.repeat(simulation, times), np.repeat(month, times) + 1
    # One search for all simulations: each one's weights lie in a stretch of their own.
    stretch = cumulated / total[:, None] + np.arange(len(total))[:, None]
    place = np.searchsorted(stretch.ravel(), simulation + rng.random(len(simulation)))
    place = np.clip(place - simulation * len(whose), 0, len(whose) - 1)
    return month, simulation, whose[place]
