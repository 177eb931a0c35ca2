"""Whatever the episodes, a forecast counts children: whole ones, never fewer than none."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.domain.choices import Rules
from placements.domain.forecasting import Choices
from placements.domain.forecasting.forecast import ranged, with_sums
from placements.domain.scene import Scene
from tests.placements.domain.cases import around
from tests.placements.domain.forecasting.worlds import START, council, drawn

DAYS = st.dates(dt.date(2016, 4, 1), dt.date(2021, 12, 31))
STAYS = st.lists(
    st.tuples(st.dates(dt.date(2003, 4, 2), dt.date(2016, 1, 1)), DAYS, st.none() | DAYS),
    max_size=12,
)


@given(STAYS)
@settings(max_examples=8, deadline=None)
def test_children_are_counted_once_each_and_the_start_is_what_it_was(stays):
    told = [
        (born.isoformat(), start.isoformat(), end.isoformat() if end and end >= start else None)
        for born, start, end in stays
    ]
    held = council(told)
    draws = drawn(held, 3, simulations=8, choices=Choices())
    assert draws.counts.min() >= 0
    assert draws.opening.sum() == Scene.of(held, [START], Rules(), around()).in_care.sum()
    low, mid, high = ranged(with_sums(draws.counts[-1]))
    assert (low <= mid).all()
    assert (mid <= high).all()
    assert np.isclose(mid[:-1, :-1].sum(), mid[-1, -1])
