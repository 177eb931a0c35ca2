"""Distances from grid references, and what is inside."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from placements.domain.distances import Map, placed

WHERE = Map(
    pd.DataFrame(
        {
            "east": [400_000.0, 400_000.0, 430_000.0],
            "north": [300_000.0, 303_218.6, 340_000.0],
            "district": ["E07000001", "E07000002", "E07000003"],
        },
        index=["AA11AA", "AA12AA", "BB11BB"],
    ),
    {"E07000001": "E10000001", "E07000002": "E10000001", "E07000003": "E10000002"},
    frozenset({"E10000001"}),
)


def test_miles_inside_and_districts():
    """3,218.6 m are 2.0 miles; 30 and 40 km make 50 km, 31.07 miles."""
    home = pd.Series(["AA11AA", "AA11AA", "AA11AA", ""])
    found = placed(home, pd.Series(["AA12AA", "BB11BB", "CC11CC", "AA11AA"]), WHERE)
    assert found["miles"].tolist()[:2] == [2.0, 31.1]
    assert all(math.isnan(one) for one in found["miles"].tolist()[2:])
    assert found["inside"].tolist()[:2] == [True, False]
    assert pd.isna(found["inside"][2])
    assert found["inside"][3]
    assert found["placement_authority"].tolist() == ["E10000001", "E10000002", "", "E10000001"]
    assert found["home_district"].tolist() == ["E07000001"] * 3 + [""]


def test_an_area_that_is_on_no_map_is_where_home_is():
    where = Map(WHERE.positions, WHERE.authorities, frozenset())
    found = placed(pd.Series(["AA11AA"] * 2), pd.Series(["AA12AA", "BB11BB"]), where)
    assert found["inside"].tolist() == [True, False]


def test_miles_to_the_councils_own_point_by_the_same_formula():
    """32,186 m due east are 20.0 miles; 32,267 m are 20.05, and 20.1 when rounded."""
    places = pd.DataFrame(
        {
            "east": [432_186.0, 432_267.0, 400_000.0],
            "north": [300_000.0, 300_000.0, 300_000.0],
            "district": ["E07000001"] * 3,
        },
        index=["AA11AA", "AA12AA", "AA13AA"],
    )
    where = replace(WHERE, positions=places, point=(400_000, 300_000))
    placements = pd.Series(["AA11AA", "AA12AA", "AA13AA", "CC11CC", ""])
    found = placed(pd.Series([""] * 5), placements, where)["miles_to_point"].tolist()
    assert found[:3] == [20.0, 20.1, 0.0]
    assert all(math.isnan(one) for one in found[3:])


def test_without_a_point_there_are_no_miles_to_it():
    found = placed(pd.Series(["AA11AA"]), pd.Series(["AA12AA"]), WHERE)["miles_to_point"]
    assert found.dtype == "float64"
    assert found.isna().all()
