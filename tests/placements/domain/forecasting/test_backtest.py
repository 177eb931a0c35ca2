"""The forecast beside two plain rivals, on days past."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math

import numpy as np
import pytest

from placements.domain.forecasting import Attempt, BackTest, Rival, Trial, backtest
from placements.domain.forecasting.backtest import trend
from placements.domain.forecasting.known import Window
from placements.domain.synthetic import Plan, gazetteer_of, linked_cohort, make_history
from placements.domain.synthetic.history import History
from placements.measures import registry
from tests.placements.domain.cases import around
from tests.placements.domain.forecasting.worlds import STEADY, council, drawn, monthly
from tests.placements.domain.synthetic.conftest import assumed, postcodes  # noqa: F401

GROWING = [("2015-01-01", day, None) for day in monthly("2016-04-01", 60)]


def tried(cohort, **more):
    more = {"simulations": 20, "choices": STEADY} | more
    return backtest(cohort, around=around(), bands=registry().bands, **more)


def attempt(quarter: int, actual: int = 100, **more) -> Attempt:
    start = [dt.date(2019, 3, 31), dt.date(2019, 6, 30), dt.date(2020, 3, 31)][quarter]
    told = {"low": 90.0, "mid": 95.0, "high": 105.0, "no_change": 90.0, "trend": 97.0} | more
    return Attempt(start=start, actual=actual, **told)


class TestTrial:
    def test_errors_are_of_what_came(self):
        one = Trial(12, (attempt(0), attempt(1, 200, mid=210.0, high=199.0)))
        assert one.error == pytest.approx(5.0)
        assert one.error_of(Rival.NO_CHANGE) == pytest.approx((10 + 55) / 2)
        assert (one.held, one.coverage) == (1, 50)

    def test_nobody_in_care_is_not_divided_by(self):
        assert Trial(12, (attempt(0), attempt(1, 0))).error == pytest.approx(5.0)
        assert math.isnan(Trial(12, ()).error)

    def test_equal_is_not_beaten(self):
        one = Trial(12, (attempt(0, no_change=95.0, trend=120.0),))
        assert one.beaten == {Rival.TREND}
        assert one.unbeaten == (Rival.NO_CHANGE,)

    def test_starts_within_the_horizon_of_each_other_overlap(self):
        one = Trial(12, (attempt(0), attempt(1), attempt(2)))
        assert (one.overlapping, one.stretches) == (3, 2)
        assert (Trial(12, (attempt(0), attempt(2))).overlapping) == 0

    def test_a_rival_is_beaten_when_it_is_at_every_horizon_that_was_tried(self):
        good, bad = attempt(0, mid=100.0), attempt(0, mid=120.0)
        trials = Trial(12, (good,)), Trial(24, (bad,)), Trial(36, ())
        assert BackTest(trials[::2], 10).unbeaten == ()
        assert BackTest(trials, 10).unbeaten == (Rival.NO_CHANGE, Rival.TREND)
        assert BackTest((), 10).unbeaten == (Rival.NO_CHANGE, Rival.TREND)


class TestBacktest:
    def test_every_quarter_end_with_24_months_before_and_the_horizon_after(self):
        done = tried(council(GROWING), horizons=(24, 12, 36))
        assert [(one.horizon, len(one.attempts)) for one in done.trials] == [
            (12, 9),
            (24, 5),
            (36, 1),
        ]
        assert done.starts[0] == dt.date(2018, 3, 31)
        assert done.starts[-1] == dt.date(2020, 3, 31)

    def test_what_is_forecast_is_known_then_and_what_came_is_known_now(self):
        first = tried(council(GROWING)).at(12).attempts[0]
        assert (first.no_change, first.actual) == (24, 36)
        assert first.trend == pytest.approx(36)
        made = drawn(council(GROWING), 24, start=first.start, simulations=20, seed=1)
        assert first.mid == made.total[11].mean()

    def test_too_few_years_are_no_attempts_and_no_victory(self):
        done = tried(council(GROWING, years=(2016, 2018)))
        assert [len(one.attempts) for one in done.trials] == [0, 0]
        assert done.unbeaten == (Rival.NO_CHANGE, Rival.TREND)


def test_the_trend_leaves_out_what_rates_leave_out_and_never_falls_below_nobody():
    ends = tuple(dt.date(2021, month, 1) for month in range(1, 6))
    window = Window(ends, np.full(4, True), np.array([0.0, 1.0, 1.0, 1.0]), ends[0])
    assert trend([50, 10, 20, 30, 40], window, 2) == pytest.approx(60)
    assert trend([50, 40, 30, 20, 10], window, 2) == 0
    whole = dataclasses.replace(window, weights=np.ones(4))
    assert trend([10, 20, 30, 40, 50], whole, 1) == pytest.approx(60)


@pytest.fixture(scope="module")
def history(assumed, postcodes) -> History:  # noqa: F811
    rng = np.random.default_rng(5)
    places = gazetteer_of(rng, postcodes, ["E06000099"])
    return make_history(rng, assumed, places, Plan(200, 5, 2016))


def test_on_generated_returns_ranges_without_drift_hold_about_as_often_as_they_say(history):
    done = tried(linked_cohort(history), horizons=(12,), simulations=60)
    [one] = done.trials
    assert len(one.attempts) == 9
    assert one.coverage >= 60
    assert one.error < 12
