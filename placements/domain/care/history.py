"""A cohort's episodes as arrays in order of child and day: what every calculation begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..codes import Codes, is_in, is_known
from ..cohort import Cohort
from ..days import OPEN, Bools, Ints, numbered


@dataclass(frozen=True)
class History:
    """Arrays of one length, an item an episode, in order of child, start and end.

    `frame` has the same rows in the same order. `who` is the place of the child in `people`.
    Short breaks (V3, V4) are left out, and kept in `short_*` by themselves: they never count.
    """

    people: Ints  # child numbers, sorted
    born: Ints  # a person's date of birth; OPEN: not known
    frame: pd.DataFrame
    rows: Ints  # where each was in the cohort's table
    who: Ints
    starts: Ints
    ends: Ints  # OPEN: not ended
    begins: Bools  # RNE S
    leaves: Bools  # ended, REC other than X1
    after_short: Bools  # the episode before was a short break of the same child
    short_who: Ints
    short_starts: Ints
    short_ends: Ints

    def __len__(self) -> int:
        return len(self.who)

    def has(self, column: str, codes: frozenset[str]) -> Bools:
        return is_in(self.frame[column], codes)

    def place(self, child: pd.Series[Any]) -> Ints:
        """Each child's place in `people`. A child that is not there raises KeyError."""
        wanted = child.to_numpy(dtype=np.int64)
        found = np.searchsorted(self.people, wanted)
        inside = np.minimum(found, len(self.people) - 1)
        if len(wanted) and (not len(self.people) or (self.people[inside] != wanted).any()):
            raise KeyError("A table has a child that the cohort does not have")
        return found


def history_of(cohort: Cohort, codes: Codes) -> History:
    """The cohort's episodes, sorted. Uses the groups `legal`, `begins` and `continues`."""
    people, born = _people(cohort)
    episodes = cohort.episodes
    child = episodes["child"].to_numpy(dtype=np.int64)
    starts, ends = numbered(episodes["starts_on"]), numbered(episodes["ends_on"])
    order = np.lexsort((ends, starts, child))
    if not np.array_equal(order, np.arange(len(order))):
        episodes = episodes.take(order)
        child, starts, ends = child[order], starts[order], ends[order]
    who = np.searchsorted(people, child)
    short = is_in(episodes["legal_status"], codes["legal"].codes("short-breaks"))
    left = _leaves(episodes, ends, codes)
    counted = ~short
    return History(
        people=people,
        born=born,
        frame=episodes[counted].reset_index(drop=True),
        rows=order[counted],
        who=who[counted],
        starts=starts[counted],
        ends=ends[counted],
        begins=is_in(episodes["started_because"], codes["begins"].codes("start"))[counted],
        leaves=left[counted],
        after_short=_follows(short, who)[counted],
        short_who=who[short],
        short_starts=starts[short],
        short_ends=ends[short],
    )


def _people(cohort: Cohort) -> tuple[Ints, Ints]:
    """Every child that any table names, and the dates of birth."""
    named = [table["child"].to_numpy(dtype=np.int64) for table in cohort.tables().values()]
    people = np.unique(np.concatenate([pd.unique(one) for one in named]))
    born = np.full(len(people), OPEN, dtype=np.int64)
    children = cohort.children
    born[np.searchsorted(people, children["child"])] = numbered(children["born_on"])
    return people, born


def _leaves(episodes: pd.DataFrame, ends: Ints, codes: Codes) -> Bools:
    """Ended for a known reason that is not the beginning of another episode."""
    reason = episodes["ceased_because"]
    found: Bools = is_known(reason) & ~is_in(reason, codes["continues"].codes("next-episode"))
    found &= ends != OPEN
    return found


def _follows(mark: Bools, who: Ints) -> Bools:
    """Whether the row before is marked and of the same child."""
    found = np.zeros(len(mark), dtype=np.bool_)
    found[1:] = mark[:-1] & (who[1:] == who[:-1])
    return found
