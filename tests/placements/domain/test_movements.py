"""Comings and goings by month, and moves between kinds of home."""

import datetime as dt

import pytest

from placements.domain.choices import Rules
from placements.domain.movements import comings_and_goings, flows, moves
from placements.domain.profile import NotAnswered
from tests.placements.domain.cases import around, cohort

FIRST, LAST = dt.date(2020, 4, 1), dt.date(2020, 6, 30)
HELD = """
    child starts     ends       rne place rec
    1     2020-04-01 2020-04-20 S   U6    E4A
    1     2020-05-01 2020-06-30 S   K2    E4A
    2     2019-01-01 2020-05-10 S   U6    X1
    2     2020-05-10 2020-05-20 P   T3    X1
    2     2020-05-20 2020-06-01 P   U6    X1
    2     2020-06-01 -          P   K2    -
    3     2019-01-01 -          P   P1    -
    4     2020-06-15 -          S   U6    -
    """


def rows(frame):
    return [tuple(map(str, row)) for row in frame.to_numpy().tolist()]


def test_by_month_every_beginning_and_end():
    found = comings_and_goings(cohort(HELD), FIRST, LAST, around=around())
    assert found["month"].dt.strftime("%Y-%m").tolist() == ["2020-04", "2020-05", "2020-06"]
    assert found["started"].tolist() == [1, 1, 1]
    assert found["ceased"].tolist() == [1, 0, 1]


def test_flows_between_two_days():
    found = flows(cohort(HELD), dt.date(2020, 3, 31), LAST, around=around())
    assert rows(found) == [
        ("Foster care", "Children’s homes and residential", "1"),
        ("With parents", "With parents", "1"),
        ("Not in care", "Foster care", "1"),
    ]


def test_moves_leave_out_holidays_and_name_the_home_before_them():
    found = moves(cohort(HELD), FIRST, LAST, around=around(), rules=Rules())
    assert rows(found) == [
        ("Foster care", "Children’s homes and residential", "1"),
        ("Foster care", "Not in care", "1"),
        ("Children’s homes and residential", "Not in care", "1"),
        ("Not in care", "Foster care", "2"),
        ("Not in care", "Children’s homes and residential", "1"),
    ]


def test_a_home_is_left_as_what_it_had_become():
    held = cohort(
        """
        child starts     ends       rne place rec
        1     2020-04-01 2020-05-01 S   U6    X1
        1     2020-05-01 2020-06-01 T   A5    E12
        """
    )
    found = moves(held, FIRST, LAST, around=around(), rules=Rules())
    assert rows(found) == [
        ("Placed for adoption", "Not in care", "1"),
        ("Not in care", "Foster care", "1"),
    ]


def test_needs_the_days():
    held = cohort(HELD, returns=(2020, 2021))
    with pytest.raises(NotAnswered, match="every day from 1 March 2020"):
        comings_and_goings(held, dt.date(2020, 3, 1), LAST, around=around())
    with pytest.raises(NotAnswered, match="No return holds 31 March 2020"):
        flows(held, dt.date(2020, 3, 31), LAST, around=around())
