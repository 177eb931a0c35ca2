"""The sentences of a measure's page, on numbers worked by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from performance.domain.change import Change, Point, Verdict, compare
from performance.domain.evidence import (
    chance,
    change_sentence,
    interval_words,
    lead_sentence,
    one_more,
    outside_words,
    run_words,
    too_few,
    two_sources,
)
from performance.domain.goal import Goal
from performance.domain.status import judge
from performance.domain.vocabulary import Basis, Polarity, Unit
from reference.domain.periods import quarter

HIGH = Polarity.HIGH


def point(number: int, top: int, bottom: int) -> Point:
    value = Decimal(100 * top) / bottom
    return Point(
        quarter(2020, number), value, Decimal(top), Decimal(bottom), Basis.PERIOD_END, False
    )


def change_of(before: tuple[int, int], now: tuple[int, int]) -> Change:
    return compare(point(4, *now), [point(3, *before)], polarity=HIGH, unit=Unit.PERCENT)


def lead(now: str, value: str, goal: Goal | None, target: str, **known: object) -> str:
    judged = judge(Decimal(value), goal, polarity=HIGH, unit=Unit.PERCENT)
    nothing = Change("", None, "", "", Verdict.NO_EARLIER, "")
    options = {"change": nothing, "provisional": False} | known
    parts = lead_sentence(now, "at 31 March", target=target, judged=judged, **options)  # type: ignore[arg-type]
    return "".join(text for text, _ in parts)


def test_the_answer_stands_first_and_says_how_it_stands_to_the_target() -> None:
    floor = Goal(Decimal(90), None)
    earlier = " There is no earlier figure to compare it with."
    assert lead("94.7%", "94.7", floor, "90") == (
        f"94.7%, at 31 March, meets the target of 90.{earlier}"
    )
    assert lead("87.3%", "87.3", floor, "90") == (
        f"87.3%, at 31 March, is close to the target of 90: 2.7 points short.{earlier}"
    )
    assert lead("49%", "49", floor, "90") == (
        f"49%, at 31 March, is off the target of 90: 41 points short.{earlier}"
    )
    assert lead("49%", "49", None, "–") == f"49%, at 31 March.{earlier}"


def test_a_provisional_figure_is_compared_with_nothing() -> None:
    text = lead("80.1%", "80.1", None, "–", provisional=True)
    assert text.endswith("It is provisional, so it is compared with no other figure yet.")


def test_a_change_says_direction_meaning_and_verdict() -> None:
    # 640 of 684 is 93.57, 667 of 684 is 97.51: 3.9 points.
    assert change_sentence(change_of((640, 684), (667, 684))) == (
        "It is 3.9 points higher than in Q3 2020-21, which is better; "
        "the change is more than chance."
    )
    assert change_sentence(change_of((640, 684), (640, 684))) == (
        "It has not changed since Q3 2020-21."
    )
    assert change_sentence(change_of((10, 22), (9, 22))).endswith(
        "which is worse; the group is too small to judge by."
    )


def test_what_the_counts_allow() -> None:
    found = change_of((640, 684), (667, 684))
    strong, text = chance(found, before="640 of 684", now="667 of 684", smallest=684)
    assert strong == "The change is more than chance."
    assert text.startswith("640 of 684 before and 667 of 684 now fit a rise of 1.8 to 6.2 points")
    small = chance(change_of((10, 22), (9, 22)), before="", now="", smallest=22)
    assert small == (
        "A small group, 22.",
        "One child more or less moves the figure by 4.5 points.",
    )
    assert chance(change_of((1, 2), (1, 2)), before="", now="", smallest=2) == ("", "")


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1.94, 6.06, "a rise of 1.9 to 6.1 points"),
        (-6.06, -1.94, "a fall of 1.9 to 6.1 points"),
        (-5.1, 2.9, "anything from a fall of 5.1 points to a rise of 2.9 points"),
    ],
)
def test_an_interval_in_words(low: float, high: float, words: str) -> None:
    assert interval_words(low, high) == words


def test_one_child_of_nobody_moves_nothing() -> None:
    assert one_more(0) == ""
    assert one_more(8) == "One child more or less moves the figure by 12.5 points."


def test_figures_outside_the_range_are_named_the_newest_three() -> None:
    assert outside_words([], "86", "109")[0] == "No figure outside the usual range."
    strong, text = outside_words(
        [("Q1", "80"), ("Q2", "81"), ("Q3", "82"), ("Q4", "120")], "86", "109"
    )
    assert strong == "4 figures outside the usual range."
    assert text.startswith("The newest are Q2 (81), Q3 (82) and Q4 (120); the range is 86 to 109.")


def test_runs_keep_their_capitals() -> None:
    assert run_words([])[0] == "No run."
    assert run_words([("nine in a row above average", "Q2 2024-25")]) == (
        "An unusual run.",
        "Nine in a row above average, to Q2 2024-25. That is rarely luck.",
    )


def test_how_many_figures_are_missing() -> None:
    assert too_few(0, None) == (
        "No comparable figure yet.",
        "A usual range needs eight of one kind: 8 more are needed.",
    )
    assert too_few(7, dt.date(2023, 4, 1)) == (
        "7 comparable figures so far.",
        "A usual range needs eight of one kind since 1 April 2023: one more is needed.",
    )


def test_two_sources_of_one_day_are_both_said() -> None:
    day = dt.date(2021, 3, 31)
    assert "31 March 2021: 94.7% was told to the board, 90% was published" in two_sources(
        day, "94.7%", "90%"
    )
    assert "Both count 684 children" in two_sources(day, "99", "102", "684")
