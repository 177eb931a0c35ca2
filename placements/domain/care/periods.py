"""Periods of care: from an episode with RNE S to the first REC other than X1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..days import Bools, Ints
from .history import History


@dataclass(frozen=True)
class Periods:
    """Arrays of one length, an item a period, in order of child and day.

    `of` has an item an episode: its period. `first` and `last` are the episodes of a period.
    """

    of: Ints
    first: Ints
    last: Ints
    who: Ints
    starts: Ints
    ends: Ints  # OPEN: not ended
    known: Bools  # its beginning is in the returns; else the child was in care before `starts`
    left: Bools  # it ended with a reason other than X1

    def __len__(self) -> int:
        return len(self.who)


def periods_of(history: History) -> Periods:
    """The periods of care of a history.

    A period also begins at a child's first episode, after an episode that ends care, and after
    short breaks; where the first episode is no start (RNE S), care began on an earlier, unknown
    day: the returns before it are not loaded.
    """
    begins = history.begins | history.after_short
    opens = begins.copy()
    if len(history):
        opens[0] = True
    opens[1:] |= (history.who[1:] != history.who[:-1]) | history.leaves[:-1]
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(history)) - 1 if len(first) else first
    return Periods(
        of=np.cumsum(opens) - 1,
        first=first,
        last=last,
        who=history.who[first],
        starts=history.starts[first],
        ends=history.ends[last],
        known=begins[first],
        left=history.leaves[last],
    )
