"""Percentages and rates that are printed: what they tell of the two numbers behind them."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal

from reference.domain.rounding import round_half_up

from .telling import Relation


class Printed(enum.StrEnum):
    SHOWN = "shown"
    BANDED = "banded"
    HIDDEN = "hidden"


BAND = 10


@dataclass(frozen=True)
class Ratio:
    """`per` x numerator / denominator, printed half up with `places` decimals.

    `numerator` and `denominator` are keys of quantities. `known` says that an earlier edition
    printed it: it cannot be taken back.
    """

    key: str
    numerator: str
    denominator: str
    per: int = 100
    places: int = 0
    known: bool = False
    weight: int = 10

    def value(self, numerator: int, denominator: int) -> Decimal:
        """As printed. Raises ZeroDivisionError without a denominator.

        >>> Ratio("r", "n", "d").value(1, 8)
        Decimal('13')
        """
        scaled = 2 * self.per * 10**self.places * numerator + denominator
        return Decimal(scaled // (2 * denominator)).scaleb(-self.places)

    def tells(self, printed: Decimal) -> tuple[Relation, ...]:
        """What the printed number says: exact for whole numbers, known and unknown alike.

        p is printed when p - 1/2 <= 100 n / d < p + 1/2. With both sides multiplied out every
        coefficient is whole, so that "less than" is "at most one less".

        >>> half = Ratio("r", "n", "d").tells(Decimal(50))
        >>> [one.holds({"n": 50, "d": 101}) for one in half]  # 49.504...
        [True, True]
        >>> [one.holds({"n": 49, "d": 100}) for one in half]
        [False, True]
        """
        shown = int(round_half_up(printed.scaleb(self.places)))
        many = 2 * self.per * 10**self.places
        n, d = self.numerator, self.denominator
        return (
            Relation(((n, many), (d, -(2 * shown - 1))), 0, None),
            Relation(((n, -many), (d, 2 * shown + 1)), 1, None),
        )

    def band(self, numerator: int, denominator: int) -> str:
        """Words for the end of the scale that it lies at; "" in the middle, and for rates.

        >>> Ratio("r", "n", "d").band(1, 40), Ratio("r", "n", "d").band(20, 40)
        ('under 10%', '')
        """
        if self.per != 100:
            return ""
        if numerator * 100 < BAND * denominator:
            return f"under {BAND}%"
        if numerator * 100 > (100 - BAND) * denominator:
            return f"more than {100 - BAND}%"
        return ""

    def band_tells(self, numerator: int, denominator: int) -> tuple[Relation, ...]:
        """What the words of `band` say of the two numbers."""
        words = self.band(numerator, denominator)
        n, d = self.numerator, self.denominator
        if not words:
            return ()
        if words.startswith("under"):
            return (Relation(((d, BAND), (n, -100)), 1, None),)
        return (Relation(((n, 100), (d, -(100 - BAND))), 1, None),)
