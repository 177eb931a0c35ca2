"""Rounding half up, from whole numbers: floats miss ties and Python rounds them to even."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def round_half_up(value: Decimal | int | Fraction, places: int = 0) -> Decimal:
    """Half away from zero at `places` decimals, as DfE and councils round.

    >>> round_half_up(Decimal("2.5"))
    Decimal('3')
    >>> round_half_up(Decimal("-0.25"), 1)
    Decimal('-0.3')

    Raises TypeError for a float: its ties are already lost.
    """
    if isinstance(value, float):
        raise TypeError("Give a Decimal, a whole number or a Fraction: a float has lost its ties")
    exact = Fraction(value)
    scaled = abs(exact) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if exact < 0 else whole).scaleb(-places)


def share(numerator: Decimal | int, denominator: Decimal | int) -> Fraction:
    """numerator / denominator in percent, exact. Raises ZeroDivisionError without a denominator."""
    return Fraction(numerator) * 100 / Fraction(denominator)


def percentage(numerator: Decimal | int, denominator: Decimal | int, places: int = 1) -> Decimal:
    """Percent, rounded half up: 143 of 232 -> 61.6."""
    return round_half_up(share(numerator, denominator), places)


def rate_per_10000(count: int, population: int) -> Decimal:
    """Whole rate per 10,000 (INDICATORS, building blocks): 684 of 67,085 residents -> 102."""
    return round_half_up(Fraction(count * 10_000, population))


def as_decimal(value: Fraction, places: int = 6) -> Decimal:
    """A Fraction as a Decimal that the database can hold, rounded half up."""
    return round_half_up(value, places)


def plain(value: Decimal, places: int | None = None) -> str:
    """A number as people write it: no trailing zeros, thousands separated, "-" as a minus sign.

    >>> plain(Decimal("81770"))
    '81,770'
    >>> plain(Decimal("86.0"))
    '86'
    """
    if places is not None:
        value = round_half_up(value, places)
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    else:
        value = value.normalize()
    return f"{value:,f}".replace("-", "−")
