"""Whether a person may have a hidden figure shown: never a small one, never one that tells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.domain.disclosure import (
    Answer,
    Cell,
    PastCell,
    State,
    judge_showing,
    protect_and_prove,
)
from tests.reporting.domain.disclosure.test_figures import count, share

WHOLE = ("in care", Decimal(100))


def mix(**numbers: int) -> list[Cell]:
    """Parts of the hundred children in care, a printed number."""
    parts = [
        share(key, number, 100, partition="place", part=key, wholes=(WHOLE,))
        for key, number in numbers.items()
    ]
    return [count("in care", 100), *parts]


CELLS = mix(foster=70, home=27, alone=3)


def test_one_complement_may_be_shown_and_the_second_would_tell() -> None:
    assert judge_showing("foster", CELLS).may
    second = judge_showing("home", CELLS, shown=["foster"])
    assert second.answer is Answer.TELLS
    # 100 less 70 and 27 are three.
    assert second.tells >= {"alone#n"}


def test_the_refusal_names_the_fewest_to_hide_in_its_place_and_then_it_may() -> None:
    second = judge_showing("home", CELLS, shown=["foster"])
    assert second.instead == {"in care"}
    assert judge_showing("home", CELLS, shown=["foster"], hidden=second.instead).may
    done = protect_and_prove(CELLS, shown=["foster", "home"], hidden=second.instead)
    assert done.proof.is_proven
    assert done.shown == {"foster", "home"}
    assert done.states["in care"].state is State.SECONDARY


def test_a_council_may_ask_that_more_values_remain_possible() -> None:
    """Foster care shown, 8 are left over: each of the two others is one of 0 to 8."""
    cells = mix(foster=92, home=5, alone=3)
    assert judge_showing("foster", cells).may
    assert judge_showing("foster", cells, min_width=9).may
    assert judge_showing("foster", cells, min_width=10).answer is Answer.TELLS


def test_what_is_shown_by_decision_is_shown_and_proven() -> None:
    done = protect_and_prove(CELLS, shown=["foster"])
    assert done.proof.is_proven
    assert done.shown == {"foster"}
    assert done.states["foster"].value == 70
    assert {key for key, one in done.states.items() if one.is_hidden} >= {"home", "alone"}


def test_a_decision_never_shows_a_small_number() -> None:
    assert judge_showing("alone", CELLS).answer is Answer.PRIMARY
    done = protect_and_prove(CELLS, shown=["alone"])
    assert done.states["alone"].state is State.PRIMARY
    assert not done.shown


def test_decisions_that_tell_together_are_hidden_again() -> None:
    """Both were fine once; with these numbers they give the three away."""
    done = protect_and_prove(CELLS, shown=["foster", "home"])
    assert done.proof.is_proven
    assert len(done.shown) == 1
    assert not done.further
    assert "alone#n" in next(iter(done.because.values()))


def test_what_an_earlier_edition_hid_stays_hidden() -> None:
    past = [PastCell("foster", "value", "secondary", None, 1)]
    assert judge_showing("foster", CELLS, past).answer is Answer.WITHHELD
    assert not protect_and_prove(CELLS, past, shown=["foster"]).shown


def test_a_figure_that_the_auditor_cannot_read_stays_hidden() -> None:
    """A percentage without counts is hidden with its whole; nothing can be proven of it."""
    bare = Cell(
        "foster", None, None, Decimal(70), "percent", True, partition="place", part="foster"
    )
    cells = [*mix(home=27, alone=3), bare]
    assert judge_showing("foster", cells).answer is Answer.UNREAD
    assert protect_and_prove(cells, shown=["foster"]).states["foster"].is_hidden


@pytest.mark.parametrize(
    ("key", "answer"), [("nothing", Answer.UNKNOWN), ("in care", Answer.SHOWN)]
)
def test_what_cannot_be_asked(key: str, answer: Answer) -> None:
    assert judge_showing(key, CELLS).answer is answer


def test_without_time_nothing_may_be_shown() -> None:
    judged = judge_showing("foster", CELLS, seconds=0.0)
    assert judged.answer is Answer.NOT_PROVEN
