"""Missing and away without authorisation: a few young people, some of them often."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator

from .assumptions import Assumptions
from .dates import written, years_old

FROM_AGE, LONGEST, APART = 11, 5, 3


def missing(
    rng: Generator, assumed: Assumptions, now: pd.DataFrame, starts: int, ends: int
) -> pd.DataFrame:
    """Incidents in the year, of each child in order and apart from each other."""
    rows = now[years_old(now["born"].to_numpy(), starts) >= FROM_AGE]
    rows = rows[rows["kind"].ne("breaks")]
    rows = rows[assumed.happens(rng, "part_of_missing", len(rows))]
    times = rng.geometric(1 / assumed.rates["times_missing"], size=len(rows))
    which = np.repeat(np.arange(len(rows)), times)
    first = np.maximum(rows["starts"].to_numpy(), starts)[which]
    last = np.minimum(rows["ends"].to_numpy(), ends)[which]
    on = first + (rng.random(len(which)) * np.maximum(last - first, 1)).astype(np.int64)
    until = on + rng.integers(0, LONGEST, size=len(which))
    found = pd.DataFrame({"which": which, "on": on, "until": until, "last": last})
    found = found[found["until"] < found["last"]].sort_values(["which", "on"])
    new = found["which"].diff().fillna(1).ne(0) | found["on"].diff().fillna(APART).gt(
        LONGEST + APART
    )
    found = found[new]
    who = rows.iloc[found["which"].to_numpy()]
    return pd.DataFrame(
        {
            "CHILD": who["child"].to_numpy(),
            "DOB": written(who["born"].to_numpy()),
            "MISSING": assumed.draw_one(rng, "missing", len(found)),
            "MIS_START": written(found["on"].to_numpy()),
            "MIS_END": written(found["until"].to_numpy()),
        }
    )
