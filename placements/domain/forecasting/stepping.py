"""The months ahead, one after the other, for all children of some simulations at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from ..days import Ints
from .entrants import Entrants
from .panel import ADULT, Kinds, Panel
from .rates import Chances, duration_of

OLDEST_STAY = 4 * ADULT  # months in care that can occur, presumed ones and a forecast's included


@dataclass(frozen=True)
class _Children:
    """Children in care in some simulations, an item each: months of birth and of the beginning of
    care, and group and simulation as one number. Small types: there are a great many of them."""

    born: NDArray[np.int16]
    since: NDArray[np.int16]
    slot: NDArray[np.int32]  # group * simulations + simulation

    @classmethod
    def of(cls, born: Ints, since: Ints, slot: Ints) -> _Children:
        return cls(born.astype(np.int16), since.astype(np.int16), slot.astype(np.int32))

    @classmethod
    def at_start(cls, panel: Panel, simulations: int) -> _Children:
        who = np.repeat(np.flatnonzero(panel.in_care[-1]), simulations)
        number = np.tile(np.arange(simulations), len(who) // simulations)
        slot = panel.group[-1, who] * simulations + number
        return cls.of(panel.born[who], panel.since[-1, who], slot)

    def kept(self, which: NDArray[np.bool_]) -> _Children:
        return _Children(self.born[which], self.since[which], self.slot[which])

    def joined(self, come: Entrants, month: int, simulations: int) -> _Children:
        first, beyond = np.searchsorted(come.month, [month, month + 1])
        new = slice(first, beyond)
        slot = come.group[new] * simulations + come.simulation[new]
        they = _Children.of(month - come.age[new], np.full(beyond - first, month), slot)
        return _Children(
            np.concatenate([self.born, they.born]),
            np.concatenate([self.since, they.since]),
            np.concatenate([self.slot, they.slot]),
        )


def run(
    rng: Generator,
    panel: Panel,
    come: Entrants,
    chance: Chances,
    ends: NDArray[np.float64],
    kinds: Kinds,
) -> NDArray[np.int64]:
    """Counts by month, age band, group and simulation, from the last month end of the panel on.

    `ends` are factors on leaving, as `drifted` gives them: simulations, months, ages.
    """
    cells = _Cells.of(kinds, chance)
    children = _Children.at_start(panel, cells.shape[-1])
    place = cells.of_children(children, 0)
    found = []
    for month in range(1, ends.shape[1] + 1):
        leave = cells.leaving(ends[:, month - 1])
        children = _stepped(rng, children, place, leave, cells, month)
        children = children.joined(come, month, cells.shape[-1])
        place = cells.of_children(children, month)
        found.append(cells.count(place))
    return np.stack(found)


def _stepped(
    rng: Generator,
    children: _Children,
    place: Ints,
    leave: NDArray[np.float32],
    cells: _Cells,
    month: int,
) -> _Children:
    """A month later: some have left, some moved, some are 18."""
    drawn = rng.random(len(place), dtype=np.float32)
    either = np.minimum(leave + cells.move, 1.0)
    events = np.flatnonzero(drawn < either[place])
    gone = drawn[events] < leave[place[events]]
    moving = events[~gone]
    slot = children.slot.copy()
    slot[moving] = cells.next_slot(rng, place[moving])
    stays = children.born > month - ADULT
    stays[events[gone]] = False
    return _Children(children.born, children.since, slot).kept(stays)


@dataclass(frozen=True)
class _Cells:
    """Flat tables of chances, an item for each (age, duration, group, simulation)."""

    shape: tuple[int, int, int, int]
    age_at: Ints  # month of age -> its band's place
    duration_at: Ints  # month in care -> its band's place
    leave: NDArray[np.float32]
    move: NDArray[np.float32]
    toward: NDArray[np.float64]

    @classmethod
    def of(cls, kinds: Kinds, chance: Chances) -> _Cells:
        ages, durations, groups = chance.leave.shape[1:]
        simulations = len(chance.leave)
        each = groups * simulations
        return cls(
            shape=(ages, durations, groups, simulations),
            age_at=kinds.age_of(np.arange(ADULT)) * durations * each,
            duration_at=duration_of(np.arange(OLDEST_STAY)) * each,
            leave=np.moveaxis(chance.leave, 0, -1).astype(np.float32),
            move=np.moveaxis(chance.move, 0, -1).astype(np.float32).ravel(),
            toward=chance.toward,
        )

    def of_children(self, children: _Children, month: int) -> Ints:
        place: Ints = self.age_at[month - children.born]
        place += self.duration_at[month - children.since]
        place += children.slot
        return place

    def leaving(self, factors: NDArray[np.float64]) -> NDArray[np.float32]:
        """The chance to leave in a month of these factors, by simulation and age."""
        found = self.leave * factors.T[:, None, None, :].astype(np.float32)
        return np.minimum(found, 1.0).ravel()

    def next_slot(self, rng: Generator, place: Ints) -> Ints:
        age, _, group, simulation = np.unravel_index(place, self.shape)
        drawn = rng.random((len(place), 1))
        found = (self.toward[simulation, age, group] <= drawn).sum(axis=1)
        return np.minimum(found, self.shape[2] - 1) * self.shape[3] + simulation

    def count(self, place: Ints) -> NDArray[np.int64]:
        counts = np.bincount(place, minlength=int(np.prod(self.shape)))
        found: NDArray[np.int64] = counts.reshape(self.shape).sum(axis=1)
        return found
