"""How far from home, and what is not known."""

import datetime as dt

import pytest

from placements.domain.indicators import Computed
from tests.placements.domain.cases import cohort, figure

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
            child starts     ends       ls rne rec miles_to_point
            2     2020-05-01 -          C2 S   -   12.0
            1     2020-05-01 2020-06-01 V3 S   X1  1.0
            1     2020-06-01 -          C2 L   -   12.1
            3     2020-05-01 -          C2 S   -   -
            """,
            to_point=[2020],
        )
        found = figure("within-own-radius", held, own_radius=12.0, own_point="the Council House")
        assert shown(found) == ([2], 3, 2)
        assert found.rule.startswith("Placed within 12 miles of the Council House / in care.")
        assert found.rule_version == "1 own_radius=12"
        assert found.completeness_words == "1 of 3 has no known distance from the point"

    def test_twenty_miles_are_within_as_they_are_from_home(self):
        held = cohort(
            """
            child starts     miles miles_to_point
            1     2020-05-01 20.0  20.0
            2     2020-05-01 20.1  20.1
            3     2020-05-01 -     -
            """,
            to_point=[2020],
        )
        expected = ([1], 3, 2)
        assert shown(figure("within-own-radius", held, own_point="the city centre")) == expected
        assert shown(figure("within-20-miles", held)) == expected

    def test_nobody_known_at_all_is_told_as_in_the_other_measures(self):
        held = cohort("child starts\n1 2020-05-01", to_point=[2020])
        found = figure("within-own-radius", held, own_point="the city centre")
        assert (found.numerator, found.denominator, found.known) == (0, 1, 0)

    def test_a_day_with_anybody_from_a_return_loaded_before_has_no_figure(self):
        """The second child's episode comes from 2019-20, which was not sent again."""
        held = cohort(
            """
            child starts     ends       rec return_year miles_to_point
            1     2019-05-01 -          -   2020        3.0
            2     2019-05-01 2020-12-01 E4A 2019        -
            """,
            returns=(2019, 2021),
            to_point=[2020],
        )
        before = figure("within-own-radius", held, dt.date(2020, 9, 30), own_point="the centre")
        assert (before.numerator, before.members.tolist()) == (None, [])
        assert before.unavailable == (
            "The returns were loaded before the council’s own point was set or moved. Send them "
            "again, so that distances to it are known: 2019-20."
        )
        after = figure("within-own-radius", held, own_point="the centre")
        assert shown(after) == ([1], 1, 1)

    def test_the_reason_fits_an_offer_however_many_returns_there_are(self):
        held = cohort("child starts\n1 2020-05-01", returns=(2001, 2021))
        reason = figure("within-own-radius", held, own_point="the centre").unavailable
        assert reason.endswith(": 2001-02 to 2020-21.")
        assert len(reason) <= 240
