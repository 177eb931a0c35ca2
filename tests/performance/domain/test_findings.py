"""Titles and sentences of charts: only what the figures bear."""

from dataclasses import replace
from decimal import Decimal

import pytest

from performance.domain.change import Point, compare
from performance.domain.findings import (
    glance_sentence,
    share_title,
    theme_sentence,
    told_apart,
    trend_title,
)
from performance.domain.status import Goal, judge
from performance.domain.vocabulary import Polarity, Unit
from reference.domain.periods import quarter

Q3, Q4 = quarter(2020, 3), quarter(2020, 4)
NAME = "Same home for two years or more"


def change(now, *earlier):
    points = [Point(period, Decimal(value)) for period, value in earlier]
    return compare(Point(Q4, Decimal(now)), points, polarity=Polarity.HIGH, unit=Unit.PERCENT)


def judged(value, low=90):
    return judge(
        Decimal(value), Goal(Decimal(low), None), polarity=Polarity.HIGH, unit=Unit.PERCENT
    )


def gaps(*values):
    return [(f"Measure {n}", judged(value)) for n, value in enumerate(values, 1)]


def test_a_trend_says_how_much():
    assert trend_title(NAME, change("65.3", (Q3, "62.2"))) == f"{NAME}: up 3.1 points"
    assert trend_title(NAME, change("60", (Q3, "62.2"))) == f"{NAME}: down 2.2 points"
    assert trend_title(NAME, change("62.2", (Q3, "62.2"))) == f"{NAME}: no change"


def test_a_trend_over_a_gap_says_since_when():
    found = trend_title(NAME, change("65.3", (quarter(2020, 1), "62.2")))
    assert found == f"{NAME}: up 3.1 points since Q1 2020-21"


def test_without_a_comparison_the_name_stands():
    assert trend_title(NAME, change("65.3")) == NAME
    assert trend_title(NAME, None) == NAME


def test_a_signal_is_named():
    earlier = [(quarter(2018 + n // 4, n % 4 + 1), 60 + 2 * (n % 2)) for n in range(11)]
    found = trend_title(NAME, change(90, *earlier))
    assert found == f"{NAME}: up 30.0 points, above the usual range"


def test_one_measure_stands_apart():
    found = glance_sentence(gaps(49, 75.1, 90, 95))
    assert found == (
        "All but one of 4 measures are within 15 points of target. "
        "One stands apart: Measure 1, 41 points short."
    )


def test_only_at_twice_the_next_gap():
    assert "stands apart" in glance_sentence(gaps(70, 80, 90))
    assert glance_sentence(gaps(70.1, 80, 90)) == (
        "All 3 measures are within 20 points of target. Furthest: Measure 1, 19.9 points short."
    )


def test_one_missed_of_many():
    assert glance_sentence(gaps(70, 92, 90)) == (
        "All but one of 3 measures are on target. One stands apart: Measure 1, 20 points short."
    )


def test_few_measures():
    assert glance_sentence([]) == ""
    assert glance_sentence(gaps(49)) == "Measure 1: 41 points short."
    assert glance_sentence(gaps(95)) == "The one target is met."
    assert glance_sentence(gaps(95, 90)) == "All 2 targets are met."
    assert glance_sentence(gaps(49, 80)).startswith("Both measures are within 41 points of target.")


def test_measures_without_a_target_do_not_count():
    none = judge(Decimal(5), None, polarity=Polarity.HIGH, unit=Unit.PERCENT)
    assert glance_sentence([("A", none)]) == ""
    assert glance_sentence([("A", none), *gaps(95)]) == "The one target is met."


def test_themes():
    found = theme_sentence(
        [judged(95), judged(95), judged(50)],
        [change(60, (Q3, 50)), change(60, (Q3, 50)), change(40, (Q3, 50)), change(40)],
    )
    assert found == (
        "2 of 3 targets are met. Of 3 measures with an earlier figure, "
        "2 got better and 1 got worse."
    )
    assert theme_sentence([], []) == ""
    assert theme_sentence([judged(95)], [change(40)]) == "The one target is met."
    assert theme_sentence([judged(5)], []) == "The one target is not met."
    assert theme_sentence([judged(5)] * 2, []) == "None of 2 targets are met."


def test_a_plan_that_is_kept_is_no_target_met():
    """Of a count through the year the target is due on 31 March."""
    on, off = (replace(judged(n), planned=True) for n in (95, 5))
    assert theme_sentence([on], []) == "The one count through the year is on plan."
    assert theme_sentence([off], []) == "The one count through the year is not on plan."
    assert theme_sentence([judged(95), on, off], []) == (
        "The one target is met. 1 of 2 counts through the year is on plan."
    )


def test_shares():
    shares = [
        ("Residential", Decimal("13.4")),
        ("Foster care", Decimal(70)),
        ("Other", Decimal("8.4")),
    ]
    found = share_title("Where children live", shares)
    assert found == "Foster care: 70%, the largest share"
    tied = [("Residential", Decimal("40.01")), ("Foster care", Decimal("40.02"))]
    assert share_title("Where children live", tied) == "Where children live"
    assert share_title("Where children live", shares[:1]) == "Where children live"
    assert share_title("Where children live", []) == "Where children live"


def test_words_that_all_names_share_are_said_once():
    audits = [
        "Case audits good or outstanding, in care",
        "Case audits requiring improvement, in care",
        "Case audits inadequate, in care",
    ]
    told = ("Good or outstanding", "Requiring improvement", "Inadequate")
    assert told_apart(audits) == (told, "Case audits, in care")
    assert told_apart(["Living in foster care", "Living alone"]) == (
        ("In foster care", "Alone"),
        "Living",
    )


@pytest.mark.parametrize(
    "names",
    [
        ["Case audits"],
        ["Living in foster care", "In a children’s home"],
        ["Case audits", "Case audits good"],
        ["Same", "Same"],
        [],
    ],
)
def test_names_that_share_nothing_or_everything_stay_whole(names):
    assert told_apart(names) == (tuple(names), "")
