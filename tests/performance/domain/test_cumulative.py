"""A count through the year: its profile, its forecast, and whether both reach the target."""

from decimal import Decimal

import pytest

from performance.domain.cumulative import (
    NO_PROFILE,
    NOT_YET,
    OTHER_BASIS,
    awaits_forecast,
    due_goal,
    judge_due,
    outlook_of,
    profile_problem,
)
from performance.domain.record import PastForecast, record_words
from performance.domain.status import Goal, Status, judge
from performance.domain.vocabulary import Basis, Polarity, Unit
from reference.domain.periods import parse

TO_DATE = Basis.YEAR_TO_DATE
PROFILE = (Decimal(6), Decimal(14), Decimal(20))
HOMES = Goal(Decimal(25), None, profile=PROFILE)
Q = {number: parse(f"2020-21-Q{number}") for number in (1, 2, 3, 4)}


def judged(value, goal=HOMES, period=Q[2], *, polarity=Polarity.HIGH, basis=TO_DATE):
    return judge_due(
        None if value is None else Decimal(value),
        goal,
        period,
        basis=basis,
        polarity=polarity,
        unit=Unit.COUNT,
    )


def outlook(so_far, expected, goal=HOMES, period=Q[2], *, polarity=Polarity.HIGH):
    return outlook_of(
        Decimal(so_far),
        None if expected is None else Decimal(expected),
        goal,
        period,
        basis=TO_DATE,
        unit=Unit.COUNT,
        polarity=polarity,
    )


class TestWhatIsDue:
    @pytest.mark.parametrize(("number", "planned"), [(1, 6), (2, 14), (3, 20), (4, 25)])
    def test_each_quarter_has_its_step_and_the_last_the_target(self, number, planned):
        goal = due_goal(HOMES, Q[number], TO_DATE, Unit.COUNT)
        assert goal is not None
        assert (goal.low, goal.high) == (Decimal(planned), None)

    def test_a_month_inside_a_quarter_has_no_step_and_its_last_has(self):
        assert due_goal(HOMES, parse("August 2020"), TO_DATE, Unit.COUNT) is None
        goal = due_goal(HOMES, parse("September 2020"), TO_DATE, Unit.COUNT)
        assert goal is not None
        assert goal.low == 14

    @pytest.mark.parametrize(
        ("basis", "unit"), [(Basis.OVER_PERIOD, Unit.COUNT), (TO_DATE, Unit.PERCENT)]
    )
    def test_any_other_figure_is_measured_to_the_target(self, basis, unit):
        assert due_goal(HOMES, Q[2], basis, unit) is HOMES

    def test_the_rest_of_the_year_is_awaited_until_31_march(self):
        awaited = [awaits_forecast(Q[number], TO_DATE, Unit.COUNT) for number in Q]
        assert awaited == [True, True, True, False]
        assert not awaits_forecast(parse("2020-21"), TO_DATE, Unit.COUNT)
        assert not awaits_forecast(Q[1], Basis.OVER_PERIOD, Unit.COUNT)


class TestJudgement:
    @pytest.mark.parametrize(
        ("value", "status", "words"),
        [
            ("12", Status.OFF_TARGET, "2 short of the 14 planned by 30 September"),
            ("14", Status.ON_TARGET, "at the 14 planned by 30 September"),
            ("17", Status.ON_TARGET, "3 above the 14 planned by 30 September"),
        ],
    )
    def test_it_is_measured_to_the_profile(self, value, status, words):
        found = judged(value)
        assert (found.status, found.words, found.planned) == (status, words, True)

    def test_the_tolerance_is_of_what_was_planned(self):
        close = Goal(Decimal(25), None, tolerance=Decimal(10), profile=PROFILE)
        # Ten percent of 20 are 2; of 25 they would be 2.5.
        assert judged("18", close, Q[3]).status is Status.CLOSE
        assert judged("17.9", close, Q[3]).status is Status.OFF_TARGET

    def test_lower_is_better(self):
        moves = Goal(None, Decimal(25), profile=PROFILE)
        found = judged("16", moves, polarity=Polarity.LOW)
        assert (found.status, found.words) == (
            Status.OFF_TARGET,
            "2 above the 14 planned by 30 September",
        )
        found = judged("11", moves, polarity=Polarity.LOW)
        assert (found.status, found.words) == (
            Status.ON_TARGET,
            "3 below the 14 planned by 30 September",
        )

    def test_without_a_profile_nothing_is_off_target_before_31_march(self):
        plain = Goal(Decimal(25), None)
        for number in (1, 2, 3):
            found = judged("2", plain, Q[number])
            assert (found.status, found.label, found.words) == (
                Status.NO_TARGET,
                NOT_YET,
                NO_PROFILE,
            )
            assert found.name == NOT_YET
            assert found.shortfall is None
        assert judged("24", plain, Q[4]) == judge(
            Decimal(24), plain, polarity=Polarity.HIGH, unit=Unit.COUNT
        )
        assert judged("24", plain, Q[4]).words == "1 short"

    def test_what_is_certain_already_is_said(self):
        reached = judged("26", Goal(Decimal(25), None))
        assert reached.words.startswith("the year’s target of 25 is reached already")
        passed = judged("12", Goal(None, Decimal(10)), polarity=Polarity.LOW)
        assert passed.words.startswith("already above the year’s target of 10")
        assert (reached.status, passed.status) == (Status.NO_TARGET, Status.NO_TARGET)

    def test_a_count_of_the_quarter_alone_is_not_measured_to_the_years_target(self):
        found = judge_due(
            Decimal(7),
            HOMES,
            Q[4],
            basis=Basis.OVER_PERIOD,
            polarity=Polarity.HIGH,
            unit=Unit.COUNT,
            usual=TO_DATE,
        )
        assert (found.status, found.words) == (Status.NO_TARGET, OTHER_BASIS)

    def test_no_value_and_no_target_are_judged_as_ever(self):
        assert judged(None).label == ""
        assert judged("3", None).label == ""
        assert judged("3", HOMES, polarity=Polarity.NONE).label == ""


