"""How fast entries of the past are out of date."""

from __future__ import annotations

import numpy as np
import pytest

from placements.domain.forecasting import Choices
from placements.domain.forecasting.forgetting import half_life_of
from tests.placements.domain.forecasting.worlds import NO_DRIFT, council, drawn, monthly

USUAL = 12.0
NARROW = Choices(starts_drift=NO_DRIFT, ends_drift=NO_DRIFT)


def half_life(entered: np.ndarray, counts: np.ndarray | None = None) -> float:
    counts = np.full(len(entered), True) if counts is None else counts
    return half_life_of(entered, counts, USUAL)


def test_a_fall_makes_what_was_before_out_of_date():
    assert half_life(np.repeat([15, 2], 12)) < 3


def test_steady_entries_keep_near_what_is_usual():
    rng = np.random.default_rng(3)
    found = [half_life(rng.poisson(8, 48)) for _ in range(40)]
    assert np.exp(np.mean(np.log(found))) == pytest.approx(USUAL, rel=0.2)


def test_siblings_who_come_together_are_no_change():
    rng = np.random.default_rng(4)
    found = [half_life(3 * rng.poisson(3, 48)) for _ in range(40)]
    assert np.exp(np.mean(np.log(found))) == pytest.approx(USUAL, rel=0.2)


def test_months_of_a_break_tell_nothing():
    counts = np.full(36, True)
    counts[18:24] = False
    entered = np.full(36, 9)
    closed = np.where(counts, entered, 0)
    assert half_life(closed, counts) == half_life(entered, counts)


def test_nobody_entering_and_few_months_leave_what_is_usual():
    assert half_life(np.zeros(40, dtype=np.int64)) == pytest.approx(USUAL, rel=0.3)
    assert half_life(np.repeat([9, 1], 6)) == pytest.approx(half_life(np.full(12, 5)))


def entering(stays: list, choices: Choices) -> np.ndarray:
    """Children who enter in a year, by simulation; none ever leaves."""
    draws = drawn(council(stays, years=(2018, 2021)), 12, choices=choices, simulations=400)
    return draws.total[-1] - draws.opening.sum()


def test_a_forecast_follows_entries_that_fell():
    """Ten a month for two years, then one; a half-life of a year would make it 30 in the next."""
    before = [("2015-01-01", day, None) for day in monthly("2018-04-01", 24) for _ in range(10)]
    fell = [*before, *(("2015-01-01", day, None) for day in monthly("2020-04-01", 12))]
    assert 9 < entering(fell, NARROW).mean() < 20


def test_it_is_less_sure_of_entries_that_fell_of_late():
    """So late that years hardly differ yet."""

    def drift(stays: list) -> float:
        unsure, sure = (entering(stays, one) for one in (Choices(), NARROW))
        return (unsure.var() - sure.var()) / sure.mean() ** 2

    steady = [("2015-01-01", day, None) for day in monthly("2018-04-01", 36) for _ in range(10)]
    cut = set(monthly("2020-12-01", 4))
    fell = [one for place, one in enumerate(steady) if one[1] not in cut or place % 10 == 0]
    assert drift(fell) > 2 * drift(steady)
