"""Rounding half up, from exact numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.domain.rounding import (
    as_decimal,
    percentage,
    plain,
    rate_per_10000,
    round_half_up,
    share,
)

NUMBERS = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=10_000)
PLACES = st.integers(0, 4)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Decimal("2.5"), 0, "3"),
        (Decimal("0.5"), 0, "1"),
        (Decimal("-2.5"), 0, "-3"),
        (Decimal("1.005"), 2, "1.01"),
        (Decimal("-0.25"), 1, "-0.3"),
        (Fraction(143, 232) * 100, 0, "62"),
        (Fraction(1, 3), 3, "0.333"),
        (7, 0, "7"),
    ],
)
def test_ties_go_away_from_zero(value: Decimal | Fraction | int, places: int, rounded: str) -> None:
    assert str(round_half_up(value, places)) == rounded


def test_a_float_has_lost_its_ties() -> None:
    with pytest.raises(TypeError, match="float"):
        round_half_up(1.5)  # type: ignore[arg-type]


def test_published_shares_of_nottingham_2021() -> None:
    assert percentage(68, 684, 0) == 10
    assert percentage(143, 232, 0) == 62
    assert percentage(249, 276, 0) == 90
    assert percentage(179, 283, 0) == 63
    assert percentage(143, 232) == Decimal("61.6")


def test_no_share_of_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        share(0, 0)


def test_rate_of_nottingham_2021_in_the_2025_release() -> None:
    assert rate_per_10000(684, 66_943) == 102


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("81770"), None, "81,770"),
        (Decimal("86.0"), None, "86"),
        (Decimal("14.90"), None, "14.9"),
        (Decimal("-3.25"), None, "−3.25"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("100"), None, "100"),
        (Decimal("0"), None, "0"),
    ],
)
def test_numbers_as_people_write_them(value: Decimal, places: int | None, text: str) -> None:
    assert plain(value, places) == text


@given(NUMBERS, PLACES)
def test_rounding_moves_at_most_half_a_step(value: Fraction, places: int) -> None:
    assert abs(Fraction(round_half_up(value, places)) - value) <= Fraction(1, 2 * 10**places)


@given(NUMBERS, PLACES)
def test_rounding_is_symmetric_and_stays(value: Fraction, places: int) -> None:
    rounded = round_half_up(value, places)
    assert round_half_up(-value, places) == -rounded
    assert round_half_up(rounded, places) == rounded


@given(NUMBERS, NUMBERS, PLACES)
def test_rounding_keeps_the_order(one: Fraction, two: Fraction, places: int) -> None:
    low, high = sorted((one, two))
    assert round_half_up(low, places) <= round_half_up(high, places)


@given(st.integers(-10_000, 10_000), PLACES)
def test_an_exact_tie_goes_away_from_zero(whole: int, places: int) -> None:
    tie = Fraction(2 * whole + 1, 2 * 10**places)
    assert abs(Fraction(round_half_up(tie, places))) > abs(tie)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_parts_of_a_whole_lie_between_0_and_100(part: int, rest: int) -> None:
    assert 0 <= percentage(part, part + rest) <= 100


@given(NUMBERS)
def test_six_decimals_for_the_database(value: Fraction) -> None:
    assert as_decimal(value).as_tuple().exponent == -6
