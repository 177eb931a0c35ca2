"""Reviews at the intervals of the law: within 20 working days, then three months, then six each."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator

from .assumptions import WORD, Assumptions, Days, Flags
from .dates import years_old

# Days until the next review, in time and late: four weeks less a day hold 19 working days, and
# with the bank holidays of Christmas 20 of them may take five weeks.
IN_TIME = ((17, 27), (70, 88), (152, 180))
LATE = ((37, 60), (94, 125), (186, 235))
SPEAKS = 4


def make_reviews(
    rng: Generator, assumed: Assumptions, periods: pd.DataFrame, *, first: int, last: int
) -> pd.DataFrame:
    """Reviews on days from `first` until before `last`: period, on, code."""
    born, ends = periods["born"].to_numpy(), periods["ends"].to_numpy()
    period = np.flatnonzero(periods["kind"].ne("breaks").to_numpy())
    on = periods["starts"].to_numpy()[period]
    parts, number = [], 0
    while len(period):
        late = assumed.happens(rng, "review_late", len(period))
        on = on + _wait(rng, min(number, 2), late)
        there = on < np.minimum(ends[period], last)
        period, on, number = period[there], on[there], number + 1
        told = on >= first
        parts.append(pd.DataFrame({"period": period[told], "on": on[told]}))
    found = pd.concat(parts, ignore_index=True)
    age = years_old(born[found["period"].to_numpy()], found["on"].to_numpy())
    code = assumed.draw_one(rng, "review_code", len(found))
    found["code"] = np.where(age < SPEAKS, "PN0", code).astype(WORD)
    return found.sort_values(["period", "on"], ignore_index=True)


def _wait(rng: Generator, number: int, late: Flags) -> Days:
    (low, high), (late_low, late_high) = IN_TIME[number], LATE[number]
    size = len(late)
    return np.asarray(
        np.where(
            late,
            rng.integers(late_low, late_high + 1, size=size),
            rng.integers(low, high + 1, size=size),
        )
    )
