"""One child's episodes in order."""

import datetime as dt

import pytest

from placements.domain.choices import Rules
from placements.domain.journey import journey
from tests.placements.domain.cases import around, cohort

HELD = """
    child starts     ends       rne ls place rec miles
    1     2020-01-01 2020-02-01 S   C1 U6    X1  2.0
    1     2020-02-01 2020-02-08 P   C1 T3    X1  9.0
    1     2020-02-08 2020-03-01 P   C1 U6    X1  2.0
    1     2020-03-01 2020-04-01 T   C1 U4    X1  2.0
    1     2020-04-01 2020-05-01 B   C2 K2    E4A 7.5
    1     2020-06-01 2020-07-01 S   V3 U6    E4A 2.0
    1     2021-01-01 -          S   C2 U6    -   2.0
    2     2020-01-01 -          S   C2 U6    -   2.0
    """


def test_numbers_periods_and_homes_and_leaves_short_breaks_out():
    found = journey(cohort(HELD), 1, dt.date(2021, 3, 31), rules=Rules(), around=around())
    assert found["placement"].astype(str).tolist() == ["U6", "T3", "U6", "U4", "K2", "U6"]
    assert found["period"].tolist() == [1, 1, 1, 1, 1, 2]
    assert found["home"].tolist() == [1, 1, 1, 1, 2, 3]
    assert found["days"].tolist() == [31, 7, 22, 31, 30, 89]
    assert found["miles"].tolist() == [2.0, 9.0, 2.0, 2.0, 7.5, 2.0]


def test_ends_with_the_day():
    found = journey(cohort(HELD), 1, dt.date(2020, 2, 10), rules=Rules(), around=around())
    assert found["days"].tolist() == [31, 7, 2]


def test_a_child_without_episodes_has_none_and_a_stranger_is_refused():
    held = cohort(HELD, missing=[{"child": 3, "kind": "M", "starts_on": "2020-05-01"}])
    assert journey(held, 3, dt.date(2021, 3, 31), rules=Rules(), around=around()).empty
    with pytest.raises(KeyError, match="no child 9"):
        journey(held, 9, dt.date(2021, 3, 31), rules=Rules(), around=around())
