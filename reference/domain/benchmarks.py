"""How an area compares: its statistical neighbours' median and mean of published values.

Source: INDICATORS, "statistical neighbours". DfE's dashboard prints the median of the published
values of ten neighbours; councils and the local authority interactive tool print the mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .rounding import round_half_up

ROUNDS_TO_ZERO = "k"
WHOLE = Decimal(100)


@dataclass(frozen=True)
class PublishedValue:
    """A published figure: the value, or the symbol (c z x k) that stands in its place.

    `count` and `total` are the numerator and denominator behind it, where they are published; the
    total of a rate is its population.
    """

    value: Decimal | None
    symbol: str = ""
    count: Decimal | None = None
    total: Decimal | None = None

    @property
    def usable(self) -> Decimal | None:
        """What enters a median or a mean: the value; 0 for k; nothing for c, z and x."""
        if self.value is None and self.symbol == ROUNDS_TO_ZERO:
            return Decimal(0)
        return self.value


@dataclass(frozen=True)
class Neighbours:
    """The middle of the neighbours' values; `used` of them had one."""

    median: Decimal | None
    mean: Decimal | None
    used: int
    of: int


def complement(published: PublishedValue) -> PublishedValue:
    """100 minus a printed percentage, of the same total: 18 over 20 miles -> 82 not at a distance.

    A share that rounds to zero leaves 100; hidden and missing shares stay so.
    """
    share = published.usable
    if share is None:
        return PublishedValue(None, published.symbol, None, published.total)
    rest = None
    if published.count is not None and published.total is not None:
        rest = published.total - published.count
    return PublishedValue(WHOLE - share, "", rest, published.total)


def of_neighbours(values: Iterable[PublishedValue], of: int, decimals: int) -> Neighbours:
    """Median rounded half up to the series' decimals, mean to one decimal.

    >>> three = [PublishedValue(Decimal(n)) for n in (8, 9, 12)]
    >>> of_neighbours([*three, PublishedValue(None, "c")], of=10, decimals=0)
    Neighbours(median=Decimal('9'), mean=Decimal('9.7'), used=3, of=10)
    """
    usable = sorted(known for value in values if (known := value.usable) is not None)
    if not usable:
        return Neighbours(None, None, 0, of)
    return Neighbours(
        median=round_half_up(_median(usable), decimals),
        mean=round_half_up(Fraction(sum(usable)) / len(usable), 1),
        used=len(usable),
        of=of,
    )


def _median(ordered: list[Decimal]) -> Fraction:
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return (Fraction(ordered[middle - 1]) + Fraction(ordered[middle])) / 2
