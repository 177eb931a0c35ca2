"""What an officer typed: errors block, surprises ask, a miss wants a comment."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from performance.domain.change import Point
from performance.domain.checks import Labels, Typed, check
from performance.domain.status import Goal, Status
from performance.domain.vocabulary import Basis, Polarity, Unit
from reference.domain.periods import parse, quarter

LABELS = Labels(
    name="In education, work or training",
    numerator="Number in education, work or training",
    denominator="All care leavers",
)
OPTIONS = {"previous", "history", "goal", "polarity", "needs_period", "labels", "basis", "signed"}
Q3 = quarter(2020, 3)
Q4 = "2020-21-Q4"


def checked(unit=Unit.PERCENT, **typed):
    options = {
        key: typed.pop(key)
        for key in (
            "previous",
            "history",
            "goal",
            "polarity",
            "needs_period",
            "as_at",
            "near",
            "labels",
            "basis",
            "signed",
        )
        if key in typed
    }
    options = {"labels": LABELS, "basis": Basis.PERIOD_END, "polarity": Polarity.HIGH} | options
    return check(Typed(**{"period": Q4} | typed), unit=unit, **options)


def counts(top, bottom, **more):
    return checked(mode="counts", numerator=top, denominator=bottom, **more)


def value(text, **more):
    return checked(mode="value", value=text, **more)


def messages(found):
    return [problem.message for problem in found.errors]


def before(number, period=Q3, **more):
    return Point(period, Decimal(number), basis=Basis.PERIOD_END, **more)


def test_a_share_is_worked_out_exactly():
    found = counts("154", "226")
    assert found.exact == Fraction(15400, 226)
    assert found.value == Decimal("68.141593")
    assert (found.numerator, found.denominator) == (154, 226)
    assert found.complete
    assert found.errors == ()


def test_numerator_over_denominator():
    found = counts("246", "226")
    assert messages(found) == [
        "Number in education, work or training (246) must be the same as or less than "
        "all care leavers (226)"
    ]
    assert found.errors[0].field == "numerator"
    assert found.value is None
    assert not found.complete


def test_all_of_them_is_no_error():
    assert counts("226", "226").value == 100


def test_without_words_for_the_counts():
    found = counts("3", "2", labels=Labels())
    assert messages(found) == [
        "The number (3) must be the same as or less than the number that it is out of (2)"
    ]


def test_abbreviations_keep_their_capitals():
    found = counts("3", "2", labels=Labels("SDQ", "SDQ scores", "SDQ forms sent"))
    assert messages(found) == ["SDQ scores (3) must be the same as or less than SDQ forms sent (2)"]


def test_nothing_out_of_nothing():
    (message,) = messages(counts("0", "0"))
    assert "Not available" in message
    assert "must be the same as or less" in messages(counts("1", "0"))[0]


@pytest.mark.parametrize(
    ("top", "bottom", "field"), [("5", "", "denominator"), ("", "5", "numerator")]
)
def test_half_an_entry(top, bottom, field):
    found = counts(top, bottom)
    assert [problem.field for problem in found.errors] == [field]
    assert "as well" in found.errors[0].message


@pytest.mark.parametrize("text", ["12.5", "twelve", "-1", "1e2", "nan", "٣"])
def test_counts_of_people_are_whole_numbers(text):
    assert [problem.field for problem in counts(text, "226").errors] == ["numerator"]


def test_both_boxes_are_refused_at_once():
    found = counts("x", "y")
    assert [problem.field for problem in found.errors] == ["numerator", "denominator"]
    assert messages(found)[0].startswith("Number in education, work or training: “x”")


def test_a_percentage_alone():
    found = value(" 87.3% ")
    assert (found.value, found.decimals_held, found.complete) == (Decimal("87.3"), 1, True)
    assert (found.numerator, found.denominator) == (None, None)
    assert value("87").decimals_held == 0


def test_a_percentage_over_100():
    assert messages(value("100.1")) == [
        "In education, work or training: 100.1 must be 100 or less."
    ]
    assert value("100").value == 100


def test_a_count_may_be_typed_into_either_box():
    assert checked(Unit.COUNT, mode="counts", numerator="25").value == 25
    assert checked(Unit.COUNT, mode="value", value="25").value == 25
    found = checked(Unit.COUNT, mode="counts", numerator="1", denominator="3")
    assert (found.value, found.numerator, found.denominator) == (1, 1, 3)
    assert checked(Unit.COUNT, mode="counts", numerator="4", denominator="3").errors


def test_an_average_count_may_have_decimals():
    assert checked(Unit.COUNT, mode="value", value="676.4").errors
    found = checked(Unit.COUNT, mode="value", value="676.4", basis=Basis.AVERAGE)
    assert found.value == Decimal("676.4")


def test_rates_and_scores_from_counts():
    rate = checked(Unit.RATE, mode="counts", numerator="684", denominator="67085")
    assert rate.value == Decimal("101.960200")
    score = checked(Unit.SCORE, mode="counts", numerator="149", denominator="10")
    assert score.value == Decimal("14.9")
    assert checked(Unit.SCORE, mode="counts", numerator="149", denominator="0").errors


def test_the_mode_may_be_left_open():
    assert checked(numerator="1", denominator="2").value == 50
    assert checked(value="50").value == 50
    assert checked(mode="nonsense", value="50").value == 50


def test_what_the_other_mode_left_behind_is_not_read():
    assert checked(mode="value", value="50", numerator="x", denominator="-1").value == 50


@pytest.mark.parametrize("mode", ["", "counts", "value"])
def test_an_empty_entry_is_incomplete_and_no_error(mode):
    found = checked(mode=mode)
    assert (found.errors, found.complete, found.value) == ((), False, None)


def test_not_available_needs_a_reason():
    found = checked(mode="unavailable", unavailable_reason="  ")
    assert [problem.field for problem in found.errors] == ["unavailable_reason"]
    found = checked(mode="unavailable", unavailable_reason="Health data come in June")
    assert (found.complete, found.value, found.errors) == (True, None, ())


def test_provisional_needs_the_day_of_the_final_figure():
    found = value("80.1", provisional=True)
    assert [problem.field for problem in found.errors] == ["final_due_on"]
    found = value("80.1", provisional=True, final_due_on="soon")
    assert "“soon” is not a day" in messages(found)[0]
    for text in ("9/5/2021", "9 May 2021", "2021-05-09"):
        found = value("80.1", provisional=True, final_due_on=text)
        assert (found.final_due_on, found.value) == (dt.date(2021, 5, 9), Decimal("80.1"))


def test_the_final_figure_is_due_after_the_period():
    found = value("80.1", provisional=True, final_due_on="31 March 2021")
    assert "31 March 2021" in messages(found)[0]
    assert value("80.1", provisional=True, final_due_on="1 April 2021").errors == ()


def test_a_final_figure_has_no_due_day():
    assert value("80.1", final_due_on="nonsense").final_due_on is None


def test_a_dated_figure_needs_its_date():
    found = value("25", period="", needs_period=True)
    assert [problem.field for problem in found.errors] == ["period"]
    assert value("", period="", needs_period=True).errors == ()
    assert "not a date" in messages(value("25", period="lately", needs_period=True))[0]
    found = value("25", period="28 April 2021", needs_period=True)
    assert found.period == parse("2021-04-28")


def test_a_jump_asks():
    found = value("9.47", previous=before(90), goal=Goal(Decimal(90), None))
    (surprise,) = found.surprises
    assert surprise.message == ("Is 9.47 right? It is 80.5 points lower than last quarter (90%).")
    assert surprise.field == "value"
    assert found.value == Decimal("9.47")
    assert found.complete
    assert found.judgement.words == "80.5 points short"


@pytest.mark.parametrize(("now", "asks"), [("80", True), ("80.1", False), ("100", True)])
def test_ten_points_are_a_jump(now, asks):
    assert bool(value(now, previous=before(90)).surprises) == asks


@pytest.mark.parametrize("confirmed", ["9.47", " 9.470 ", "9.47%"])
def test_an_answer_settles_it(confirmed):
    found = value("9.47", previous=before(90), confirmed=confirmed)
    assert found.surprises == ()
    assert len(found.settled) == 1


@pytest.mark.parametrize("confirmed", ["", "9.4", "yes", "94.7"])
def test_an_answer_about_another_figure_does_not(confirmed):
    assert value("9.47", previous=before(90), confirmed=confirmed).surprises


def test_counts_are_confirmed_together():
    found = counts("10", "100", previous=before(90))
    assert found.surprises[0].message.startswith("Is 10% right? It is 80 points lower")
    assert found.to_confirm == "10/100"
    assert counts("10", "100", previous=before(90), confirmed="10/100").surprises == ()
    assert counts("11", "100", previous=before(90), confirmed="10/100").surprises
    assert counts("10", "100", previous=before(90), confirmed="10").surprises


def test_an_older_figure_is_named():
    found = value("50", previous=before(90, quarter(2020, 1)))
    assert "than Q1 2020-21 (90%)" in found.surprises[0].message


@pytest.mark.parametrize(("now", "asks"), [("80", True), ("81", False), ("120", True)])
def test_a_jump_of_a_count_is_twenty_percent(now, asks):
    found = checked(Unit.COUNT, mode="value", value=now, previous=before(100))
    assert bool(found.surprises) == asks


def test_small_counts_may_move():
    assert not checked(Unit.COUNT, mode="value", value="3", previous=before(2)).surprises
    assert checked(Unit.COUNT, mode="value", value="7", previous=before(2)).surprises
    assert not checked(Unit.COUNT, mode="value", value="0", previous=before(0)).surprises


def test_three_deviations_ask_too():
    # Average 61, moving ranges 2: 55.68 to 66.32.
    history = [before(60 + 2 * (n % 2), quarter(2018 + n // 4, n % 4 + 1)) for n in range(8)]
    found = value("67", history=history, previous=history[-1])
    assert found.surprises[0].message == "Is 67 right? Usually it is between 55.7% and 66.3%."
    assert value("66", history=history, previous=history[-1]).surprises == ()
    assert value("67", history=history[1:], previous=history[-1]).surprises == ()


def test_a_comment_is_required_off_target_and_not_when_close():
    goal = Goal(Decimal(95), None)
    found = value("89", goal=goal)
    assert (found.comment_required, found.why_comment) == (True, "the figure is below target")
    assert found.judgement.status is Status.OFF_TARGET
    assert not value("90", goal=goal).comment_required
    found = value("20", goal=Goal(None, Decimal(10)), polarity=Polarity.LOW)
    assert found.why_comment == "the figure is above target"


def test_a_comment_is_required_when_it_worsens_beyond_tolerance():
    found = value("84.9", previous=before(90))
    assert found.why_comment == "the figure is 5.1 points worse than last quarter"
    assert not value("85", previous=before(90)).comment_required
    assert not value("95.1", previous=before(90)).comment_required
    assert value("95.1", previous=before(90), polarity=Polarity.LOW).comment_required
    assert not value("84.9", previous=before(90), polarity=Polarity.NONE).comment_required
    wide = Goal(Decimal(50), None, Decimal(8))
    assert not value("84.9", previous=before(90), goal=wide).comment_required


def test_an_interim_figure_does_not_worsen():
    found = value("84", previous=before(90), provisional=True, final_due_on="9 May 2021")
    assert not found.comment_required
    assert not value("84", previous=before(90, provisional=True)).comment_required


def test_previous_without_a_value_is_no_comparison():
    found = value("9", previous=Point(Q3, None))
    assert (found.surprises, found.comment_required) == ((), False)


def test_a_fall_is_entered_as_a_number_below_nought_where_the_measure_is_a_change():
    fall = value("-3", unit=Unit.COUNT, signed=True, polarity=Polarity.NONE)
    assert (fall.errors, fall.value, fall.to_confirm) == ((), Decimal(-3), "-3")
    refused = value("-3", unit=Unit.COUNT, polarity=Polarity.NONE)
    assert "below 0" in refused.errors[0].message


def test_the_usual_range_of_a_change_goes_below_nought():
    history = [
        Point(quarter(2018, 1 + number % 4) if number < 4 else quarter(2019, 1 + number % 4), v)
        for number, v in enumerate(map(Decimal, (-2, 2, -2, 2, -2, 2, -2, 2)))
    ]
    found = value("-30", unit=Unit.COUNT, signed=True, polarity=Polarity.NONE, history=history)
    # Mean 0, mean moving range 4: 2.66 x 4 = 10.64 either way.
    assert "between −10.6 and 10.6" in found.surprises[0].message
    confirmed = value(
        "-30",
        unit=Unit.COUNT,
        signed=True,
        polarity=Polarity.NONE,
        history=history,
        confirmed="−30",
    )
    assert not confirmed.surprises


def rate(**typed):
    return checked(Unit.RATE, mode="value", value="102", **typed)


def test_the_count_beside_a_rate_is_read_and_refused_like_any_count():
    assert rate(numerator="684").numerator == 684
    assert rate().numerator is None
    assert [problem.field for problem in rate(numerator="68x").errors] == ["numerator"]
    assert "“68x” is not a number" in messages(rate(numerator="68x"))[0]


def test_a_rate_is_confirmed_with_its_count():
    assert rate(numerator="684", previous=before(50)).to_confirm == "102/684"
    assert rate(numerator="684", previous=before(50), confirmed="102/684").surprises == ()
    assert rate(numerator="685", previous=before(50), confirmed="102/684").surprises


def on_date(period, as_at="2021-05-14", **more):
    return value("25", period=period, needs_period=True, as_at=dt.date.fromisoformat(as_at), **more)


def test_a_date_that_has_not_come_is_refused():
    assert messages(on_date("28 April 2045")) == ["The date has not come yet: 28 April 2045."]
    assert messages(on_date("April 2045")) == ["The period has not begun yet: April 2045."]
    assert on_date("14 May 2021").errors == ()


def test_a_period_that_is_not_over_has_only_a_provisional_figure():
    found = on_date("May 2021")
    assert [problem.field for problem in found.errors] == ["provisional"]
    assert "not over before 31 May 2021" in messages(found)[0]
    assert on_date("May 2021", provisional=True, final_due_on="9 June 2021").errors == ()
    assert on_date("May 2021", as_at="2021-05-31").errors == ()
    assert on_date("May 2021", basis=Basis.NOT_STATED).errors == ()


def test_a_period_that_is_not_over_may_have_no_figure():
    found = checked(
        mode="unavailable",
        unavailable_reason="New",
        period="May 2021",
        as_at=dt.date(2021, 5, 14),
    )
    assert found.errors == ()


@pytest.mark.parametrize(
    ("date", "asks"),
    [
        ("28 March 2021", False),
        ("1 October 2020", False),
        ("30 September 2020", True),
        ("1 July 2021", False),
        ("2 July 2021", True),
    ],
)
def test_a_date_more_than_a_quarter_away_asks(date, asks):
    found = on_date(date, as_at="2021-12-31", near=quarter(2020, 4))
    assert bool(found.surprises) == asks


def test_an_answer_is_to_the_figure_and_its_date_together():
    far = {"near": quarter(2021, 1), "previous": before(90)}
    found = on_date("30 September 2020", **far)
    assert [one.message for one in found.surprises] == [
        "Is 25 right? It is 65 points lower than Q3 2020-21 (90%).",
        "Is 30 September 2020 right? It is 6 months before 2021-22 quarter 1.",
    ]
    assert found.to_confirm == "25@2020-09-30"
    assert not on_date("30 September 2020", confirmed="25@2020-09-30", **far).surprises
    assert on_date("30 September 2020", confirmed="25", **far).surprises
    assert on_date("29 September 2020", confirmed="25@2020-09-30", **far).surprises
