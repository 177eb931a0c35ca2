"""How much a council's own rates have varied from year to year, beside what is usual in England.

A steady council's forecast may be narrower than one whose entries doubled or halved. Few years
tell little: what they say counts as its degrees of freedom, what is usual as four of them.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ..days import Bools
from .drifting import YEAR
from .panel import ADULT, Panel

Numbers = NDArray[np.float64]
# Variance of yearly rates about their mean, as a share of its square and without that of chance:
# the mean of 150 authorities over three to five years, DfE releases of 2024 and 2025.
USUAL_STARTS, USUAL_ENDS = 0.020, 0.009
USUAL_COUNTS_AS = 4.0
# Beyond it a rate has no level that it could wander from.
MOST = 4.0


def entries_volatility(panel: Panel, counts: Bools) -> float:
    """The factor on the usual drift of entries. `counts`: which steps of the panel count."""
    return volatility(entries(panel), np.ones(len(counts)), counts, USUAL_STARTS)


def entries(panel: Panel) -> NDArray[np.int64]:
    """Children in care at the end of each month who were not at the end of the one before."""
    found: NDArray[np.int64] = (~panel.in_care[:-1] & panel.in_care[1:]).sum(axis=1)
    return found


def ends_volatility(panel: Panel, counts: Bools) -> float:
    """As `entries_volatility`, of ends of care before 18 by children in care."""
    exposed = panel.in_care[:-1] & (panel.age[1:] < ADULT)
    left = (exposed & ~panel.in_care[1:]).sum(axis=1)
    return volatility(left, exposed.sum(axis=1), counts, USUAL_ENDS)


def volatility(
    events: NDArray[np.int64], exposed: NDArray[np.number], counts: Bools, usual: float
) -> float:
    """1 for a council as steady as most, less for one that is steadier, at most 4.

    `events` and `exposed` have an item a month, the last twelve being the last year.

    >>> months = np.full(60, 20), np.ones(60), np.full(60, True)
    >>> round(volatility(*months, 0.02), 2)
    0.77
    """
    seen, base = (_yearly(np.where(counts, one, 0)) for one in (events, exposed))
    seen, base = seen[base > 0], base[base > 0]
    if len(seen) < 2 or not seen.sum():
        return 1.0
    expected = base * seen.sum() / base.sum()
    mean = expected.mean()
    free = len(seen) - 1
    excess = (((seen - expected) ** 2).sum() / free - mean) / mean**2
    # The fewer the events, the more of the variance is chance, and the less it tells.
    tells = free * (usual / (usual + 1 / mean)) ** 2
    own = max(float(excess), 0.0) / usual
    squared = (USUAL_COUNTS_AS + tells * own) / (USUAL_COUNTS_AS + tells)
    return min(math.sqrt(squared), MOST)


def _yearly(monthly: NDArray[np.number]) -> Numbers:
    """Sums of twelve months, of the years that are whole."""
    years = len(monthly) // YEAR
    whole = monthly[len(monthly) - years * YEAR :].astype(np.float64)
    found: Numbers = whole.reshape(years, YEAR).sum(axis=1)
    return found
