"""A cohort on the days asked for: what the indicators share, each part made once and when needed.

Everything is a grid of days and people (`grids`), or an array of one item a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from performance.domain.population import Estimate

from .care import History, Periods, Spells, carer_spells, history_of, periods_of, placement_spells
from .choices import Rules
from .codes import Codes
from .cohort import Cohort
from .coverage import return_of
from .days import Bools, Ints, add_months, age_on, date, first_of_months, numbers
from .grids import NOBODY, Axes, looked_up

YEAR = 12
Made = TypeVar("Made")


@dataclass(frozen=True)
class Surroundings:
    """What a computation needs besides the returns: all of it given, none of it known."""

    codes: Codes
    holidays: frozenset[dt.date] = frozenset()
    population: Sequence[Estimate] = ()


@dataclass(frozen=True)
class Scene:
    """The cohort on some days, in order and each once (`days`)."""

    cohort: Cohort
    days: Ints
    rules: Rules
    around: Surroundings
    _kept: dict[object, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def of(
        cls, cohort: Cohort, days: Sequence[dt.date], rules: Rules, around: Surroundings
    ) -> Scene:
        return cls(cohort, np.unique(numbers(days)), rules, around)

    @property
    def codes(self) -> Codes:
        return self.around.codes

    @cached_property
    def opens(self) -> Ints:
        """First days of the twelve months that end with each day."""
        return first_of_months(self.days, YEAR)

    @cached_property
    def axes(self) -> Axes:
        return Axes(self.days, self.opens, len(self.history.people))

    def axes_of(self, months: int) -> Axes:
        """As `axes`, with so many months instead of twelve."""
        return Axes(self.days, first_of_months(self.days, months), len(self.history.people))

    @cached_property
    def history(self) -> History:
        return history_of(self.cohort, self.codes)

    @cached_property
    def periods(self) -> Periods:
        return periods_of(self.history)

    @cached_property
    def placements(self) -> Spells:
        return placement_spells(self.history, self.periods, self.codes, self.rules)

    @cached_property
    def carers(self) -> Spells:
        return carer_spells(self.history, self.periods, self.codes)

    @cached_property
    def episode(self) -> Ints:
        """Each person's episode on each day; -1 when not looked after."""
        history = self.history
        return self.axes.last(history.who, self.axes.lasting(history.starts, history.ends))

    @cached_property
    def in_care(self) -> Bools:
        """Looked after on the day: DECOM <= day, and DEC after it or blank; no short breaks."""
        found: Bools = self.episode >= 0
        return found

    @cached_property
    def in_care_in_year(self) -> Bools:
        """Looked after in the twelve months. Who ceased on their first day is counted: the
        return holds every episode that was open when the year began."""
        history = self.history
        return self.axes.any(history.who, self.axes.touching(history.starts, history.ends))

    @cached_property
    def continuously(self) -> Bools:
        """Looked after continuously for the twelve months.

        In care in them, and no episode with: RNE S after the first day; a REC other than X1
        before the last day; V3 or V4 at any time in them.
        """
        history, axes = self.history, self.axes
        started = axes.after_opening(history.starts[history.begins])
        ceased = axes.before_end(history.ends[history.leaves])
        short = axes.touching(history.short_starts, history.short_ends)
        found: Bools = self.in_care_in_year & ~axes.any(history.who[history.begins], started)
        found &= ~axes.any(history.who[history.leaves], ceased)
        return found & ~axes.any(history.short_who, short)

    @cached_property
    def age(self) -> NDArray[np.int16]:
        """Completed years on the day; -1 without a date of birth."""
        return age_on(self.history.born[None, :], self.days[:, None]).astype(np.int16)

    @cached_property
    def age_at_opening(self) -> NDArray[np.int16]:
        return age_on(self.history.born[None, :], self.opens[:, None]).astype(np.int16)

    @cached_property
    def period(self) -> Ints:
        """The place in `periods` of each person's period of care on each day; -1 for none."""
        return self.place_of(self.periods.of)

    def place_of(self, of: Ints) -> Ints:
        """Places of episodes in periods or spells -> each person's on each day; -1 for none."""
        return np.append(of, NOBODY)[self.episode]

    def now(self, mark: Bools) -> Bools:
        """A mark of episodes -> whether the person's episode on the day has it."""
        found: Bools = looked_up(mark, self.episode)
        return found

    def with_code(self, column: str, codes: frozenset[str]) -> Bools:
        """In care on the day, in an episode with one of these codes."""
        return self.kept(("code", column, codes), lambda: self.now(self.history.has(column, codes)))

    def with_any_code(self, column: str) -> Bools:
        """In care on the day, in an episode that has this column filled in."""
        return self.kept(("any code", column), lambda: self.now(self.history.tells(column)))

    def kept(self, key: object, make: Callable[[], Made]) -> Made:
        """What several indicators need, made by the first of them."""
        if key not in self._kept:
            self._kept[key] = make()
        found: Made = self._kept[key]
        return found

    def place(self, table: str) -> Ints:
        """Each row's child, as its place in the history's people."""
        rows = getattr(self.cohort, table)
        return self.kept(("place", table), lambda: self.history.place(rows["child"]))

    def before(self, months: int) -> Ints:
        """The days so many months before the days."""
        return add_months(self.days, -months)

    @cached_property
    def return_years(self) -> dict[int, int]:
        """Year of a return -> place of the day on which its undated rows hold, where asked for."""
        found = ((n, return_of(self.cohort.returns, date(day))) for n, day in enumerate(self.days))
        return {one.year: n for n, one in found if one is not None}


Settings = Mapping[str, str]
