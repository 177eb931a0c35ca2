"""A cohort's episodes as arrays in order of child and day: what every calculation begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..codes import Codes, is_in, is_known
from ..cohort import Cohort
from ..days import OPEN, Bools, Ints, distinct, numbered


@dataclass(frozen=True)
class History:
    """Arrays of one length, an item an episode, in order of child, start and end.

    `rows` are their places in the cohort's `table`. `who` is the place of the child in `people`.
    Short breaks (V3, V4) are left out, and kept in `short_*` by themselves: they never count.
    """

    people: Ints  # child numbers, sorted
    born: Ints  # a person's date of birth; OPEN: not known
    table: pd.DataFrame
    rows: Ints
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
        return is_in(self.table[column], codes)[self.rows]

    def tells(self, column: str) -> Bools:
        """Whether the column is filled in."""
        return is_known(self.table[column])[self.rows]

    def column(self, name: str) -> pd.Series[Any]:
        return self.table[name].take(self.rows).reset_index(drop=True)

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
    table = cohort.episodes
    child = table["child"].to_numpy(dtype=np.int64)
    starts, ends = numbered(table["starts_on"]), numbered(table["ends_on"])
    order = _order(child, starts, ends)
    who = np.searchsorted(people, child)[order]
    short = is_in(table["legal_status"], codes["legal"].codes("short-breaks"))[order]
    counted = order[~short]
    after_short = np.zeros(len(short), dtype=np.bool_)
    after_short[1:] = short[:-1] & (who[1:] == who[:-1])
    return History(
        people=people,
        born=born,
        table=table,
        rows=counted,
        who=who[~short],
        starts=starts[counted],
        ends=ends[counted],
        begins=is_in(table["started_because"], codes["begins"].codes("start"))[counted],
        leaves=_leaves(table, ends, codes)[counted],
        after_short=after_short[~short],
        short_who=who[short],
        short_starts=starts[order[short]],
        short_ends=ends[order[short]],
    )


def _order(child: Ints, starts: Ints, ends: Ints) -> Ints:
    """The places of the rows by child, start and end. Sorted tables, the usual ones, are quick."""
    same = child[1:] == child[:-1]
    later = (starts[1:] > starts[:-1]) | ((starts[1:] == starts[:-1]) & (ends[1:] >= ends[:-1]))
    if ((child[1:] > child[:-1]) | (same & later)).all():
        return np.arange(len(child))
    return np.lexsort((ends, starts, child))


def _people(cohort: Cohort) -> tuple[Ints, Ints]:
    """Every child that any table names, and the dates of birth."""
    named = [table["child"].to_numpy(dtype=np.int64) for table in cohort.tables().values()]
    people = distinct(np.concatenate([pd.unique(one) for one in named]))
    born = np.full(len(people), OPEN, dtype=np.int64)
    children = cohort.children
    born[np.searchsorted(people, children["child"])] = numbered(children["born_on"])
    return people, born


def _leaves(table: pd.DataFrame, ends: Ints, codes: Codes) -> Bools:
    """Ended for a known reason that is not the beginning of another episode."""
    reason = table["ceased_because"]
    found: Bools = is_known(reason) & ~is_in(reason, codes["continues"].codes("next-episode"))
    found &= ends != OPEN
    return found
