"""Spells in one placement (NI 62) and with one carer (NI 63), from episodes.

RNE says what an episode began with: S care, P a placement with new carers, B that and a legal
status, T and U a placement with the same carers, L a legal status only. Placed for adoption with
the present foster carer (A3, A5) is no move, whatever RNE says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..choices import Rules
from ..codes import Codes
from ..days import Bools, Ints
from .history import History
from .periods import Periods

NO_EPISODE = -1
# A child comes back from a temporary move to the same home if all of these are as they were:
# the return names no carer, and the URN of a fostering agency stands for all its carers.
SAME_HOME = ("placement", "provider", "urn", "miles", "placement_district")


@dataclass(frozen=True)
class Spells:
    """Arrays of one length, an item a spell, in order of child and day; `of`: an episode's."""

    of: Ints
    first: Ints
    who: Ints
    starts: Ints
    ends: Ints  # OPEN: not ended
    settled: Bools  # its first episode is no temporary move

    def __len__(self) -> int:
        return len(self.who)


def placement_spells(history: History, periods: Periods, codes: Codes, rules: Rules) -> Spells:
    """Placements as NI 62 counts them, by the council's choices on temporary and T/U moves."""
    moves = history.has("started_because", codes["moves"].codes("new-carer"))
    if rules.same_carer_moves_count:
        moves |= history.has("started_because", codes["moves"].codes("same-carer"))
    moves &= ~history.has("placement", codes["places"].codes("adoption-by-carer"))
    if rules.temporary_moves_count:
        away = np.zeros(len(history), dtype=np.bool_)
    else:
        away = history.has("placement", codes["commissioning"].codes("temporary"))
    return _spells(history, _new(history, periods, moves, away), away)


def carer_spells(history: History, periods: Periods, codes: Codes) -> Spells:
    """Time with one carer: T, U and temporary moves are none, a move to U2 or U5 always is."""
    away = history.has("placement", codes["commissioning"].codes("temporary"))
    moves = history.has("started_because", codes["moves"].codes("new-carer"))
    moves &= ~history.has("placement", codes["places"].codes("adoption-by-carer"))
    may_adopt = history.has("placement", codes["places"].codes("early-permanence"))
    before = _before(periods, away)
    moves |= may_adopt & (before != NO_EPISODE) & ~may_adopt[before]
    return _spells(history, _new(history, periods, moves, away), away)


def _before(periods: Periods, away: Bools) -> Ints:
    """The last episode before in the same period that is no temporary move; else NO_EPISODE."""
    place = np.arange(len(away))
    found = np.full(len(away), NO_EPISODE, dtype=np.int64)
    found[1:] = np.maximum.accumulate(np.where(away, NO_EPISODE, place))[:-1]
    return np.where(found >= periods.first[periods.of], found, NO_EPISODE)


def _new(history: History, periods: Periods, moves: Bools, away: Bools) -> Bools:
    """Whether an episode begins a spell."""
    before = _before(periods, away)
    was_away = np.zeros(len(away), dtype=np.bool_)
    was_away[1:] = away[:-1]
    returns = np.flatnonzero(was_away & (before != NO_EPISODE) & ~away)
    back = np.zeros(len(away), dtype=np.bool_)
    back[returns] = _same_home(history, returns, before[returns])
    new: Bools = ~away & ((before == NO_EPISODE) | (moves & ~back))
    new[periods.first] = True
    return new


def _same_home(history: History, one: Ints, other: Ints) -> Bools:
    """Whether the homes of two lists of episodes are alike, as far as the return tells."""
    homes = history.table[list(SAME_HOME)]
    left = homes.take(history.rows[one]).reset_index(drop=True)
    right = homes.take(history.rows[other]).reset_index(drop=True)
    alike = np.ones(len(one), dtype=np.bool_)
    for name in SAME_HOME:
        equal = (left[name] == right[name]).fillna(False).to_numpy(dtype=np.bool_)
        alike &= equal | (left[name].isna() & right[name].isna()).to_numpy()
    return alike


def _spells(history: History, new: Bools, away: Bools) -> Spells:
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(history)) - 1 if len(first) else first
    return Spells(
        of=np.cumsum(new) - 1,
        first=first,
        who=history.who[first],
        starts=history.starts[first],
        ends=history.ends[last],
        settled=~away[first],
    )
