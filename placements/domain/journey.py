"""One child's way through care, episode by episode."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from .choices import Rules
from .cohort import CHILDREN, Cohort
from .days import number
from .scene import Scene, Surroundings

SHOWN = (
    "starts_on",
    "ends_on",
    "started_because",
    "legal_status",
    "placement",
    "provider",
    "ceased_because",
    "moved_because",
    "miles",
    "inside",
    "placement_district",
)


def journey(
    cohort: Cohort, child: int, as_at: dt.date, *, rules: Rules, around: Surroundings
) -> pd.DataFrame:
    """The child's episodes that began by a day, in order, short breaks left out.

    Columns: those of `SHOWN`, `days` (until the end, or the day), `period` and `home` (which
    period of care, which placement as NI 62 counts them; both from 1), `carer` likewise as NI 63
    does. Raises KeyError for a child of whom the returns know nothing.
    """
    if not (cohort.children["child"] == child).any():
        raise KeyError(f"The returns know no child {child}")
    scene = Scene.of(_alone(cohort, child), [as_at], rules, around)
    history = scene.history
    begun = history.starts <= number(as_at)
    rows = history.rows[begun]
    found = history.table[list(SHOWN)].take(rows).reset_index(drop=True)
    until = np.minimum(history.ends, number(as_at))
    return found.assign(
        days=(until - history.starts)[begun],
        period=scene.periods.of[begun] + 1,
        home=_from_one(scene.placements.of[begun]),
        carer=_from_one(scene.carers.of[begun]),
    )


def _from_one(of: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> pd.Series[int]:
    return pd.Series(of + 1, dtype="int64")


def _alone(cohort: Cohort, child: int) -> Cohort:
    """The cohort with this child's header and episodes only."""
    children, episodes = cohort.children, cohort.episodes
    return Cohort(
        returns=cohort.returns,
        children=children[children["child"] == child].reset_index(drop=True)[list(CHILDREN)],
        episodes=episodes[episodes["child"] == child].reset_index(drop=True),
    )
