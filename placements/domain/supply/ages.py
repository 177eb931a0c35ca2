"""Places shared out among bands of need age.

A home that takes several ages has its places shared among the bands by the number of years of age
that each band has of the ages that it takes, up to 17. A home for 10 to 17 with four places: six
years are 10 to 15, two are 16 and 17, so three places and one. Shares are added up before they
are rounded, and the rounded numbers of a row add up to its places (largest remainders).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache

import pandas as pd

from placements.domain.bands import Bands

LAST_AGE = 17


@cache
def band_shares(age_from: int, age_to: int, bands: Bands) -> tuple[Fraction, ...]:
    """The share of each band in the ages from first to last, both included; all 0 where the home
    takes no age below 18.
    """
    last = min(age_to, LAST_AGE)
    years = [
        max(0, min(last + 1, int(band.below)) - max(age_from, int(band.least)))
        for band in bands.bands
    ]
    whole = sum(years)
    return tuple(Fraction(number, whole) if whole else Fraction(0) for number in years)


def rounded(shares: Sequence[Fraction], total: int) -> tuple[int, ...]:
    """Whole numbers that add up to the total, by largest remainders; the earlier wins a tie.

    >>> rounded([Fraction(5, 2), Fraction(3, 2)], 4)
    (3, 1)
    """
    whole = [int(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda at: (whole[at] - shares[at], at))
    for at in order[: max(total - sum(whole), 0)]:
        whole[at] += 1
    return tuple(whole)


def by_band(places: pd.DataFrame, column: str, of: str, bands: Bands) -> dict[str, tuple[int, ...]]:
    """The places of a column by band, for each value of `of`; settings for 18 and over only are
    left out.
    """
    found: dict[str, list[Fraction]] = {}
    totals: dict[str, int] = {}
    groups = Counter[tuple[str, int, int]]()
    columns = (places[name].tolist() for name in (of, "age_from", "age_to", column))
    for key, first, last, number in zip(*columns, strict=True):
        groups[key, first, last] += number
    for key, first, last in sorted(groups):
        shares, number = band_shares(first, last, bands), groups[key, first, last]
        sums = found.setdefault(key, [Fraction(0)] * len(shares))
        found[key] = [a + b * number for a, b in zip(sums, shares, strict=True)]
        totals[key] = totals.get(key, 0) + (number if any(shares) else 0)
    return {key: rounded(sums, totals[key]) for key, sums in found.items()}


def empty(bands: Bands) -> tuple[int, ...]:
    return (0,) * len(bands.bands)


Places = Mapping[str, tuple[int, ...]]
