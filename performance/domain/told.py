"""What a board was told beside what was published later: the gap, and nothing that judges it.

Source: INDICATORS, "told against published". Definitions and cut-off dates may differ, so a gap is
higher or lower, never better or worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reference.domain.periods import Period, quarter

from .printing import MISSING, amount, places_of, rounded
from .vocabulary import Unit

# Published percentages are whole, so half a point of a gap may be rounding: the share worked out
# from the published counts is told to one decimal.
EXACT_PLACES = 1


def quarter_of_year(year: int) -> Period:
    """The quarter that ends on 31 March of a year: 2021 -> January to March 2021."""
    return quarter(year - 1, 4)


@dataclass(frozen=True)
class Gap:
    """Told less published, in words; `by_counts` where the published counts say another size."""

    size: Decimal | None
    words: str
    by_counts: str = ""

    @property
    def is_known(self) -> bool:
        return self.size is not None


NO_GAP = Gap(None, MISSING)


def gap_between(
    told: Decimal | None,
    published: Decimal | None,
    unit: Unit,
    *,
    decimals: int,
    held: int | None = None,
    exact: Decimal | None = None,
    public: bool = False,
) -> Gap:
    """The gap of the two figures as they are printed beside each other, so that a reader can
    subtract them: 94.7 told, 90 published -> "4.7 points higher". `decimals` and `held` are those
    of the told figure. NO_GAP where either is hidden or missing.

    `exact` is the published share before rounding (249 of 276); without it, and in public editions,
    whose told figure is whole, nothing more is said than the two figures say.
    """
    if told is None or published is None:
        return NO_GAP
    places = places_of(unit, decimals, held, public=public)
    size = rounded(told, places) - published
    by_counts = ""
    if exact is not None and unit is Unit.PERCENT and not public:
        closer = rounded(rounded(told, places) - exact, EXACT_PLACES)
        by_counts = "" if closer == size else _words(closer, unit)
    return Gap(size, _words(size, unit), by_counts)


def _words(size: Decimal, unit: Unit) -> str:
    if not size:
        return "the same"
    return f"{amount(size, unit, decimals=6)} {'higher' if size > 0 else 'lower'}"
