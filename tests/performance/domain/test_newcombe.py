"""Newcombe's interval against the table of his paper (1998, method 10)."""

import pytest

from performance.domain.newcombe import difference_interval, wilson


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((0, 10, 0, 10), (-0.2775, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0000)),
        ((10, 10, 0, 10), (0.6075, 1.0000)),
    ],
)
def test_the_examples_of_the_paper(counts, expected):
    assert difference_interval(*counts) == pytest.approx(expected, abs=0.00006)


def test_the_other_way_round_is_mirrored():
    low, high = difference_interval(56, 70, 48, 80)
    assert difference_interval(48, 80, 56, 70) == pytest.approx((-high, -low))


def test_wilson_touches_its_ends():
    assert wilson(0, 10)[0] == 0
    assert wilson(10, 10)[1] == 1
    assert wilson(0, 1) == pytest.approx((0, 0.7935), abs=0.0001)


@pytest.mark.parametrize("counts", [(1, 0), (-1, 5), (6, 5)])
def test_no_proportion_is_refused(counts):
    with pytest.raises(ValueError, match="is no proportion"):
        wilson(*counts)
