"""Which estimate of the population a rate is worked out with."""

import datetime as dt

import pytest

from performance.domain.population import (
    Estimate,
    estimate_for,
    estimate_used,
    mid_year_before,
)

OLD = Estimate(2020, "mid-2020 estimate, published 2021", 67_085)
NEW = Estimate(2020, "ONS mid-2024, in DfE 2025 release", 66_943)
BEFORE = Estimate(2019, "ONS mid-2024, in DfE 2025 release", 67_083)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2021-03-31", 2020),
        ("2020-12-31", 2020),
        ("2020-07-01", 2020),
        ("2020-06-30", 2019),
        ("2021-06-30", 2020),
    ],
)
def test_the_mid_year_before(day, year):
    assert mid_year_before(dt.date.fromisoformat(day)) == year


def test_the_estimate_of_that_year():
    assert estimate_for(dt.date(2021, 3, 31), [BEFORE, NEW]) == NEW
    assert estimate_for(dt.date(2031, 3, 31), [BEFORE, NEW]) is None


def test_the_number_says_which_estimate_was_used():
    assert estimate_used(67_085, [BEFORE, NEW, OLD]) == OLD
    assert estimate_used(67_084, [BEFORE, NEW, OLD]) is None
    assert NEW.words == "mid-2020, ONS mid-2024, in DfE 2025 release"
