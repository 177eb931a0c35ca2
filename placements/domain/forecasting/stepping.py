"""The months ahead, one after the other, for all children of some simulations at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from ..days import Bools, Ints
from .entrants import Entrants
from .levers import FROM, TO, Levers
from .panel import ADULT, Kinds, Panel
from .rates import Chances, duration_of

OLDEST_STAY = 4 * ADULT  # months in care that can occur, presumed ones and a forecast's included
Chance = NDArray[np.float32]


@dataclass(frozen=True)
class Dice:
    """`usual` is drawn from alike with and without levers, `levered` for what levers do."""

    usual: Generator
    levered: Generator


@dataclass(frozen=True)
class _Children:
    """Children in care in some simulations, an item each: months of birth and of the beginning of
    care, and group and simulation as one number. Small types: there are a great many of them.

    `number` is the child's own, whatever becomes of the others: its chances go by it.
    """

    born: NDArray[np.int16]
    since: NDArray[np.int16]
    slot: NDArray[np.int32]  # group * simulations + simulation
    number: NDArray[np.int32]

    @classmethod
    def of(cls, born: Ints, since: Ints, slot: Ints, number: Ints) -> _Children:
        return cls(
            born.astype(np.int16),
            since.astype(np.int16),
            slot.astype(np.int32),
            number.astype(np.int32),
        )

    @classmethod
    def at_start(cls, panel: Panel, simulations: int) -> _Children:
        who = np.repeat(np.flatnonzero(panel.in_care[-1]), simulations)
        each = np.tile(np.arange(simulations), len(who) // simulations)
        slot = panel.group[-1, who] * simulations + each
        # Nobody is younger than nought (see `Panel.age`).
        born = np.minimum(panel.born[who], 0)
        return cls.of(born, panel.since[-1, who], slot, np.arange(len(who)))

    def kept(self, which: Bools) -> _Children:
        return _Children(self.born[which], self.since[which], self.slot[which], self.number[which])

    def with_slots(self, slot: NDArray[np.int32]) -> _Children:
        return _Children(self.born, self.since, slot, self.number)

    def joined(self, they: _Children) -> _Children:
        return _Children(
            np.concatenate([self.born, they.born]),
            np.concatenate([self.since, they.since]),
            np.concatenate([self.slot, they.slot]),
            np.concatenate([self.number, they.number]),
        )


def run(
    dice: Dice,
    panel: Panel,
    come: Entrants,
    chance: Chances,
    ends: NDArray[np.float64],
    kinds: Kinds,
    levers: Levers,
) -> NDArray[np.int64]:
    """Counts by month, age band, group and simulation, from the last month end of the panel on.

    `ends` are factors on leaving, as `drifted` gives them: simulations, months, ages.
    """
    cells = _Cells.of(kinds, chance)
    children = _Children.at_start(panel, cells.shape[-1])
    known = len(children.born)
    stays_away = _stays_away(dice.levered, come, kinds, levers)
    place = cells.of_children(children, 0)
    found = []
    for month in range(1, ends.shape[1] + 1):
        drawn = dice.usual.random(known, dtype=np.float32)[children.number]
        leave = cells.leaving(ends[:, month - 1])
        children = _stepped(drawn, children, place, leave, cells, month)
        if levers.moves:
            drawn = dice.levered.random(known, dtype=np.float32)[children.number]
            children = _levered(drawn, children, month, cells.shape[-1], kinds, levers)
        new = slice(*np.searchsorted(come.month, [month, month + 1]))
        they = _entering(come, new, month, known, cells.shape[-1])
        children = children.joined(they.kept(~stays_away[new]))
        known += len(they.born)
        place = cells.of_children(children, month)
        found.append(cells.count(place))
    return np.stack(found)


def _stays_away(rng: Generator, come: Entrants, kinds: Kinds, levers: Levers) -> Bools:
    """Which entrants a lever keeps from care."""
    share = np.array([levers.fewer.get(one.key, 0.0) for one in kinds.ages])
    found: Bools = rng.random(len(come.age)) < share[kinds.age_of(come.age)]
    return found


def _entering(come: Entrants, new: slice, month: int, known: int, simulations: int) -> _Children:
    many = len(come.age[new])
    return _Children.of(
        month - come.age[new],
        np.full(many, month),
        come.group[new] * simulations + come.simulation[new],
        known + np.arange(many),
    )


def _stepped(
    drawn: Chance, children: _Children, place: Ints, leave: Chance, cells: _Cells, month: int
) -> _Children:
    """A month later: some have left, some moved, some are 18."""
    either = np.minimum(leave + cells.move, 1.0)
    events = np.flatnonzero(drawn < either[place])
    low, draw = leave[place[events]], drawn[events]
    gone = draw < low
    moving = events[~gone]
    # What was drawn lies anywhere between the two: that tells where to, as another draw would.
    rest = ((draw - low) / np.maximum(either[place[events]] - low, 1e-12))[~gone]
    slot = children.slot.copy()
    slot[moving] = cells.next_slot(rest, place[moving])
    stays = children.born > month - ADULT
    stays[events[gone]] = False
    return children.with_slots(slot).kept(stays)


def _levered(
    drawn: Chance, children: _Children, month: int, simulations: int, kinds: Kinds, levers: Levers
) -> _Children:
    """Some children in homes move to foster care, by each simulation's own number of them."""
    keys = [one.key for one in kinds.groups]
    group, simulation = np.divmod(children.slot, simulations)
    homes = group == keys.index(FROM)
    many = np.bincount(simulation[homes], minlength=simulations)
    chance = np.array([levers.chance(month, float(one)) for one in many])
    moves = homes & (drawn < chance[simulation])
    there = keys.index(TO) * simulations + simulation
    return children.with_slots(np.where(moves, there, children.slot).astype(np.int32))


@dataclass(frozen=True)
class _Cells:
    """Flat tables of chances, an item for each (age, duration, group, simulation)."""

    shape: tuple[int, int, int, int]
    age_at: Ints  # month of age -> its band's place
    duration_at: Ints  # month in care -> its band's place
    leave: Chance
    move: Chance
    toward: NDArray[np.float64]

    @classmethod
    def of(cls, kinds: Kinds, chance: Chances) -> _Cells:
        simulations, ages, durations, groups = chance.leave.shape
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

    def leaving(self, factors: NDArray[np.float64]) -> Chance:
        """The chance to leave in a month of these factors, by simulation and age."""
        found = self.leave * factors.T[:, None, None, :].astype(np.float32)
        return np.minimum(found, 1.0).ravel()

    def next_slot(self, drawn: Chance, place: Ints) -> Ints:
        age, _, group, simulation = np.unravel_index(place, self.shape)
        where = (self.toward[simulation, age, group] <= drawn[:, None]).sum(axis=1)
        found: Ints = np.minimum(where, self.shape[2] - 1) * self.shape[3] + simulation
        return found

    def count(self, place: Ints) -> NDArray[np.int64]:
        counts = np.bincount(place, minlength=int(np.prod(self.shape)))
        found: NDArray[np.int64] = counts.reshape(self.shape).sum(axis=1)
        return found
