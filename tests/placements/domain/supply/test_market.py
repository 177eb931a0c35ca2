"""Owners, judgements, searches, endings and the funnel."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from placements.domain.supply.market import (
    NOT_JUDGED,
    Concentration,
    children_by_grade,
    concentration,
    counted,
)
from placements.domain.supply.places import places_on
from placements.domain.supply.recruiting import funnel
from placements.domain.supply.register import Register, placed_on
from placements.domain.supply.searching import (
    endings,
    not_first_choice,
    reasons_unavailable,
    searching,
    unplanned,
)

from .registers import DAY, places, register

FIRST = dt.date(2020, 4, 1)


def test_the_index_of_concentration():
    held = register(
        settings=[{"setting": 1, "own": True}, {"setting": 2, "own": False, "owner": "B"},
                  {"setting": 3, "own": False, "owner": "A"}],
        placed=[{"placement": n, "child": n, "setting": s}
                for n, s in enumerate((1, 2, 2, 2, 3))],
    )  # fmt: skip
    market = concentration(placed_on(held, DAY))
    assert market.owners == (("B", 3), ("A", 1))
    assert (market.largest, market.of, market.herfindahl) == (3, 4, 6_250)  # 9/16 + 1/16
    assert Concentration(()).herfindahl is None


def test_children_by_the_newest_judgement_of_their_home():
    held = register(
        settings=[{"setting": 1}, {"setting": 2}, {"setting": 3, "kind": "foster"}],
        judged=[{"setting": 1, "inspected_on": "2019-01-01", "grade": "inadequate"},
                {"setting": 1, "inspected_on": "2021-03-31", "grade": "good"},
                {"setting": 1, "inspected_on": "2021-04-01", "grade": "weak"}],
        placed=[{"placement": n, "child": n, "setting": n} for n in (1, 2, 3)],
    )  # fmt: skip
    placed = placed_on(held, DAY)
    assert children_by_grade(held, placed, DAY) == {"good": 1, NOT_JUDGED: 1}
    assert counted(placed, ["kind"]) == {("foster",): 1, ("home",): 2}


def test_searches_that_ended_in_the_months():
    held = register(
        searched=[
            {"search": 1, "opened_on": "2020-05-01", "ended_on": "2020-05-11",
             "outcome": "matched", "asked": 3, "offered": 1},
            {"search": 2, "opened_on": "2020-05-01", "ended_on": "2020-05-05",
             "outcome": "matched", "asked": 2, "offered": 2},
            {"search": 3, "opened_on": "2020-05-01", "ended_on": "2020-06-01",
             "outcome": "withdrawn", "asked": 9},
            {"search": 4, "opened_on": "2021-03-31", "outcome": "open"},
            {"search": 5, "opened_on": "2019-05-01", "ended_on": "2020-03-31",
             "outcome": "matched"},
        ]
    )  # fmt: skip
    told = searching(held, FIRST, DAY)
    assert (told.matched, told.median_days, told.asked, told.offered) == (2, 7.0, 5, 3)
    assert (told.withdrawn, told.still_open) == (1, 1)
    assert searching(Register(), FIRST, DAY).median_days is None


def test_endings_by_reason_and_what_was_not_the_first_choice():
    held = register(
        settings=[{"setting": 1}],
        placed=[
            {"placement": 1, "child": 1, "setting": 1, "starts_on": "2020-04-01",
             "ends_on": "2020-05-01", "ending": "planned", "first_choice": True},
            {"placement": 2, "child": 1, "setting": 1, "starts_on": "2020-05-01",
             "ends_on": "2021-03-31", "ending": "carer", "first_choice": False},
            {"placement": 3, "child": 1, "setting": 1, "starts_on": "2021-03-31"},
            {"placement": 4, "child": 2, "setting": 1, "ends_on": "2020-03-31",
             "ending": "closed"},
        ],
    )  # fmt: skip
    ended = endings(held, FIRST, DAY)
    assert ended == {"planned": 1, "carer": 1}
    assert unplanned(ended) == 1
    assert not_first_choice(held, FIRST, DAY) == (1, 2)


def test_why_places_are_unavailable():
    held = register(
        settings=[{"setting": 1}, {"setting": 2}, {"setting": 3}],
        places=[places(1, 2, 3, reason="Bedroom"), places(2, 2, blocked=1, reason=" Bedroom "),
                places(3, 2)],
    )  # fmt: skip
    assert reasons_unavailable(places_on(held, DAY)) == {"Bedroom": 2}


def test_the_funnel_and_its_net_gain():
    rows = [("2020-04-01", "enquiry", 20, None), ("2021-03-01", "approval", 3, 5),
            ("2021-03-01", "deregistration", 4, 6), ("2020-03-01", "approval", 9, 9)]  # fmt: skip
    held = register(
        recruited=[{"month": m, "stage": s, "households": n, "places": p} for m, s, n, p in rows]
    )
    told = funnel(held, FIRST, DAY)
    assert (told.households["enquiry"], told.net_households, told.net_places) == (20, -1, -1)
    assert funnel(Register(), FIRST, DAY) is None


def test_places_that_nobody_told_make_no_net_gain():
    held = register(
        recruited=[{"month": "2021-03-01", "stage": "approval", "households": 3, "places": None}]
    )
    assert funnel(held, FIRST, DAY).net_places is None


def test_children_are_counted_in_the_order_of_the_keys_without_those_who_have_none():
    placed = pd.DataFrame(
        {"kind": ["home", "foster", "home", None], "own": [True, False, True, True]}
    )
    found = counted(placed, ["kind", "own"])
    assert list(found.items()) == [(("foster", "False"), 1), (("home", "True"), 2)]
    assert counted(placed.iloc[:0], ["kind"]) == {}
