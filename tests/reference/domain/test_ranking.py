"""Places with ties, quartiles, and what a later release changed; worked by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reference.domain.benchmarks import PublishedValue
from reference.domain.ranking import Band, Place, bands, ordinal, places, revised


def cells(**values: object) -> dict[str, PublishedValue]:
    """Numbers, or the symbol that stands in their place."""
    return {
        code: PublishedValue(None, value)
        if isinstance(value, str)
        else PublishedValue(Decimal(str(value)))
        for code, value in values.items()
    }


def test_equal_values_share_a_place_and_the_next_one_is_skipped() -> None:
    found = places(cells(a=12, b=13, c=15, d=13), lowest_first=True)
    assert {code: place.words for code, place in found.items()} == {
        "a": "1st of 4",
        "b": "joint 2nd of 4",
        "d": "joint 2nd of 4",
        "c": "4th of 4",
    }
    assert list(found) == ["a", "b", "d", "c"]


def test_the_highest_may_come_first() -> None:
    found = places(cells(a=12, b=13, c=15), lowest_first=False)
    assert {code: place.rank for code, place in found.items()} == {"c": 1, "b": 2, "a": 3}


@pytest.mark.parametrize("symbol", ["c", "z", "x", "k"])
def test_a_symbol_is_never_ranked_and_never_counted(symbol: str) -> None:
    found = places(cells(a=1, b=symbol, c=0), lowest_first=True)
    assert {code: place.words for code, place in found.items()} == {
        "c": "1st of 2",
        "a": "2nd of 2",
    }


def test_nobody_has_a_number() -> None:
    assert places(cells(a="c"), lowest_first=True) == {}
    assert bands(cells(a="c"), {}) == ()


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (111, "111th"), (122, "122nd"), (153, "153rd")],
)  # fmt: skip
def test_ordinals(number: int, words: str) -> None:
    assert ordinal(number) == words


def test_quartiles_of_twenty_hold_five_each() -> None:
    values = cells(**{f"a{n:02}": n for n in range(1, 21)})
    ranked = places(values, lowest_first=True)
    assert [place.quartile for place in ranked.values()] == [1] * 5 + [2] * 5 + [3] * 5 + [4] * 5
    assert bands(values, ranked) == (
        Band(1, Decimal(1), Decimal(5), 5),
        Band(2, Decimal(6), Decimal(10), 5),
        Band(3, Decimal(11), Decimal(15), 5),
        Band(4, Decimal(16), Decimal(20), 5),
    )


def test_a_tie_over_the_edge_falls_into_the_better_quartile() -> None:
    """Ranks 5 to 7 share a value: the first of them is in the first quartile, so all are."""
    values = cells(**{f"a{n:02}": 5 if n in (5, 6, 7) else n for n in range(1, 21)})
    ranked = places(values, lowest_first=True)
    assert [ranked[code].quartile for code in ("a04", "a05", "a06", "a07", "a08")] == [
        1,
        1,
        1,
        1,
        2,
    ]
    assert bands(values, ranked)[0] == Band(1, Decimal(1), Decimal(5), 7)


def test_fewer_than_twenty_have_no_quartiles() -> None:
    assert Place(1, joint=False, of=19).quartile is None
    assert Place(1, joint=False, of=20).quartile == 1


def test_what_a_later_release_changed() -> None:
    was = cells(a=100, b=62, c="c", d=7, e="z", gone=1)
    now = cells(a=101, b=62, c=8, d="c", e="z", new=1)
    found = revised(was, now)
    assert (found.compared, found.changed) == (5, ("a", "c", "d"))
