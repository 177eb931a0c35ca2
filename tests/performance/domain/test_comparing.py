"""Words for a place among authorities."""

from __future__ import annotations

import pytest

from performance.domain.comparing import order_words, polarity_of, quartile_words
from performance.domain.vocabulary import Polarity
from reference.domain.ranking import Place


@pytest.mark.parametrize(
    ("known", "polarity"),
    [
        (["low"], Polarity.LOW),
        (["high", "high"], Polarity.HIGH),
        (["high", "low"], Polarity.NONE),
        (["range"], Polarity.NONE),
        (["none"], Polarity.NONE),
        ([], Polarity.NONE),
    ],
)
def test_only_one_better_side_ranks_from_the_best(known: list[str], polarity: Polarity) -> None:
    assert polarity_of(known) is polarity


def test_quartiles_only_where_a_side_is_better() -> None:
    place = Place(38, joint=True, of=150)
    assert quartile_words(place, Polarity.LOW) == "in the best quartile"
    assert quartile_words(Place(39, joint=False, of=150), Polarity.HIGH) == "in the second quartile"
    assert quartile_words(Place(150, joint=False, of=150), Polarity.HIGH) == "in the last quartile"
    assert quartile_words(place, Polarity.NONE) == ""
    assert quartile_words(Place(1, joint=False, of=11), Polarity.HIGH) == ""


def test_where_the_ranks_begin() -> None:
    assert order_words(Polarity.LOW) == "counted from the lowest, which is better"
    assert order_words(Polarity.HIGH) == "counted from the highest, which is better"
    assert "neither" in order_words(Polarity.NONE)
