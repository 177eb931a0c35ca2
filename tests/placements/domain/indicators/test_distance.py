"""How far from home, and what is not known."""

import numpy as np
import pandas as pd
import pytest

from placements.domain.indicators import Computed
from tests.placements.domain.cases import around, cohort, figure

HOMES = """
    child starts     miles inside
    1     2020-05-01 20.1  no
    2     2020-05-01 20.1  yes
    3     2020-05-01 20.0  no
    4     2020-05-01 3.2   yes
    5     2020-05-01 -     no
    6     2020-05-01 -     yes
    7     2020-05-01 -     -
    8     2020-05-01 25.0  -
    """


def shown(found: Computed):
    return found.members.tolist(), found.denominator, found.known


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("over-20-miles", ([1], 8, 5)),  # of 5, 7 and 8 it is not known
        ("not-at-a-distance", ([2, 3, 4, 5, 6, 7, 8], 8, 5)),
        ("within-20-miles", ([3, 4], 8, 5)),  # of 5, 6 and 7 it is not known
        ("inside-our-area", ([2, 4, 6], 8, 6)),
    ],
)
def test_unknown_distances_stay_in_the_whole_and_are_shown(code, expected):
    assert shown(figure(code, cohort(HOMES))) == expected


def test_a_distance_is_over_twenty_miles_from_20_1_on():
    found = figure("over-20-miles", cohort(HOMES))
    assert found.completeness_words == ("3 of 8 have no known distance or side of the boundary")
    assert found.value == pytest.approx(12.5)


class TestOwnRadius:
    def test_without_a_point_there_is_no_figure(self):
        found = figure("within-own-radius", cohort(HOMES))
        assert found.numerator is None
        assert found.unavailable == "The council has named no point to measure from."

    def test_counts_the_miles_to_the_councils_own_point_whatever_the_order_of_rows(self):
        held = cohort(
            """
            child starts     ends       ls rne rec
            2     2020-05-01 -          C2 S   -
            1     2020-05-01 2020-06-01 V3 S   X1
            1     2020-06-01 -          C2 L   -
            3     2020-05-01 -          C2 S   -
            """
        )
        miles = pd.Series([12.0, 99.0, 12.1, np.nan])
        given = around(miles_to_point=miles)
        found = figure(
            "within-own-radius", held, given=given, own_radius=12.0, own_point="the Council House"
        )
        assert shown(found) == ([2], 3, 2)
        assert found.rule.startswith("Placed within 12 miles of the Council House / in care.")