class TestOutlook:
    def test_the_sum_is_said_in_words_and_numbers(self):
        found = outlook("14", "9")
        assert found is not None
        assert found.words == "14 so far + 9 expected = 23 by 31 March, target 25: 2 short"
        assert (found.outturn, found.reaches, found.shortfall) == (23, False, 2)

    @pytest.mark.parametrize(
        ("expected", "reaches", "against"),
        [("11", True, "reached"), ("15", True, "reached"), ("10", False, "1 short")],
    )
    def test_it_reaches_the_target_or_not(self, expected, reaches, against):
        found = outlook("14", expected)
        assert found is not None
        assert (found.reaches, found.against) == (reaches, against)

    def test_the_tolerance_makes_no_forecast_reach_it(self):
        found = outlook("14", "10", Goal(Decimal(25), None, tolerance=Decimal(50)))
        assert found is not None
        assert found.reaches is False

    def test_lower_is_better(self):
        moves = Goal(None, Decimal(25))
        kept, passed = (outlook("14", n, moves, polarity=Polarity.LOW) for n in ("11", "12"))
        assert kept is not None
        assert passed is not None
        assert kept.words.endswith("= 25 by 31 March, target up to 25: kept to")
        assert passed.words.endswith("= 26 by 31 March, target up to 25: 1 above")

    def test_a_range(self):
        near = Goal(Decimal(20), Decimal(25))
        said = [outlook("14", n, near, polarity=Polarity.RANGE) for n in ("4", "8", "12")]
        assert [one.against for one in said if one] == ["2 below", "in range", "1 above"]

    def test_without_a_target_there_is_a_sum_and_no_verdict(self):
        found = outlook("1400", "0", None)
        assert found is not None
        assert found.reaches is None
        assert found.words == "1,400 so far + 0 expected = 1,400 by 31 March; no target"

    def test_there_is_none_without_a_forecast_or_when_the_year_is_over(self):
        assert outlook("14", None) is None
        assert outlook("14", "9", HOMES, Q[4]) is None


class TestProfile:
    @pytest.mark.parametrize("steps", [(None, None, None), (6, 14, 20), (0, 0, 25), (25, 25, 25)])
    def test_it_rises_to_the_target(self, steps):
        assert problem(*steps) is None

    @pytest.mark.parametrize(
        ("steps", "field", "words"),
        [
            ((6, None, 20), "by_q2", "all three"),
            ((None, 14, 20), "by_q1", "all three"),
            ((6, 5, 20), "by_q2", "enter 6 or more"),
            ((6, 14, 13), "by_q3", "enter 14 or more"),
            ((6, 14, 26), "by_q3", "enter 25 or less"),
        ],
    )
    def test_what_is_wrong_is_said_where_it_is(self, steps, field, words):
        found = problem(*steps)
        assert found is not None
        assert found[0] == field
        assert words in found[1]

    def test_a_ceiling_has_one_and_a_range_and_a_percentage_have_none(self):
        low = Goal(None, Decimal(25))
        assert problem(6, 14, 20, goal=low, polarity=Polarity.LOW) is None
        spread = Goal(Decimal(20), Decimal(25))
        assert "range" in str(problem(6, 14, 20, goal=spread, polarity=Polarity.RANGE))
        point = Goal(Decimal(25), Decimal(25))
        assert problem(6, 14, 20, goal=point, polarity=Polarity.RANGE) is None
        assert "number" in str(problem(6, 14, 20, unit=Unit.PERCENT))


def problem(*steps, goal=HOMES, polarity=Polarity.HIGH, unit=Unit.COUNT):
    first, second, third = (None if step is None else Decimal(step) for step in steps)
    return profile_problem((first, second, third), goal, polarity, unit)


class TestRecord:
    def test_forecasts_stand_beside_what_came(self):
        past = [PastForecast(Q[n], Decimal(f), Decimal(21)) for n, f in ((1, 24), (2, 21), (3, 19))]
        assert [one.words for one in past] == [
            "3 fewer than forecast",
            "as forecast",
            "2 more than forecast",
        ]
        assert record_words(past) == (
            "Of 3 earlier forecasts of the year, 1 too high, 1 too low, 1 right."
        )
        assert record_words(past[:1]) == "Of 1 earlier forecast of the year, 1 too high."
        assert record_words([]) == ""

    def test_a_provisional_outturn_says_so(self):
        assert PastForecast(Q[1], Decimal(24), Decimal(21), provisional=True).came_text == (
            "21 (provisional)"
        )
