"""Small numbers in officers' words."""

import pytest

from performance.domain.wording import BOARD_ONLY, doubtful_sentences, for_everybody, names_few


@pytest.mark.parametrize(
    "text",
    ["3 of them moved", "Only Two brothers", "In quarter 3, 4 children", "Five.", "(1)"],
)
def test_small_numbers_of_people(text: str) -> None:
    assert names_few(text)
    assert for_everybody(text) == BOARD_ONLY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Counted at the end of quarter 3",
        "As at 1 April 2021, in Q4",
        "From 3% to 3.5%",
        "31 of 45, as in 2019-20",
        "The chart on page 5 of edition 2",
        "Someone else counted them",
    ],
)
def test_other_numbers(text: str) -> None:
    assert not names_few(text)
    assert for_everybody(text) == text


def test_only_the_sentences_in_doubt_are_read() -> None:
    text = "On average 83.3% were seen. All teams are staffed! Two children waited.\nWhy? See 2."
    assert doubtful_sentences(text) == (
        "On average 83.3% were seen.",
        "Two children waited.",
        "See 2.",
    )
