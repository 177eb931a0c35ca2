"""Medians and means of neighbours, by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.domain.benchmarks import Neighbours, PublishedValue, complement, of_neighbours


def values(*cells: int | str) -> list[PublishedValue]:
    """Numbers, decimals as text, and symbols."""
    return [
        PublishedValue(None, str(cell)) if str(cell) in "czxk" else PublishedValue(Decimal(cell))
        for cell in cells
    ]


def test_median_of_ten_is_rounded_half_up() -> None:
    found = of_neighbours(values(1, 2, 3, 4, 8, 9, 10, 11, 12, 13), 10, 0)
    assert found == Neighbours(Decimal(9), Decimal("7.3"), 10, 10)


def test_hidden_and_missing_values_are_left_out_and_counted() -> None:
    found = of_neighbours(values(10, "c", 20, "z", 40, "x"), 10, 0)
    assert found == Neighbours(Decimal(20), Decimal("23.3"), 3, 10)


def test_rounds_to_zero_counts_as_zero() -> None:
    assert of_neighbours(values("k", "k", 9), 3, 0) == Neighbours(Decimal(0), Decimal(3), 3, 3)


def test_averages_keep_their_decimals() -> None:
    found = of_neighbours(values("14.8", "13.5"), 10, 1)
    assert str(found.median) == "14.2"
    assert str(found.mean) == "14.2"


def test_no_neighbour_no_median() -> None:
    assert of_neighbours([], 0, 0) == Neighbours(None, None, 0, 0)
    assert of_neighbours(values("c", "z"), 10, 0) == Neighbours(None, None, 0, 10)


def test_the_complement_of_a_share() -> None:
    there = PublishedValue(Decimal(18), "", Decimal(14660), Decimal(81770))
    assert complement(there) == PublishedValue(Decimal(82), "", Decimal(67110), Decimal(81770))


def test_the_complement_of_a_symbol() -> None:
    assert complement(PublishedValue(None, "k")) == PublishedValue(Decimal(100))
    hidden = PublishedValue(None, "c", None, Decimal(50))
    assert complement(hidden) == hidden


def test_a_hidden_count_has_no_complement() -> None:
    found = complement(PublishedValue(Decimal(18), "", None, Decimal(50)))
    assert (found.value, found.count) == (Decimal(82), None)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=10))
def test_the_middle_lies_between_the_ends(numbers: list[int]) -> None:
    found = of_neighbours(values(*numbers), 10, 0)
    assert found.median is not None
    assert found.mean is not None
    assert min(numbers) <= found.median <= max(numbers)
    assert found.mean == pytest.approx(Decimal(sum(numbers)) / len(numbers), abs=Decimal("0.05"))
