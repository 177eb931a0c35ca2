"""What a council wants of a measure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# What should be reached by the end of quarters 1, 2 and 3; by that of quarter 4 the target is.
Profile = tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True)
class Goal:
    """What a council wants. low alone: at least; high alone: at most; both: a range.

    `tolerance` is in points for a percentage, in percent of the target for every other unit.
    `profile` is of a count through the year: a year's target that grows by quarter.
    """

    low: Decimal | None
    high: Decimal | None
    tolerance: Decimal = Decimal(5)
    profile: Profile | None = None
