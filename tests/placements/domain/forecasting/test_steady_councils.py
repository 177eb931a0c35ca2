"""Councils whose rates are known and stay: the middle is right, and the range holds 8 times in 10.

One large council of generated returns is dealt out into small ones, child by child: each is then a
council of its own whose entries are Poisson and whose children leave and grow up at the same rates
for ever. No later year differs from an earlier one but by chance.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

import numpy as np
import pytest

from placements.domain.cohort import Cohort
from placements.domain.forecasting import Draws, simulate
from placements.domain.forecasting.panel import kinds_of, panel_of
from placements.domain.synthetic import Plan, gazetteer_of, linked_cohort, make_history
from placements.measures import registry
from tests.placements.domain.cases import around
from tests.placements.domain.forecasting.worlds import STEADY
from tests.placements.domain.synthetic.conftest import assumed, postcodes  # noqa: F401

COUNCILS, CHILDREN = 30, 200
BEGINS, MONTHS = 2014, 36
BANDS = registry().bands


@pytest.fixture(scope="module")
def whole(assumed, postcodes) -> Cohort:  # noqa: F811
    rng = np.random.default_rng(11)
    places = gazetteer_of(rng, postcodes, ["E06000099"])
    plan = Plan(COUNCILS * CHILDREN, 6, BEGINS)
    return linked_cohort(make_history(rng, assumed, places, plan))


def dealt_out(whole: Cohort) -> Iterator[Cohort]:
    deal = np.random.default_rng(12).integers(COUNCILS, size=len(whole.children))
    whose = dict(zip(whole.children["child"], deal, strict=True))
    children, episodes = (table["child"].map(whose) for table in (whole.children, whole.episodes))
    for council in range(COUNCILS):
        yield dataclasses.replace(
            whole,
            children=whole.children[children.eq(council)],
            episodes=whole.episodes[episodes.eq(council)],
        )


def came(council: Cohort, draws: Draws) -> np.ndarray:
    """Children in care at the end of each month of the forecast."""
    kinds = kinds_of(around(), BANDS)
    begins = dt.date(BEGINS, 4, 1)
    return panel_of(council, draws.months, begins, around=around(), kinds=kinds).in_care.sum(axis=1)


@pytest.mark.parametrize("years", [2, 3])
def test_of_known_rates_the_middle_is_right_and_the_range_holds_eight_times_in_ten(whole, years):
    """With two years of returns many children in care have a beginning that no return tells: if all
    of them are taken to have come together the middle is off by a twentieth.
    """
    off, held = [], []
    for council in dealt_out(whole):
        draws = simulate(
            council,
            dt.date(BEGINS + years, 3, 31),
            MONTHS,
            around=around(),
            bands=BANDS,
            simulations=100,
            choices=STEADY,
        )
        actual = came(council, draws)
        low, high = np.quantile(draws.total, [0.1, 0.9], axis=1)
        off.append((draws.total.mean(axis=1) - actual)[11::12])
        held.append(((low <= actual) & (actual <= high))[11::12])
    assert np.abs(np.mean(off, axis=0) / CHILDREN).max() < 0.03
    assert 0.7 <= np.mean(held) <= 0.9
