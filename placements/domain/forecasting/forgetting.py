"""How fast a council's own entries make what was before out of date: the half-life of a month.

The usual half-life is England's; entries that fell to a sixth in a year are not usual, and a rate
that still counts the months before the fall is wrong for years. Each half-life is tried on the
past: from the months before each month it tells how many would enter, and the better it told, the
more it counts, beside what is usual. This is the power-discounted Poisson model (Smith 1979,
Harvey and Fernandes 1989): a gamma rate whose shape and months both fade.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from ..days import Bools
from .drifting import YEAR

Numbers = NDArray[np.float64]
TRIED = np.array([1.5, 2, 3, 4, 6, 8, 12, 16, 24, 36])
# How far half-lives differ, as the standard deviation of their logarithm: a guess. Two in three
# are then from seven to twenty months, and only plain changes lead farther from twelve.
SPREAD = 0.5
HALF_A_CHILD = 0.5  # added to what was seen, so that a month after none is possible


def half_life_of(entered: NDArray[np.int64], counts: Bools, usual: float) -> float:
    """In months, a geometric mean of those tried. `entered`: children a month; `counts`: which.

    The first twelve months that count tell of nothing. Months in which siblings come together vary
    by chance more than children one by one would: what months tell is divided by as much as
    neighbouring ones differ beyond that.

    >>> fell, told = np.repeat([15, 2], 12), np.full(24, True)
    >>> round(half_life_of(fell, told, 12.0), 1), round(half_life_of(fell * 0 + 8, told, 12.0), 1)
    (1.6, 12.5)
    """
    likely = _told(entered, counts) / _clustering(entered, counts)
    likely -= 0.5 * (np.log(TRIED / usual) / SPREAD) ** 2
    share = np.exp(likely - likely.max())
    return float(np.exp((share * np.log(TRIED)).sum() / share.sum()))


def _told(entered: NDArray[np.int64], counts: Bools) -> Numbers:
    """The log of the chance that each half-life gave to what came, month by month."""
    fading = 0.5 ** (1 / TRIED)
    seen, months, found = (np.zeros(len(TRIED)) for _ in range(3))
    for place, came in enumerate(entered):
        if counts[place]:
            if counts[:place].sum() >= YEAR:
                found += _chance(int(came), seen + HALF_A_CHILD, months)
            seen, months = seen + came, months + 1
        seen, months = seen * fading, months * fading
    return found


def _chance(came: int, shape: Numbers, months: Numbers) -> Numbers:
    """The log of a negative binomial chance: Poisson, of a rate that is gamma."""
    ways = gammaln(shape + came) - gammaln(shape) - gammaln(came + 1)
    found: Numbers = ways - shape * np.log1p(1 / months) - came * np.log1p(months)
    return found


def _clustering(entered: NDArray[np.int64], counts: Bools) -> float:
    """The variance that neighbouring months show by that of chance alone, 1 at least."""
    both = counts[1:] & counts[:-1]
    before, after = entered[:-1][both], entered[1:][both]
    chance = (before + after).sum()
    return max(1.0, float(((after - before) ** 2).sum() / chance)) if chance else 1.0
