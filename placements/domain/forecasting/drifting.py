"""How rates wander in each simulation: factors by year, with a mean of 1."""

from __future__ import annotations

import math

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from .choices import Drift

YEAR = 12


def drifted(
    rng: Generator, drift: Drift, *, simulations: int, months: int, ages: int
) -> NDArray[np.float64]:
    """Factors on a rate: simulations, months, ages. Within a year of the forecast they are alike.

    Their logarithm is normal: off by `level` at the start, and by `yearly` more with each year.
    """
    years = -(-months // YEAR)
    spread = np.array([drift.level, *[drift.yearly] * years])
    common = rng.standard_normal((simulations, years + 1, 1)) * math.sqrt(drift.shared)
    own = rng.standard_normal((simulations, years + 1, ages)) * math.sqrt(1 - drift.shared)
    steps = (common + own) * spread[None, :, None]
    logs = np.cumsum(steps, axis=1)[:, 1:]
    variance = np.cumsum(spread**2)[1:]
    factors = np.exp(logs - variance[None, :, None] / 2)
    return np.repeat(factors, YEAR, axis=1)[:, :months]
