"""The lead sentence: grammar for none, one and many; nobody hides behind "none got worse"."""

from decimal import Decimal

import pytest

from performance.domain.change import Point, Verdict, compare
from performance.domain.headline import headline
from performance.domain.status import Status
from performance.domain.vocabulary import Polarity, Unit
from reference.domain.periods import quarter

ON, CLOSE, OFF, NO = Status.ON_TARGET, Status.CLOSE, Status.OFF_TARGET, Status.NO_TARGET
Q3, Q4 = quarter(2020, 3), quarter(2020, 4)


def change(before, now, *, of=None, polarity=Polarity.HIGH, unit=Unit.PERCENT):
    """A change; `of` is the denominator where the counts are known."""

    def point(period, number):
        counts = (None, None) if of is None else (Decimal(number) * of / 100, Decimal(of))
        return Point(period, Decimal(number), *counts)

    return compare(point(Q4, now), [point(Q3, before)], polarity=polarity, unit=unit)


BETTER, WORSE, SAME = change(50, 52), change(52, 50), change(50, 50)
OTHER = change(50, 52, polarity=Polarity.NONE)
NEW = compare(Point(Q4, Decimal(50)), [], polarity=Polarity.HIGH, unit=Unit.PERCENT)


def test_the_sentence_of_the_board():
    found = headline(
        [ON] * 3 + [CLOSE] * 4 + [OFF] * 6 + [NO] * 4, [BETTER] * 4 + [SAME] + [NEW] * 10
    )
    assert found.text == (
        "3 of 13 targets were met, 4 were close and 6 were missed; of the 5 measures with an "
        "earlier figure, 4 got better, none got worse and 1 did not change."
    )
    assert [text for text, strong in found.parts if strong] == [
        "3 of 13 targets were met",
        "4 got better",
    ]
    assert found.caveat == (
        "Counts are missing on one side or both, so none of these changes could be tested "
        "for chance."
    )


@pytest.mark.parametrize(
    ("statuses", "start"),
    [
        ([ON], "The one target set was met;"),
        ([CLOSE], "The one target set was close;"),
        ([OFF, NO], "The one target set was missed;"),
        ([ON, ON], "Both targets were met;"),
        ([ON, ON, ON], "All 3 targets were met;"),
        ([OFF, OFF], "Both targets were missed;"),
        ([CLOSE] * 3, "All 3 targets were close;"),
        ([OFF, CLOSE], "None of 2 targets were met, 1 was close and 1 was missed;"),
        ([ON, OFF], "1 of 2 targets was met and 1 was missed;"),
        ([ON, CLOSE, CLOSE], "1 of 3 targets was met and 2 were close;"),
        ([ON, ON, CLOSE, OFF], "2 of 4 targets were met, 1 was close and 1 was missed;"),
        ([NO], "1 measure was reported, with no target;"),
        ([NO, NO], "2 measures were reported, none with a target;"),
    ],
)
def test_targets(statuses, start):
    assert headline(statuses, []).text.startswith(start)


@pytest.mark.parametrize(
    ("changes", "end"),
    [
        ([NEW], "; no measure has an earlier figure to compare with."),
        ([BETTER], "; the one measure with an earlier figure got better."),
        ([WORSE], "; the one measure with an earlier figure got worse."),
        ([SAME], "; the one measure with an earlier figure did not change."),
        ([OTHER], "; the one measure with an earlier figure rose."),
        (
            [BETTER, WORSE, SAME],
            "; of the 3 measures with an earlier figure, 1 got better, 1 got worse "
            "and 1 did not change.",
        ),
        (
            [OTHER, WORSE],
            "; of the 2 measures with an earlier figure, none got better, 1 got worse "
            "and 1 changed, neither for better nor for worse.",
        ),
    ],
)
def test_changes(changes, end):
    assert headline([ON, OFF], changes).text.endswith(end)


def test_no_figures_at_all():
    found = headline([], [])
    assert (found.text, found.caveat) == ("No figures for this quarter yet.", "")


def test_officers_reports_are_not_hidden():
    found = headline(
        [OFF, OFF, ON],
        [NEW, NEW, BETTER],
        [
            ("Dental check up to date", "worsening", NEW),
            ("Long-term fostering", "static", NEW),
            ("Reviews on time", "worsening", WORSE),  # its figures say it already
        ],
    )
    assert found.text.endswith(" Officers report that “Dental check up to date” is getting worse.")
    found = headline([OFF], [NEW], [("A", "worsening", NEW), ("B", "worsening", NEW)])
    assert found.text.endswith("“A” and “B” are getting worse.")
    assert headline([], [], [("A", "worsening", NEW)]).text == (
        "No figures for this quarter yet. Officers report that “A” is getting worse."
    )


def test_luck_alone():
    tested = [change(50, 60, of=100)] * 38
    assert headline([ON], tested).caveat == (
        "Of 38 changes tested, none is more than chance; about 2 would look so by luck alone."
    )
    sure = [change(50, 90, of=100)] * 2
    assert headline([ON], [*tested, *sure]).caveat.startswith(
        "Of 40 changes tested, 2 are more than chance; about 2 would"
    )
    assert "about 3 would" in headline([ON], [change(50, 60, of=100)] * 50).caveat  # 2.5


def test_few_tests_do_not_round_luck_to_nought():
    found = headline([ON], [change(50, 60, of=100)] * 3 + [BETTER])
    assert found.caveat == (
        "3 changes were tested for chance: none is more than chance; 1 in 20 would look so by "
        "luck alone. 1 could not be tested."
    )


def test_provisional_figures_are_counted():
    assert headline([ON], [NEW], provisional=1).caveat == "1 is provisional."
    assert headline([ON], [BETTER], provisional=2).caveat.endswith(" 2 are provisional.")


def test_reasons_for_not_testing():
    small = change(50, 60, of=10)
    assert small.verdict is Verdict.SMALL_GROUP
    assert headline([ON], [small, BETTER]).caveat == (
        "None of these changes could be tested for chance: counts are missing or groups are small."
    )
    assert headline([ON], [small]).caveat == (
        "This change could not be tested for chance: groups are small."
    )


def test_the_usual_range_is_named_apart():
    values = [60, 62] * 4
    points = [Point(quarter(2015 + n // 4, n % 4 + 1), Decimal(v)) for n, v in enumerate(values)]
    ranged = compare(points[-1], points[:-1], polarity=Polarity.HIGH, unit=Unit.PERCENT)
    assert headline([ON], [ranged]).caveat == "1 was compared with the usual range."


def test_a_count_through_the_year_is_said_to_be_measured_to_its_plan():
    one, two = (headline([Status.ON_TARGET], [], planned=n).caveat for n in (1, 2))
    assert one == "1 is measured to what was planned by now: its target is for the year."
    assert two == "2 are measured to what was planned by now: their targets are for the year."
    assert headline([Status.ON_TARGET], []).caveat == ""
