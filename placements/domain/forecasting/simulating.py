"""Stock and flow month by month, in many simulations at once.

Each simulation has rates of its own (`rates`), which drift (`drifting`); children stay, move and
leave by chance and grow older (`stepping`), and others enter (`entrants`). Nothing loops over
children: the work grows with their number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..bands import Bands
from ..cohort import Cohort
from ..scene import Surroundings
from .choices import MOST_MONTHS, Choices, Drift
from .drifting import drifted
from .entrants import entrants
from .forgetting import half_life_of
from .known import Window, known_at, month_ends_after, window_of
from .levers import NONE, Levers
from .panel import Kind, Kinds, Panel, counted, kinds_of, panel_of
from .rates import Steps, chances, steps_of
from .stepping import Dice, run
from .volatility import MOST, ends_volatility, entries, entries_volatility

# Children times simulations that are held at once: few enough for the processor's own memory.
AT_ONCE = 150_000
LEVERED = 1  # beside the seed, for draws that only levers need


@dataclass(frozen=True)
class Draws:
    """Children in care in each simulation: `counts` by month, age band, group and simulation.

    `opening` are those at the start, by age band and group; `window` tells which months the rates
    are of.
    """

    start: dt.date
    months: tuple[dt.date, ...]
    ages: tuple[Kind, ...]
    groups: tuple[Kind, ...]
    opening: NDArray[np.int64]
    counts: NDArray[np.int64]
    window: Window

    @property
    def simulations(self) -> int:
        return int(self.counts.shape[-1])

    @property
    def total(self) -> NDArray[np.int64]:
        """All children, by month and simulation."""
        found: NDArray[np.int64] = self.counts.sum(axis=(1, 2))
        return found


def simulate(
    cohort: Cohort,
    start: dt.date,
    months: int,
    *,
    around: Surroundings,
    bands: Mapping[str, Bands],
    seed: int = 1,
    simulations: int = 1000,
    choices: Choices | None = None,
    levers: Levers = NONE,
) -> Draws:
    """Simulations of the 1 to 36 months after `start`, of what was known on that day alone.

    The same arguments give the same draws; with other `levers` only what they touch differs.
    Raises TooShort below 24 months of episodes, ValueError for a start that ends no month and for
    numbers out of range.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise ValueError(f"Forecasts are of 1 to {MOST_MONTHS} months, not {months}.")
    if simulations < 1:
        raise ValueError(f"Ask for one simulation at least, not {simulations}.")
    choices = choices or Choices()
    known = known_at(cohort, start)
    window = window_of(known.returns, start, choices)
    kinds = kinds_of(around, bands)
    panel = panel_of(known, window.ends, window.begins, around=around, kinds=kinds)
    lately = _lately(panel, window, choices)
    drifts = _drifts(panel, window, choices, lately)
    recent = panel.of_steps(window.weights > 0)
    steps = steps_of(recent, window.weights, kinds, entries=window.weighed(lately))
    dice = Dice(np.random.default_rng(seed), np.random.default_rng([seed, LEVERED]))
    counts = _simulated(dice, recent, steps, kinds, drifts, months, simulations, levers)
    return Draws(
        start=start,
        months=month_ends_after(start, months),
        ages=kinds.ages,
        groups=kinds.groups,
        opening=counted(panel, kinds)[-1],
        counts=counts,
        window=window,
    )


def _lately(panel: Panel, window: Window, choices: Choices) -> float | None:
    """The half-life of a month for entries."""
    if choices.half_life is None:
        return None
    return half_life_of(entries(panel), window.usable, choices.half_life)


def _drifts(
    panel: Panel, window: Window, choices: Choices, lately: float | None
) -> tuple[Drift, Drift]:
    """Of entries and of ends, as far as the council is as steady as others.

    What is out of date twice as fast wanders twice as far: of the steady states of such a model
    (Kalman) the one goes by the other.
    """
    factor = entries_volatility(panel, window.usable)
    if choices.half_life is not None and lately is not None:
        factor = min(max(factor, choices.half_life / lately), MOST)
    return (
        choices.starts_drift.times(factor),
        choices.ends_drift.times(ends_volatility(panel, window.usable)),
    )


def _simulated(
    dice: Dice,
    panel: Panel,
    steps: Steps,
    kinds: Kinds,
    drifts: tuple[Drift, Drift],
    months: int,
    simulations: int,
    levers: Levers,
) -> NDArray[np.int64]:
    rng = dice.usual
    size = max(1, min(simulations, AT_ONCE // max(steps.people, 1)))
    parts = []
    for first in range(0, simulations, size):
        some = min(size, simulations - first)
        weight = rng.standard_exponential((some, steps.people))
        ages = len(kinds.ages)
        starts, ends = (
            drifted(rng, drift, simulations=some, months=months, ages=ages) for drift in drifts
        )
        come = entrants(rng, steps, kinds, weight, starts)
        parts.append(run(dice, panel, come, chances(steps, weight), ends, kinds, levers))
    return np.concatenate(parts, axis=-1)
