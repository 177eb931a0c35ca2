"""Rates of leaving and moving from a panel, a set for each simulation.

Each simulation weighs the children anew (Rubin's Bayesian bootstrap: exponential weights), so that
its rates differ from the others' as much as so few children allow. A rate is that of the age band,
the time in care and the group; where a cell has few children it leans on what its margins say.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ..days import Bools, Ints
from .panel import ADULT, Kinds, Panel

Rates = NDArray[np.float64]
Grid = sparse.csr_array
# First months of the bands of time in care that rates are told apart by.
DURATIONS = np.array([0, 3, 6, 12, 24, 48], dtype=np.int64)
# Margins of (age, duration, group), one after the other, the last the cell itself; each with the
# number of expected events at which what it says itself weighs as much as what it leans on. Groups
# and times in care differ greatly, so that few events tell; their crossings differ less.
MARGINS = (
    ((2,), 0.5),
    ((1,), 0.5),
    ((0,), 0.5),
    ((0, 1), 3.0),
    ((0, 2), 3.0),
    ((1, 2), 3.0),
    ((0, 1, 2), 5.0),
)
# As many moves out of a group, and out of it at an age, weigh as what they lean on.
MOVES_OF_GROUP, MOVES_OF_AGE = 1.0, 5.0


@dataclass(frozen=True)
class Steps:
    """What each child did from one month end to the next, as sparse tables of people and cells.

    Cells are (age, duration, group), moves (age, group, next group). Of children who entered,
    arrays of one item each: `who`, age in months and group at the month end, weight of the month.
    """

    shape: tuple[int, int, int]
    exposed: Grid
    left: Grid
    moved: Grid
    between: Grid
    who: Ints
    entry_age: Ints
    entry_group: Ints
    entry_weight: NDArray[np.float64]
    months: float  # that entries are of: the sum of the weights

    @property
    def people(self) -> int:
        return int(self.exposed.shape[0])


def steps_of(
    panel: Panel,
    weights: NDArray[np.float64],
    kinds: Kinds,
    *,
    entries: NDArray[np.float64] | None = None,
) -> Steps:
    """The steps of a panel. `weights` has an item a step; those of weight 0 are left out. `entries`
    are weights of the same steps for those who enter, if they are others.

    Who becomes 18 in a month is not at risk of leaving before.
    """
    here, there = panel.in_care[:-1], panel.in_care[1:]
    counts = (weights > 0)[:, None]
    grown = panel.age[1:] >= ADULT
    shape = (len(kinds.ages), len(DURATIONS), len(kinds.groups))
    row, who = np.nonzero(here & counts & ~grown)
    weight = weights[row]
    age = kinds.age_of(panel.age[row, who])
    group, after = panel.group[row, who], panel.group[row + 1, who]
    stays = there[row, who]
    moves = stays & (group != after)
    cell = np.ravel_multi_index((age, duration_of(panel.duration[row, who]), group), shape)
    pair = np.ravel_multi_index((age, group, after), (shape[0], shape[2], shape[2]))
    people, cells, pairs = panel.in_care.shape[1], int(np.prod(shape)), shape[0] * shape[2] ** 2

    def table(which: Bools, place: Ints, columns: int) -> Grid:
        found = (weight[which], (who[which], place[which]))
        return sparse.csr_array(found, shape=(people, columns))

    came, new = np.nonzero(~here & there & counts)
    lately = weights if entries is None else entries
    return Steps(
        shape=shape,
        exposed=table(np.ones_like(stays), cell, cells),
        left=table(~stays, cell, cells),
        moved=table(moves, cell, cells),
        between=table(moves, pair, pairs),
        who=new,
        entry_age=panel.age[came + 1, new],
        entry_group=panel.group[came + 1, new],
        entry_weight=lately[came],
        months=float(lately.sum()),
    )


def duration_of(months: Ints) -> Ints:
    """The band of each number of months in care."""
    return np.searchsorted(DURATIONS, months, side="right") - 1


@dataclass(frozen=True)
class Chances:
    """By simulation: the chance a month to leave, and to move, by (age, duration, group), and where
    to, by (age, group, next group): cumulated, so that the last is 1."""

    leave: Rates
    move: Rates
    toward: Rates


def chances(steps: Steps, weight: NDArray[np.float64]) -> Chances:
    """`weight`: simulations by people, how much each child counts."""
    ages, _, groups = steps.shape
    shape = (len(weight), *steps.shape)
    exposed = _summed(weight, steps.exposed).reshape(shape)
    between = _summed(weight, steps.between).reshape(len(weight), ages, groups, groups)
    toward = _toward(between)
    move = shrunk(_summed(weight, steps.moved).reshape(shape), exposed)
    # Of a group that everybody moved to there may be nowhere to move to.
    somewhere = toward[:, :, None, :, -1] > 0
    leave = shrunk(_summed(weight, steps.left).reshape(shape), exposed)
    return Chances(leave, move * somewhere, toward)


def _summed(weight: NDArray[np.float64], table: Grid) -> Rates:
    found: Rates = (table.T @ weight.T).T
    return found


def shrunk(events: Rates, exposed: Rates) -> Rates:
    """Events by exposure in each cell (simulations, then three dimensions), leaning on the margins.

    It begins with the overall rate; each margin in turn multiplies it by (events + k) / (expected
    + k), k as in MARGINS; at the end all events are as many as there were. Without events the rate
    is 0.
    """
    axes = (1, 2, 3)
    total = exposed.sum(axis=axes, keepdims=True)
    overall = _ratio(events.sum(axis=axes, keepdims=True), total)
    rate = np.broadcast_to(overall, events.shape).copy()
    for margin, weight in MARGINS:
        over = tuple(axis for axis in axes if axis - 1 not in margin)
        seen = events.sum(axis=over, keepdims=True)
        expected = (rate * exposed).sum(axis=over, keepdims=True)
        rate *= (seen + weight) / (expected + weight)
    expected = (rate * exposed).sum(axis=axes, keepdims=True)
    rate *= _ratio(events.sum(axis=axes, keepdims=True), expected)
    return np.minimum(rate, 1.0)


def _toward(between: Rates) -> Rates:
    """Cumulated shares of where moves lead: of the age and group, leaning on all ages of the group,
    these on moves of everybody; nobody moves to the group that is left."""
    groups = between.shape[-1]
    other = 1.0 - np.eye(groups)
    pooled = between.sum(axis=(1, 2))[:, None, :] * other
    of_group = _leaning(between.sum(axis=1), pooled, MOVES_OF_GROUP)
    of_age = _leaning(between, of_group[:, None], MOVES_OF_AGE)
    found = np.cumsum(of_age, axis=-1)
    last = found[..., -1:]
    return np.where(last > 0, found / np.where(last > 0, last, 1.0), 0.0)


def _leaning(seen: Rates, on: Rates, weight: float) -> Rates:
    prior = _ratio(on, on.sum(axis=-1, keepdims=True))
    return _ratio(seen + weight * prior, seen.sum(axis=-1, keepdims=True) + weight)


def _ratio(one: Rates, by: Rates) -> Rates:
    found: Rates = np.divide(
        one, by, out=np.zeros(np.broadcast_shapes(one.shape, by.shape)), where=by > 0
    )
    return found
