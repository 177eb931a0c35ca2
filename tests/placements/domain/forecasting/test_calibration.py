"""Ranges hold what comes about as often as they say, where the world is as the model has it."""

from __future__ import annotations

import numpy as np

from tests.placements.domain.forecasting.worlds import STEADY, council, drawn, monthly

WORLDS, RATE, PAST, AHEAD = 60, 3.0, 24, 36


def test_eight_in_ten_when_little_is_known_of_the_rates():
    """Entries come by chance at one rate, and nobody leaves. With the rate taken for certain the
    range would hold what comes in about 6 of 10 worlds: 24 months tell it to within a tenth."""
    rng = np.random.default_rng(7)
    days = monthly("2019-04-01", PAST)
    held = 0
    for seed in range(WORLDS):
        came = rng.poisson(RATE, PAST + AHEAD)
        stays = [
            ("2019-01-01", day, None)
            for day, number in zip(days, came, strict=False)
            for _ in range(number)
        ]
        draws = drawn(
            council(stays, years=(2019, 2021)), AHEAD, seed=seed, simulations=80, choices=STEADY
        )
        low, high = np.quantile(draws.total[-1], [0.1, 0.9])
        held += bool(low <= came.sum() <= high)
    assert 0.7 * WORLDS <= held <= 0.95 * WORLDS
