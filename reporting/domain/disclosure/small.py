"""Which figures tell of one to five people by themselves."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from .cells import COUNT, HALF, LEAST_SHOWN, PER, PERCENT, Cell


def few(count: Decimal | None) -> bool:
    """Whether a number of people is 1 to 5; an average of people counts up to 6, not included."""
    return count is not None and 0 < count < LEAST_SHOWN


def is_empty(cell: Cell) -> bool:
    return cell.numerator is None and cell.denominator is None and cell.value is None


def is_small(cell: Cell) -> bool:
    """Whether a cell by itself tells of one to five people."""
    if not cell.counts_people or is_empty(cell):
        return False
    if cell.unit == COUNT:
        number = cell.value if cell.numerator is None else cell.numerator
        # A count may be told twice, as numerator and as value: both must be large enough.
        return _few_of(number, cell.denominator) or few(cell.value)
    if cell.unit not in PER:  # an average
        return few(cell.denominator) or (cell.denominator is None and cell.small_cohort)
    if cell.numerator is not None and cell.denominator is not None:
        return _few_of(cell.numerator, cell.denominator)
    return cell.small_cohort or _implies_few(cell) or _few_of_a_printed_whole(cell)


def _few_of(numerator: Decimal | None, denominator: Decimal | None) -> bool:
    rest = None
    if numerator is not None and denominator is not None:
        rest = denominator - numerator
    return few(numerator) or few(denominator) or few(rest)


def _implies_few(cell: Cell) -> bool:
    """Whether the value and one count leave room for one to five people in the other counts."""
    if few(cell.numerator) or few(cell.denominator):
        return True
    if cell.value is None or cell.value < 0:
        return False
    per = Decimal(PER[cell.unit])
    low, high = max(cell.value - HALF, Decimal(0)) / per, (cell.value + HALF) / per
    if cell.denominator is not None:
        exact = cell.denominator * cell.value / per
        return (
            few(exact)
            or few(cell.denominator - exact)
            or _touches_few(cell.denominator * low, cell.denominator * high, cell.denominator)
        )
    if cell.numerator and low > 0:
        return _touches_few_rest(cell.numerator, low, high)
    return False


def _few_of_a_printed_whole(cell: Cell) -> bool:
    """Whether a percentage could be one to five people of a number printed elsewhere."""
    if cell.unit != PERCENT or cell.denominator is not None:
        return False
    return any(_implies_few(replace(cell, denominator=count)) for _, count in cell.wholes)


def counts_told(percent: Decimal, whole: Decimal) -> tuple[int, int]:
    """The least and the most that a whole percentage of a number of people may have been.

    >>> counts_told(Decimal(55), Decimal(60))
    (33, 33)
    """
    low, high = ((percent + step) * whole / 100 for step in (-HALF, HALF))
    return int(low.to_integral_value(ROUND_CEILING)), int(high.to_integral_value(ROUND_FLOOR))


def _touches_few(low: Decimal, high: Decimal, denominator: Decimal) -> bool:
    """Whether a numerator between low and high could be 1 to 5, or leave 1 to 5."""
    if high < 1 or low > denominator - 1:  # nobody, or everybody
        return False
    return low < LEAST_SHOWN or high > denominator - LEAST_SHOWN


def _touches_few_rest(numerator: Decimal, low: Decimal, high: Decimal) -> bool:
    least, most = numerator / high - numerator, numerator / low - numerator
    return most >= 1 and least < LEAST_SHOWN
