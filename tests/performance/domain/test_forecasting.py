"""What an officer expects in the rest of the year: read, summed, asked about, never blocking."""

from decimal import Decimal

import pytest

from performance.domain.change import Point
from performance.domain.checks import Labels, Typed, check
from performance.domain.status import Goal, Status
from performance.domain.vocabulary import Basis, Polarity, Unit
from reference.domain.periods import parse

GOAL = Goal(Decimal(25), None, profile=(Decimal(6), Decimal(14), Decimal(20)))


def checked(count="14", expected="11", *, goal=GOAL, period="2020-21-Q2", **options):
    unit = options.pop("unit", Unit.COUNT)
    typed = {"mode": "value", "value": count, "expected": expected, "period": period}
    typed |= options.pop("typed", {})
    return check(
        Typed(**typed),
        unit=unit,
        basis=options.pop("basis", Basis.YEAR_TO_DATE),
        goal=goal,
        polarity=Polarity.HIGH,
        labels=Labels(name="Permanent homes"),
        **options,
    )


def test_a_forecast_that_reaches_asks_for_nothing():
    found = checked()
    assert (found.value, found.expected) == (14, 11)
    assert found.outlook is not None
    assert found.outlook.words == "14 so far + 11 expected = 25 by 31 March, target 25: reached"
    assert not found.comment_required
    assert not found.errors


def test_one_that_does_not_reach_asks_for_words_and_does_not_block():
    found = checked(expected="9")
    assert found.complete
    assert not found.errors
    assert found.judgement.status is Status.ON_TARGET
    assert found.comment_required
    assert found.why_comment == (
        "the forecast of 23 by 31 March does not reach the target of 25 (2 short)"
    )


def test_both_reasons_are_said():
    assert checked("12", "9").why_comment == (
        "the figure is 2 short of the 14 planned by 30 September and the forecast of 21 by "
        "31 March does not reach the target of 25 (4 short)"
    )


def test_none_where_there_is_a_target_asks_why():
    assert checked(expected=" ").why_comment == (
        "it is not said how many more are expected by 31 March"
    )
    assert checked(expected="0").why_comment.startswith("the forecast of 14")
    assert not checked(expected="", goal=None).comment_required


@pytest.mark.parametrize("text", ["nine", "4.5", "-2", "9%"])
def test_what_is_no_whole_number_is_refused_at_its_box(text):
    [problem] = checked(expected=text).errors
    assert problem.field == "expected"
    assert problem.message.startswith("Permanent homes, expected in the rest of the year: “")
    assert "Not available" not in problem.message


@pytest.mark.parametrize(
    "options",
    [
        {"period": "2020-21-Q4"},
        {"basis": Basis.OVER_PERIOD},
        {"unit": Unit.PERCENT},
        {"typed": {"mode": "unavailable", "unavailable_reason": "System down"}},
    ],
)
def test_a_figure_without_a_rest_of_the_year_reads_no_forecast(options):
    found = checked(expected="nine", **options)
    assert not found.errors
    assert (found.expected, found.outlook) == (None, None)


def test_without_a_profile_it_is_not_off_target_but_the_forecast_speaks():
    found = checked("2", "9", goal=Goal(Decimal(25), None))
    assert found.judgement.status is Status.NO_TARGET
    assert found.why_comment.startswith("the forecast of 11 by 31 March")


class TestACountThatFalls:
    EARLIER = Point(parse("2020-21-Q1"), Decimal(14), basis=Basis.YEAR_TO_DATE)

    def test_it_asks(self):
        found = checked("13", "12", so_far=self.EARLIER)
        [asked] = found.surprises
        assert asked.message == (
            "Is 13 right? It is 1 lower than last quarter (14), and a count since 1 April does not "
            "fall."
        )
        settled = checked("13", "12", so_far=self.EARLIER, typed={"confirmed": "13"})
        assert settled.settled
        assert not settled.surprises

    @pytest.mark.parametrize("now", ["14", "15", "40"])
    def test_one_that_stands_or_grows_does_not(self, now):
        assert not checked(now, "12", so_far=self.EARLIER).surprises
