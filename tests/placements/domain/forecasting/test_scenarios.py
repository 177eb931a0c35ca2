"""Scenarios beside the forecast without them, in the same simulations."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from placements.domain.forecasting import ALL
from placements.domain.forecasting.scenarios import (
    FewerEntries,
    Inflation,
    MoreFosterCarers,
    NewHome,
    Opening,
    Prices,
    Scenario,
    StepDown,
    Supply,
    Unusable,
    outcome,
)
from tests.placements.domain.forecasting.worlds import drawn, held, monthly

HOME, FOSTER = "Children’s homes and residential", "Foster care"
SUPPLY = Supply({("foster", "10-15"): 20, ("residential", "10-15"): 30})
PRICES = Prices({"foster": 700, "residential": 7000})
# Thirty in homes for good, thirty with carers, and each month somebody of ten comes to carers.
ROWS = [
    *({"starts_on": "2016-05-01", "ends_on": None, "placement": "K2"} for _ in range(30)),
    *({"starts_on": "2016-05-01", "ends_on": None} for _ in range(30)),
    *({"starts_on": day, "ends_on": None} for day in monthly("2018-04-01", 36)),
]
BORN = [f"{min(2010, int(row['starts_on'][:4]) - 10)}-01-01" for row in ROWS]
COUNCIL = held(ROWS, BORN)
BASE = drawn(COUNCIL, 12)


def came(*changes, supply=SUPPLY, prices=PRICES):
    scenario = Scenario("Tried", changes)
    changed = drawn(COUNCIL, 12, levers=scenario.levers(12))
    return outcome(scenario, BASE, changed, supply, prices)


def told(frame, measure, *, group=ALL, age_band=ALL, column="mid"):
    rows = frame[
        frame["measure"].eq(measure) & frame["group"].eq(group) & frame["age_band"].eq(age_band)
    ]
    return rows[column].tolist()


def test_without_changes_nothing_differs_and_each_quarter_is_told():
    found = came()
    assert (found.change[["low", "mid", "high"]] == 0).all(axis=None)
    assert sorted(set(found.frame["quarter"])) == [
        dt.date(2021, 6, 30),
        dt.date(2021, 9, 30),
        dt.date(2021, 12, 31),
        dt.date(2022, 3, 31),
    ]
    assert told(found.frame, "children", group=HOME) == [30] * 4
    assert told(found.frame, "places", group=HOME) == [30] * 4
    assert told(found.frame, "gap", group=HOME) == [0] * 4
    weeks = np.array([91, 92, 92, 90]) / 7
    assert told(found.frame, "cost", group=HOME) == pytest.approx(30 * 7000 * weeks)
    assert "With parents" in found.unsupplied
    assert "With parents" in found.unpriced


def test_prices_rise_month_by_month():
    found = came(Inflation(10))
    whole = told(found.frame, "cost", group=HOME)[-1] / told(came().frame, "cost", group=HOME)[-1]
    assert 1.1 ** (10 / 12) < whole < 1.1
    assert told(found.change, "children") == [0] * 4


def test_a_new_home_adds_places_from_its_day_and_moves_nobody():
    found = came(NewHome(dt.date(2021, 8, 15), places=4))
    assert told(found.change, "places", group=HOME) == [0, 4, 4, 4]
    assert told(found.change, "gap", group=HOME) == [0, -4, -4, -4]
    assert told(found.change, "places", group=HOME, age_band="16 and 17") == [0, 2, 2, 2]
    assert told(found.change, "children") == [0] * 4


def test_fewer_entries_take_away_some_of_those_who_would_come_and_nobody_else():
    found = came(FewerEntries(50))
    less = told(found.change, "children", column="high")
    assert all(one <= 0 for one in less)
    entered = np.array(told(came().frame, "children")) - 96
    assert told(found.change, "children") == pytest.approx(-entered / 2, rel=0.2)
    assert told(came(FewerEntries(50, "0-4")).change, "children") == [0] * 4
    everybody = came(FewerEntries(100))
    assert told(everybody.frame, "children", column="high") == [96] * 4


def test_step_down_moves_a_share_a_year_and_keeps_everybody():
    found = came(StepDown(40))
    assert told(found.change, "children") == [0] * 4
    moved = told(found.change, "children", group=FOSTER)
    assert moved[-1] == pytest.approx(12, rel=0.15)
    assert moved == [-one for one in told(found.change, "children", group=HOME)]
    assert told(found.change, "cost")[-1] < 0
    assert told(found.change, "places") == [0] * 4


def test_foster_carers_come_after_their_lag_and_take_children_from_homes():
    found = came(MoreFosterCarers(households=8, places=1.5, lag=3, ages=("10-15",)))
    assert told(found.change, "places", group=FOSTER) == pytest.approx([0, 3, 6, 9])
    moved = told(found.change, "children", group=FOSTER)
    assert moved[0] == 0
    assert moved[-1] == pytest.approx(9, rel=0.2)
    none = came(MoreFosterCarers(households=8, places=1.5, lag=3, matched=0))
    assert told(none.change, "children", group=FOSTER) == [0] * 4


def test_two_of_a_kind_add_up():
    levers = Scenario("Both", (FewerEntries(50), FewerEntries(50), StepDown(50), StepDown(50)))
    assert levers.levers(12).fewer == {"10-15": 0.75}
    assert (1 - levers.levers(12).step_down) ** 12 == pytest.approx(0.25)


def test_places_that_are_planned_or_close_count_from_their_day():
    openings = (
        Opening(dt.date(2021, 7, 1), "residential", "10-15", 6),
        Opening(dt.date(2022, 1, 1), "residential", "10-15", -50),
    )
    found = came(supply=Supply(SUPPLY.places, openings))
    assert told(found.frame, "places", group=HOME) == [30, 36, 36, 0]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: StepDown(101), "step down in a year must be 0 to 95, not 101"),
        (lambda: FewerEntries(-1), "Percent fewer entries must be 0 to 100"),
        (lambda: MoreFosterCarers(5, 9, 8), "Places in a foster household must be 0.5 to 3"),
        (lambda: NewHome(dt.date(2021, 8, 1), places=0), "Places in a home must be 1 to 30"),
        (lambda: Prices({"foster": 0}), "weekly price of foster in pounds must be 1 to 50000"),
        (lambda: Supply({("foster", "0-4"): -1}), "Places of foster for 0-4 must be 0"),
        (lambda: came(prices=Prices({"castle": 5})), "no group 'castle' of placements"),
        (lambda: came(supply=Supply({("foster", "70-79"): 5})), "no age band '70-79'"),
        (lambda: came(FewerEntries(10, "70-79")), "no age band '70-79'"),
        (
            lambda: outcome(Scenario("", ()), BASE, drawn(COUNCIL, 3), SUPPLY, PRICES),
            "not of the same months",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(make, words):
    with pytest.raises(Unusable, match=words):
        make()
