"""What a mapping finds in a file: figures, targets, mistakes, and what was left out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from performance.domain.vocabulary import Basis

from .figures import (
    Collected,
    Place,
    Proposed,
    ProposedTarget,
    WrongFigure,
    figure_from,
    target_steps,
)
from .known import KnownMeasure


@dataclass(frozen=True)
class Mistake:
    """A cell that cannot be taken, and what to do. `measure` is its name, or empty."""

    place: Place
    measure: str
    message: str


@dataclass(frozen=True)
class LeftOut:
    """A cell that gives no figure, and why: "n/a" is no figure, and never 0."""

    place: Place
    measure: str
    text: str
    why: str


@dataclass(frozen=True)
class Reading:
    """All that a mapping finds in a file. `sheets` are those that it reads."""

    figures: tuple[Proposed, ...]
    targets: tuple[ProposedTarget, ...]
    mistakes: tuple[Mistake, ...]
    left_out: tuple[LeftOut, ...]
    sheets: tuple[str, ...]

    @property
    def kept(self) -> int:
        """How many figures are values that the spreadsheet program kept beside formulas."""
        return sum(one.kept for one in self.figures)


Key = tuple[str, str, str, Basis]


@dataclass
class Found:
    """What has been found so far, in all sheets."""

    today: dt.date
    figures: dict[Key, Collected] = field(default_factory=dict)
    targets: dict[tuple[str, str], ProposedTarget] = field(default_factory=dict)
    twice: dict[Key, list[Place]] = field(default_factory=lambda: defaultdict(list))
    mistakes: list[Mistake] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def wrong(self, place: Place, measure: KnownMeasure | None, message: str) -> None:
        self.mistakes.append(Mistake(place, measure.name if measure else "", message))

    def reading(self) -> Reading:
        figures = []
        for key, collected in self.figures.items():
            if key in self.twice:
                self._say_twice(key, collected)
                continue
            try:
                figures.append(figure_from(collected))
            except WrongFigure as wrong:
                self.wrong(wrong.place, collected.measure, str(wrong))
        by_measure: dict[str, list[ProposedTarget]] = defaultdict(list)
        for target in self.targets.values():
            by_measure[target.measure].append(target)
        return Reading(
            figures=tuple(figures),
            targets=tuple(step for ones in by_measure.values() for step in target_steps(ones)),
            mistakes=tuple(sorted(self.mistakes, key=lambda one: one.place.order)),
            left_out=tuple(self.left_out),
            sheets=tuple(self.sheets),
        )

    def _say_twice(self, key: Key, collected: Collected) -> None:
        for place in self.twice[key]:
            first = collected.place()
            words = (
                f"this is the same figure, {collected.period.name}, as {first}. One figure stands "
                "in one cell: leave one of the two out of the mapping."
            )
            self.wrong(place, collected.measure, words)
