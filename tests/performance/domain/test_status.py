"""On target, close, off target, and the words of the gap."""

from decimal import Decimal

import pytest

from performance.domain.status import Goal, Status, goal_problem, judge
from performance.domain.vocabulary import Polarity, Unit

HIGH, LOW, RANGE, NONE = Polarity.HIGH, Polarity.LOW, Polarity.RANGE, Polarity.NONE
ON, CLOSE, OFF, NO = Status.ON_TARGET, Status.CLOSE, Status.OFF_TARGET, Status.NO_TARGET


def goal(low=None, high=None, tolerance="5"):
    return Goal(
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        Decimal(tolerance),
    )


@pytest.mark.parametrize(
    ("value", "target", "polarity", "unit", "status", "words"),
    [
        # The dashboard of January to March 2021.
        ("83.3", goal("95"), HIGH, Unit.PERCENT, OFF, "11.7 points short"),
        ("95.9", goal("97"), HIGH, Unit.PERCENT, CLOSE, "1.1 points short"),
        ("86", goal("95"), HIGH, Unit.PERCENT, OFF, "9 points short"),
        ("53.6", goal("50"), HIGH, Unit.PERCENT, ON, "3.6 points above"),
        ("26.2", goal("40", "60"), RANGE, Unit.PERCENT, OFF, "13.8 points below"),
        ("99", goal("88", "88"), RANGE, Unit.RATE, OFF, "11 above target"),
        # Edges: at the target, at the tolerance, just past it.
        ("95", goal("95"), HIGH, Unit.PERCENT, ON, "at target"),
        ("90", goal("95"), HIGH, Unit.PERCENT, CLOSE, "5 points short"),
        ("89.999999", goal("95"), HIGH, Unit.PERCENT, OFF, "5 points short"),
        ("94.96", goal("95"), HIGH, Unit.PERCENT, CLOSE, "less than 0.1 points short"),
        ("96", goal("95"), HIGH, Unit.PERCENT, ON, "1 point above"),
        ("94.9", goal("95", tolerance="0"), HIGH, Unit.PERCENT, OFF, "0.1 points short"),
        # Lower is better.
        ("10", goal(high="10"), LOW, Unit.PERCENT, ON, "at target"),
        ("12", goal(high="10"), LOW, Unit.PERCENT, CLOSE, "2 points above target"),
        ("4", goal(high="10"), LOW, Unit.PERCENT, ON, "6 points below target"),
        ("1", goal(high="0"), LOW, Unit.COUNT, OFF, "1 above target"),
        ("0", goal(high="0"), LOW, Unit.COUNT, ON, "at target"),
        # The tolerance of a count or rate is percent of the target: 5% of 200 is 10.
        ("190", goal("200"), HIGH, Unit.COUNT, CLOSE, "10 short"),
        ("189", goal("200"), HIGH, Unit.COUNT, OFF, "11 short"),
        ("430", goal(high="426"), LOW, Unit.DAYS, CLOSE, "4 days above target"),
        # Ranges.
        ("40", goal("40", "60"), RANGE, Unit.PERCENT, ON, "in range"),
        ("60", goal("40", "60"), RANGE, Unit.PERCENT, ON, "in range"),
        ("64", goal("40", "60"), RANGE, Unit.PERCENT, CLOSE, "4 points above"),
        ("88", goal("88", "88"), RANGE, Unit.RATE, ON, "at target"),
        # One value given as both ends is a floor or a ceiling where the polarity says so.
        ("97", goal("95", "95"), HIGH, Unit.PERCENT, ON, "2 points above"),
        ("7", goal("9", "9"), LOW, Unit.PERCENT, ON, "2 points below target"),
    ],
)
def test_status_and_words(value, target, polarity, unit, status, words):
    decimals = 1 if unit is Unit.PERCENT else 0
    judged = judge(Decimal(value), target, polarity=polarity, unit=unit, decimals=decimals)
    assert (judged.status, judged.words) == (status, words)


@pytest.mark.parametrize(
    ("value", "target", "polarity"),
    [
        (None, goal("95"), HIGH),
        (Decimal(90), None, HIGH),
        (Decimal(90), goal("95"), NONE),
        (Decimal(90), goal(), HIGH),
        (Decimal(90), goal(high="95"), HIGH),
        (Decimal(90), goal("95"), LOW),
    ],
)
def test_no_status_without_value_target_and_polarity(value, target, polarity):
    judged = judge(value, target, polarity=polarity, unit=Unit.PERCENT)
    assert (judged.status, judged.gap, judged.words) == (NO, None, "")


def test_unrounded_values_decide_and_the_gap_keeps_its_sign():
    judged = judge(Decimal("94.999999"), goal("95"), polarity=HIGH, unit=Unit.PERCENT)
    assert judged.status is CLOSE
    assert judged.gap == Decimal("-0.000001")
    assert judged.shortfall == Decimal("0.000001")


def test_a_met_target_has_no_shortfall():
    judged = judge(Decimal("98"), goal("95"), polarity=HIGH, unit=Unit.PERCENT)
    assert (judged.gap, judged.shortfall) == (Decimal(3), Decimal(0))


@pytest.mark.parametrize(
    ("target", "polarity", "part"),
    [
        (goal(), HIGH, "lowest value, the highest value or both"),
        (goal("60", "40"), RANGE, "(60) must not be above the highest (40)"),
        (goal(high="95"), HIGH, "enter the lowest"),
        (goal("95"), LOW, "enter the highest"),
        (goal("95"), NONE, "cannot be judged"),
        (goal("95", tolerance="-1"), HIGH, "0 or more"),
    ],
)
def test_contradictory_targets_are_explained(target, polarity, part):
    assert part in (goal_problem(target, polarity) or "")


def test_sound_targets_have_no_problem():
    assert goal_problem(goal("95"), HIGH) is None
    assert goal_problem(goal(high="10"), LOW) is None
    assert goal_problem(goal("40", "60"), RANGE) is None
    assert goal_problem(goal("50"), RANGE) is None


def test_labels():
    assert [status.label for status in Status] == ["On target", "Close", "Off target", "No target"]
    assert Status.ON_TARGET == "on_target"
