"""Places on a day, and how they are shared among ages: worked by hand."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pandas as pd
import pytest

from placements.domain.bands import Band, Bands
from placements.domain.supply.ages import band_shares, by_band, rounded
from placements.domain.supply.places import places_on, summed
from placements.domain.supply.register import Register, with_settings

from .registers import DAY, places, register

AGES = Bands(
    (
        Band("0-4", "0 to 4", 0, 5),
        Band("5-9", "5 to 9", 5, 10),
        Band("10-15", "10 to 15", 10, 16),
        Band("16-17", "16 and 17", 16, 18),
    )
)


def one(held, setting=1):
    found = places_on(held, DAY)
    return found[found["setting"] == setting].iloc[0]


def test_the_newest_line_of_places_counts_and_what_our_children_may_take():
    held = register(
        settings=[{"setting": 1}],
        places=[
            places(1, 2, from_on="2015-01-01"),
            places(1, 4, 6, from_on="2021-03-31", reserved=1, blocked=1, reason="A wall"),
            places(1, 6, from_on="2021-04-01"),
        ],
        placed=[{"placement": 1, "child": 7, "setting": 1}],
    )
    found = one(held)
    assert [found[name] for name in ("registered", "usable", "fillable")] == [6, 4, 2]
    assert (found["occupied"], found["vacant"]) == (1, 1)


def test_a_home_that_is_too_full_has_no_vacancy_and_lends_none():
    held = register(
        settings=[{"setting": 1}, {"setting": 2}],
        places=[places(1, 1), places(2, 3)],
        placed=[{"placement": n, "child": n, "setting": 1} for n in (1, 2)],
    )
    assert one(held)["vacant"] == 0
    whole = summed(places_on(held, DAY), ["kind"]).iloc[0]
    assert (whole["homes"], whole["fillable"], whole["occupied"], whole["vacant"]) == (
        2,
        4,
        2,
        3,
    )


def test_a_line_for_several_homes_counts_as_so_many():
    held = register(
        settings=[{"setting": 1, "homes": 7}, {"setting": 2}],
        places=[places(1, 19), places(2, 3)],
    )
    whole = summed(places_on(held, DAY), ["kind"]).iloc[0]
    assert (whole["homes"], whole["registered"]) == (8, 22)


def test_closed_on_the_day_is_closed_and_opened_on_it_is_open():
    held = register(
        settings=[
            {"setting": 1, "closed_on": "2021-03-31"},
            {"setting": 2, "opened_on": "2021-03-31"},
            {"setting": 3, "opened_on": "2021-04-01"},
        ],
        places=[places(n, 1) for n in (1, 2, 3)],
    )
    assert places_on(held, DAY)["setting"].tolist() == [2]


def test_a_child_who_left_on_the_day_has_left_and_one_in_two_homes_counts_once():
    held = register(
        settings=[{"setting": 1}, {"setting": 2}],
        places=[places(1, 2), places(2, 2)],
        placed=[
            {"placement": 1, "child": 1, "setting": 1, "ends_on": "2021-03-31"},
            {"placement": 2, "child": 2, "setting": 1, "starts_on": "2020-01-01"},
            {"placement": 3, "child": 2, "setting": 2, "starts_on": "2020-06-01"},
        ],
    )
    found = places_on(held, DAY).set_index("setting")["occupied"]
    assert found.to_dict() == {1: 0, 2: 1}


def test_only_what_is_ours_or_under_a_contract_in_force_can_be_counted_on():
    held = register(
        settings=[{"setting": n, "provider": n, "own": n == 1} for n in (1, 2, 3, 4)],
        places=[places(n, 1) for n in (1, 2, 3, 4)],
        contracted=[
            {"provider": 2, "route": "framework", "last_day": "2021-03-31"},
            {"provider": 3, "route": "framework", "last_day": "2021-03-30"},
            {"provider": 4, "route": "spot"},
        ],
    )
    found = places_on(held, DAY).set_index("setting")["counts"]
    assert found.to_dict() == {1: True, 2: True, 3: False, 4: False}


def test_an_empty_register_has_typed_places():
    found = places_on(Register(), dt.date(2021, 3, 31))
    assert found.empty
    assert found["fillable"].dtype == "int64"


def test_places_are_shared_by_years_of_age():
    # Six years of 10 to 15, two of 16 and 17.
    assert band_shares(10, 17, AGES) == (0, 0, Fraction(3, 4), Fraction(1, 4))
    # Who may be 25 takes places of 16 and 17 only.
    assert band_shares(16, 25, AGES) == (0, 0, 0, 1)
    assert band_shares(18, 25, AGES) == (0, 0, 0, 0)


def test_shares_are_added_before_they_are_rounded_and_add_up():
    frame = pd.DataFrame(
        {"row": ["homes"] * 3, "age_from": [10, 10, 18], "age_to": [17, 17, 25],
         "fillable": [3, 2, 9]}
    )  # fmt: skip
    # Five places: 3.75 and 1.25; those for 18 and over are nobody's here.
    assert by_band(frame, "fillable", "row", AGES) == {"homes": (0, 0, 4, 1)}
    assert rounded([Fraction(1, 2), Fraction(1, 2)], 1) == (1, 0)


def test_a_setting_that_the_register_does_not_have_is_no_home_of_its_own():
    known = register(settings=[{"setting": 2, "kind": "foster"}, {"setting": 1}])
    found = with_settings(known, pd.DataFrame({"setting": [1, 2, 1]}, index=[7, 8, 9]))
    assert found["kind"].tolist() == ["home", "foster", "home"]
    with pytest.raises(KeyError, match=r"\[3\]"):
        with_settings(known, pd.DataFrame({"setting": [1, 3]}))
