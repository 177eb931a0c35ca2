"""Ranges hold what comes about as often as they say: rates are uncertain, and ranges know it."""

from __future__ import annotations

import numpy as np

from placements.domain.forecasting.entrants import entrants
from placements.domain.forecasting.panel import Panel, kinds_of
from placements.domain.forecasting.rates import chances, steps_of
from placements.measures import registry
from tests.placements.domain.cases import around

PAST, AHEAD, SIMULATIONS = 24, 36, 120
WORLDS = 90
KINDS = kinds_of(around(), registry().bands)


def panel(first: np.ndarray, beyond: np.ndarray) -> Panel:
    """Children of about ten in one foster home from one month end to before another."""
    months = np.arange(-PAST, 1)
    grid = (len(months), len(first))
    return Panel(
        months=months,
        born=np.full(len(first), -130),
        in_care=(months[:, None] >= first) & (months[:, None] < beyond),
        since=np.broadcast_to(np.minimum(first, 0), grid),
        group=np.zeros(grid, dtype=np.int64),
    )


def held(values: np.ndarray, truth: float) -> bool:
    low, high = np.quantile(values, [0.1, 0.9])
    return bool(low <= truth <= high)


def test_entries_of_three_years_of_which_two_years_tell_the_rate():
    """Were the rate taken for certain the range would hold what comes 6 times in 10."""
    rng = np.random.default_rng(7)
    times = 0
    for _ in range(WORLDS):
        came = rng.poisson(3.0, PAST + AHEAD)
        first = np.repeat(np.arange(1 - PAST, 1), came[:PAST])
        steps = steps_of(panel(first, np.full(len(first), 99)), np.ones(PAST), KINDS)
        weight = rng.standard_exponential((SIMULATIONS, steps.people))
        alike = np.ones((SIMULATIONS, AHEAD, len(KINDS.ages)))
        drawn = entrants(rng, steps, KINDS, weight, alike)
        totals = np.bincount(drawn.simulation, minlength=SIMULATIONS)
        times += held(totals, came[PAST:].sum())
    assert 0.72 <= times / WORLDS <= 0.92


def test_the_chance_to_leave():
    rng = np.random.default_rng(8)
    times = 0
    for _ in range(WORLDS):
        beyond = rng.geometric(0.02, 60) - PAST
        steps = steps_of(panel(np.full(60, -99), beyond), np.ones(PAST), KINDS)
        weight = rng.standard_exponential((SIMULATIONS, steps.people))
        leave = chances(steps, weight).leave[:, 1:3, :, 0]
        exposed = steps.exposed.sum(axis=0).reshape(steps.shape)[1:3, :, 0]
        times += held((leave * exposed).sum(axis=(1, 2)) / exposed.sum(), 0.02)
    assert 0.72 <= times / WORLDS <= 0.92
