"""What holds for every figure and for any text at all."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from performance.domain.change import Point, Verdict, compare
from performance.domain.checks import Typed, check
from performance.domain.newcombe import difference_interval
from performance.domain.reading import read_day, read_number
from performance.domain.status import Goal, Status, judge
from performance.domain.vocabulary import Basis, Polarity, Unit
from performance.domain.xmr import usual_range
from reference.domain.periods import quarter, shift

values = st.decimals(0, 100, places=6)
units, polarities, bases = (st.sampled_from(list(enum)) for enum in (Unit, Polarity, Basis))
goals = st.builds(
    Goal, low=st.none() | values, high=st.none() | values, tolerance=st.decimals(0, 20, places=2)
)
periods = st.builds(quarter, st.integers(2000, 2040), st.integers(1, 4))
whole = st.integers(0, 400).map(Decimal)
points = st.builds(
    Point,
    period=periods,
    value=st.none() | values,
    numerator=st.none() | whole,
    denominator=st.none() | whole,
    basis=bases,
    provisional=st.booleans(),
)
numbers = st.integers(-5, 2000).map(str) | st.decimals(-5, 2000, places=3).map(str)
typings = st.text(max_size=40) | numbers | st.sampled_from(["", "1,234", "87.3%", "NaN", "1e5"])
entries = st.builds(
    Typed,
    mode=st.sampled_from(["", "counts", "value", "unavailable"]) | st.text(max_size=5),
    numerator=typings,
    denominator=typings,
    value=typings,
    unavailable_reason=st.text(max_size=5),
    provisional=st.booleans(),
    final_due_on=st.text(max_size=20) | st.dates().map(str),
    period=st.text(max_size=20) | periods.map(str),
    confirmed=typings,
)


@given(value=values, goal=goals, polarity=polarities, unit=units)
def test_a_status_is_met_or_short_and_close_is_within_tolerance(value, goal, polarity, unit):
    judged = judge(value, goal, polarity=polarity, unit=unit)
    if judged.status is Status.NO_TARGET:
        assert (judged.gap, judged.shortfall, judged.words) == (None, None, "")
        return
    assert (judged.status is Status.ON_TARGET) == (judged.shortfall == 0)
    assert judged.shortfall in (0, abs(judged.gap))
    assert judged.words
    if unit is Unit.PERCENT and judged.shortfall:
        assert (judged.status is Status.CLOSE) == (judged.shortfall <= goal.tolerance)


@given(low=values, a=values, b=values)
def test_a_better_value_never_has_a_worse_status(low, a, b):
    order = [Status.OFF_TARGET, Status.CLOSE, Status.ON_TARGET]
    worse, better = sorted((a, b))
    ranks = [
        order.index(judge(v, Goal(low, None), polarity=Polarity.HIGH, unit=Unit.PERCENT).status)
        for v in (worse, better)
    ]
    assert ranks == sorted(ranks)


@given(now=points, earlier=st.lists(points, max_size=25), polarity=polarities, unit=units)
def test_a_change_is_whole_or_nothing(now, earlier, polarity, unit):
    found = compare(now, earlier, polarity=polarity, unit=unit)
    if found.before is None:
        assert (found.arrow, found.amount, found.meaning, found.difference) == ("", "", "", None)
        assert not found.tested
        return
    before = found.before
    assert not now.provisional
    assert not before.provisional
    assert before.basis is now.basis
    assert before.period.ends_on < now.period.ends_on
    assert found.arrow in ("↑", "↓", "—")
    assert (found.arrow == "—") == (found.meaning == "no change") == (found.amount == "")


@given(
    a=st.tuples(st.integers(0, 300), st.integers(0, 300)),
    b=st.tuples(st.integers(0, 300), st.integers(0, 300)),
)
def test_swapping_two_quarters_swaps_the_words_and_keeps_the_verdict(a, b):
    def held(period, parts):
        top, rest = parts
        share = Decimal(100 * top) / Decimal(top + rest or 1)
        return Point(period, share, Decimal(top), Decimal(top + rest))

    first, second = quarter(2020, 3), quarter(2020, 4)
    there = compare(held(second, b), [held(first, a)], polarity=Polarity.HIGH, unit=Unit.PERCENT)
    back = compare(held(second, a), [held(first, b)], polarity=Polarity.HIGH, unit=Unit.PERCENT)
    assert there.verdict is back.verdict
    assert there.difference == -back.difference
    swapped = {"better": "worse", "worse": "better", "no change": "no change"}
    assert there.meaning == swapped[back.meaning]
    if there.verdict is Verdict.MORE_THAN_CHANCE:
        assert there.interval[0] > 0 or there.interval[1] < 0


@given(data=st.data(), n1=st.integers(1, 500), n2=st.integers(1, 500))
def test_newcombes_interval_holds_the_difference(data, n1, n2):
    s1, s2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    low, high = difference_interval(s1, n1, s2, n2)
    assert -1 <= low <= s1 / n1 - s2 / n2 <= high <= 1


@given(st.lists(st.floats(0, 100), max_size=30))
def test_the_usual_range_holds_its_average(series):
    found = usual_range(series, floor=0, ceiling=100)
    assert (found is None) == (len(series) < 8)
    if found is not None:
        assert found.lower - 1e-9 <= found.average <= found.upper + 1e-9
        assert all(0 <= signal.index < len(series) for signal in found.signals)


@given(
    typed=entries,
    unit=units,
    basis=bases,
    polarity=polarities,
    goal=st.none() | goals,
    previous=st.none() | points,
    history=st.lists(points, max_size=12),
    dated=st.booleans(),
)
def test_any_text_is_answered(typed, unit, basis, polarity, goal, previous, history, dated):
    found = check(
        typed,
        unit=unit,
        basis=basis,
        needs_period=dated,
        previous=previous,
        history=history,
        goal=goal,
        polarity=polarity,
    )
    if found.errors:
        assert (found.value, found.exact, found.complete) == (None, None, False)
        assert not found.surprises
        assert not found.comment_required
    if found.value is not None:
        assert found.complete
        assert found.value.is_finite()
        assert found.value >= 0
        assert unit is not Unit.PERCENT or found.value <= 100
    assert all(problem.field and problem.message for problem in found.errors + found.surprises)
    assert bool(found.why_comment) == found.comment_required


@given(typed=entries, unit=units, previous=points)
def test_saying_yes_settles_every_surprise(typed, unit, previous):
    asked = check(typed, unit=unit, basis=Basis.PERIOD_END, previous=previous)
    answered = Typed(**{**vars(typed), "confirmed": asked.to_confirm})
    assert not check(answered, unit=unit, basis=Basis.PERIOD_END, previous=previous).surprises


@given(st.text(), st.booleans())
def test_any_text_is_a_number_or_a_problem_or_empty(text, percent):
    found = read_number(text, percent=percent)
    blank = not text.strip() or (percent and not text.strip().removesuffix("%").strip())
    assert [found.value is not None, bool(found.problem), blank].count(True) == 1


@given(st.text())
def test_any_text_is_a_day_or_a_problem_or_empty(text):
    day, problem = read_day(text)
    assert [day is not None, bool(problem), not text.strip()].count(True) == 1


@given(st.integers(0, 9_999_999), st.integers(0, 6))
def test_numbers_survive_writing_and_reading(whole_number, places):
    number = Decimal(whole_number).scaleb(-places)
    assert read_number(f"{number:,f}").value == number


@given(period=periods, value=values)
def test_the_quarter_before_needs_no_since(period, value):
    before = Point(shift(period, -1), value)
    found = compare(Point(period, value), [before], polarity=Polarity.HIGH, unit=Unit.PERCENT)
    assert "since" not in found.words
