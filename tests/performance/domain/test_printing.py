"""How figures, gaps and targets are written."""

from decimal import Decimal

import pytest

from performance.domain.printing import amount, printed, target_text, with_unit
from performance.domain.status import Goal
from performance.domain.vocabulary import Polarity, Unit


@pytest.mark.parametrize(
    ("value", "unit", "options", "expected"),
    [
        ("83.3", Unit.PERCENT, {"decimals": 1}, "83.3%"),
        ("86.000000", Unit.PERCENT, {"decimals": 1}, "86%"),
        ("61.637931", Unit.PERCENT, {"decimals": 1}, "61.6%"),
        ("86.25", Unit.PERCENT, {"decimals": 1}, "86.3%"),  # half up, not to even
        ("87.345", Unit.PERCENT, {"decimals": 2, "held": 2}, "87.3%"),  # at most one
        ("87", Unit.PERCENT, {"decimals": 1, "held": 0}, "87%"),
        ("87.3", Unit.PERCENT, {"decimals": 0}, "87%"),
        ("87.5", Unit.PERCENT, {"decimals": 1, "public": True}, "88%"),
        ("0", Unit.COUNT, {"decimals": 0}, "0"),
        ("81770", Unit.COUNT, {"decimals": 0}, "81,770"),
        ("676.4", Unit.COUNT, {"decimals": 1}, "676.4"),
        ("99", Unit.RATE, {"decimals": 0}, "99"),
        ("99.5", Unit.RATE, {"decimals": 1, "public": True}, "100"),
        ("14", Unit.SCORE, {"decimals": 1}, "14.0"),
        ("14.94", Unit.SCORE, {"decimals": 1, "public": True}, "14.9"),
        ("426", Unit.DAYS, {"decimals": 0}, "426 days"),
        ("1", Unit.DAYS, {"decimals": 0}, "1 day"),
        (None, Unit.PERCENT, {"decimals": 1}, "–"),
        ("3", Unit.COUNT, {"decimals": 0, "hidden": True}, "c"),
        (None, Unit.PERCENT, {"decimals": 1, "hidden": True}, "c"),
    ],
)
def test_values(value, unit, options, expected):
    assert with_unit(None if value is None else Decimal(value), unit, **options) == expected


def test_without_the_unit():
    assert printed(Decimal("83.3"), Unit.PERCENT, decimals=1) == "83.3"
    assert printed(None, Unit.DAYS, decimals=0) == "–"


@pytest.mark.parametrize(
    ("size", "unit", "decimals", "always", "expected"),
    [
        ("4", Unit.PERCENT, 1, True, "4.0 points"),
        ("-4", Unit.PERCENT, 1, False, "4 points"),
        ("1", Unit.PERCENT, 1, False, "1 point"),
        ("0.04", Unit.PERCENT, 1, True, "less than 0.1 points"),
        ("11.7", Unit.PERCENT, 0, False, "12 points"),
        ("0.3", Unit.PERCENT, 0, True, "less than 1 point"),
        ("4.25", Unit.PERCENT, 3, True, "4.3 points"),
        ("12", Unit.COUNT, 0, False, "12"),
        ("0.3", Unit.COUNT, 0, False, "less than 1"),
        ("0.34", Unit.SCORE, 1, False, "0.3"),
        ("1", Unit.DAYS, 0, False, "1 day"),
        ("12", Unit.DAYS, 0, False, "12 days"),
    ],
)
def test_amounts(size, unit, decimals, always, expected):
    assert amount(Decimal(size), unit, decimals=decimals, always_decimal=always) == expected


@pytest.mark.parametrize(
    ("low", "high", "polarity", "expected"),
    [
        ("95", None, Polarity.HIGH, "95"),
        ("50", None, Polarity.RANGE, "50+"),
        ("50", None, None, "50+"),
        ("40", "60", None, "40–60"),
        ("88.0000", "88", None, "88"),
        (None, "10", Polarity.LOW, "up to 10"),
        (None, "0", Polarity.LOW, "up to 0"),
        ("0", "5", None, "0–5"),
        ("62.5", None, Polarity.HIGH, "62.5"),
        (None, None, None, "–"),
    ],
)
def test_targets(low, high, polarity, expected):
    goal = Goal(None if low is None else Decimal(low), None if high is None else Decimal(high))
    assert target_text(goal, Unit.PERCENT, polarity) == expected


def test_no_target():
    assert target_text(None, Unit.PERCENT) == "–"
