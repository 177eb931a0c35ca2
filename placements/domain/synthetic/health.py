"""OC2: health, dental checks, immunisations, strengths and difficulties, as of 31 March."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator

from .assumptions import WORD, Assumptions, Flags, Words
from .dates import written, years_old

BABY, SDQ_FROM, SDQ_TO, CRIME_FROM, MISUSE_FROM, HIGHEST = 5, 4, 16, 10, 12, 40


def health(
    rng: Generator, assumed: Assumptions, now: pd.DataFrame, starts: int, ends: int
) -> pd.DataFrame:
    """A row for each child in care throughout the year: flags 0 and 1, "" where not asked."""
    whole = (now["starts"] <= starts) & (now["ends"] >= ends) & now["kind"].ne("breaks")
    rows = now[whole].drop_duplicates("child")
    born = rows["born"].to_numpy()
    age = years_old(born, ends - 1)
    score, reason = _difficulties(rng, assumed, len(rows), _asked(born, starts, ends))
    misuse = assumed.happens(rng, "substance_misuse", len(rows)) & (age >= MISUSE_FROM)
    received = misuse & assumed.happens(rng, "intervention_received", len(rows))
    offered = misuse & ~received & assumed.happens(rng, "intervention_offered", len(rows))

    def flag(name: str) -> Words:
        return _flags(assumed.happens(rng, name, len(rows)))

    convicted = assumed.happens(rng, "convicted", len(rows)) & (age >= CRIME_FROM)
    return pd.DataFrame(
        {
            "CHILD": rows["child"].to_numpy(),
            "DOB": written(born),
            "SDQ_SCORE": score,
            "SDQ_REASON": reason,
            "CONVICTED": _flags(convicted),
            "HEALTH_CHECK": np.where(age < BABY, flag("health_check"), ""),
            "IMMUNISATIONS": flag("immunisations"),
            "TEETH_CHECK": flag("teeth_check"),
            "HEALTH_ASSESSMENT": flag("health_assessment"),
            "SUBSTANCE_MISUSE": _flags(misuse),
            "INTERVENTION_RECEIVED": np.where(misuse, _flags(received), ""),
            "INTERVENTION_OFFERED": np.where(misuse & ~received, _flags(offered), ""),
        }
    )


def _asked(born: np.ndarray[tuple[int], np.dtype[np.int64]], starts: int, ends: int) -> Flags:
    """Four at the start, and under seventeen at the end of the year."""
    old = years_old(born, starts) >= SDQ_FROM
    return np.asarray(old & (years_old(born, ends - 1) <= SDQ_TO))


def _difficulties(
    rng: Generator, assumed: Assumptions, size: int, asked: Flags
) -> tuple[Words, Words]:
    """Score, or why there is none; neither for children of other ages."""
    mean, spread = assumed.rates["sdq_mean"], assumed.rates["sdq_spread"]
    shape = (mean / spread) ** 2
    scores = np.clip(np.rint(rng.gamma(shape, mean / shape, size=size)), 0, HIGHEST)
    has = asked & assumed.happens(rng, "sdq_received", size)
    reasons = assumed.draw_one(rng, "sdq_reason", size)
    return (
        np.where(has, scores.astype(np.int64).astype(WORD), "").astype(WORD),
        np.where(asked & ~has, reasons, "").astype(WORD),
    )


def _flags(happened: Flags) -> Words:
    return np.where(happened, "1", "0").astype(WORD)
