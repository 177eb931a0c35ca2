"""Grids of days and people: one row a day asked for, one column a person.

Events and spans of days are laid over all the days at once; nothing loops over days or people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .days import Bools, Ints

NOBODY = -1
Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True)
class Axes:
    """The days asked for, in order and each once, and how many people there are.

    `opens` are the first days of what each day ends (the twelve months, say), also in order.
    """

    days: Ints
    opens: Ints
    people: int

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.days), self.people

    def lasting(self, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """The days on which each span [start, end) goes on, as first and beyond-last place."""
        return _at(self.days, starts, "left"), _at(self.days, ends, "left")

    def touching(self, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """... in whose months some part of each span [start, end] lies."""
        return _at(self.days, starts, "left"), _at(self.opens, ends, "right")

    def overlapping(self, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """... in whose months some day of each span [start, end) lies."""
        return _at(self.days, starts, "left"), _at(self.opens, ends, "left")

    def within(self, events: Ints) -> tuple[Ints, Ints]:
        """... in whose months each event lies."""
        return self.touching(events, events)

    def after_opening(self, events: Ints) -> tuple[Ints, Ints]:
        """... in whose months each event lies, the first day excepted."""
        return self.overlapping(events, events)

    def before_end(self, events: Ints) -> tuple[Ints, Ints]:
        """... in whose months each event lies, the last day excepted."""
        return _at(self.days, events, "right"), _at(self.opens, events, "right")

    def counts(self, who: Ints, reach: tuple[Ints, Ints]) -> NDArray[np.int16]:
        """How many of the spans or events reach each day, by person."""
        first, beyond = reach
        some = beyond > first
        who, first, beyond = who[some], first[some], beyond[some]
        rows, people = self.shape
        # What each day adds to the day before; one of its own type, or numpy takes the slow way.
        steps = np.zeros((rows + 1) * people, dtype=np.int16)
        np.add.at(steps, first * people + who, np.int16(1))
        np.subtract.at(steps, beyond * people + who, np.int16(1))
        found = steps.reshape(rows + 1, people)
        for row in range(1, rows):
            found[row] += found[row - 1]
        return found[:rows]

    def any(self, who: Ints, reach: tuple[Ints, Ints]) -> Bools:
        return self.counts(who, reach) > 0

    def last(self, who: Ints, reach: tuple[Ints, Ints]) -> Ints:
        """Which of the spans or events reaches each day, by person: the last of several in order;
        NOBODY where none does."""
        found = np.full(self.shape, NOBODY, dtype=np.int64)
        day, which = pairs(reach)
        found[day, who[which]] = which
        return found

    def totals(self, reach: tuple[Ints, Ints], weights: Ints | None = None) -> Ints:
        """How many spans or events reach each day, or the sum of their weights."""
        day, which = pairs(reach)
        if weights is None:
            return np.bincount(day, minlength=len(self.days)).astype(np.int64)
        found = np.zeros(len(self.days), dtype=np.int64)
        np.add.at(found, day, weights[which])
        return found


def pairs(reach: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Each span once for every day that it reaches: places of days, and places of spans.

    >>> [found.tolist() for found in pairs((np.array([0, 2]), np.array([2, 3])))]
    [[0, 1, 2], [0, 0, 1]]
    """
    first, beyond = reach
    lengths = np.maximum(beyond - first, 0)
    which = np.repeat(np.arange(len(first)), lengths)
    begun = np.cumsum(lengths) - lengths
    day = np.arange(len(which)) - np.repeat(begun, lengths) + first[which]
    return day, which


def looked_up(values: NDArray[Kind], places: Ints) -> NDArray[Kind]:
    """The value at each place; of a place that is NOBODY the type's zero."""
    return np.append(values, np.zeros(1, dtype=values.dtype))[places]


def _at(days: Ints, values: Ints, side: str) -> Ints:
    return np.searchsorted(days, values, side="left" if side == "left" else "right")
