"""What was collected of one figure, from one to three cells, becomes the figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from performance.domain.reading import MOST_DECIMALS, read_number
from performance.domain.status import Goal
from performance.domain.typed import COUNTS, VALUE, Typed
from performance.domain.vocabulary import Basis, Unit
from performance.domain.working_out import figure_of
from reference.domain.periods import Period
from reference.domain.rounding import percentage, plain

from .cells import Seen
from .known import KnownMeasure
from .mapping import Part


@dataclass(frozen=True)
class Place:
    """A cell of a sheet: ("Scorecard", "F12")."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.sheet}, {self.cell}"

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Row by row, as people read: B9 before C9 before AA9 before B10."""
        letters = self.cell.rstrip("0123456789")
        return (self.sheet, int(self.cell[len(letters) :] or 0), len(letters), letters)


@dataclass(frozen=True)
class Proposed:
    """A figure that the file holds. `place` is its first cell, `kept` that Excel kept its value."""

    measure: str
    group: str
    period: Period
    basis: Basis
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal
    decimals_held: int
    place: Place
    kept: bool = False

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.measure, self.group, self.period.key, self.basis.value)


@dataclass(frozen=True)
class ProposedTarget:
    """A target from the first day of a period on."""

    measure: str
    period: Period
    goal: Goal
    place: Place


@dataclass
class Collected:
    """The cells of one figure by part."""

    measure: KnownMeasure
    group: str
    period: Period
    basis: Basis
    parts: dict[Part, tuple[Seen, Place]] = field(default_factory=dict)

    def text(self, part: Part) -> str:
        return self.parts[part][0].text if part in self.parts else ""

    def place(self, *parts: Part) -> Place:
        """The first cell that there is of these parts."""
        return next(self.parts[part][1] for part in (*parts, *self.parts) if part in self.parts)


class WrongFigure(Exception):
    """Cells that make no figure; `place` is the one to look at."""

    def __init__(self, place: Place, message: str) -> None:
        self.place = place
        super().__init__(message)


def figure_from(found: Collected) -> Proposed:
    """The figure of its cells, by the rules that a typed figure obeys. Raises WrongFigure."""
    typed = _typed(found)
    checked = figure_of(typed, found.measure.unit, found.basis, found.measure.labels)
    if checked.errors:
        raise WrongFigure(
            found.place(Part(checked.errors[0].field)), _lower(checked.errors[0].message)
        )
    if checked.value is None:
        raise WrongFigure(found.place(), "the cells give no figure.")
    if typed.kind == COUNTS and Part.VALUE in found.parts:
        _refuse_other_value(found, checked.numerator, checked.denominator)
    return Proposed(
        measure=found.measure.code,
        group=found.group,
        period=found.period,
        basis=found.basis,
        numerator=checked.numerator,
        denominator=checked.denominator,
        value=checked.value,
        decimals_held=checked.decimals_held,
        place=found.place(Part.VALUE, Part.NUMERATOR),
        kept=any(one.kept for one, _ in found.parts.values()),
    )


def _typed(found: Collected) -> Typed:
    """Counts where both are there; else the value, of a rate with the count beside it."""
    value, top, bottom = map(found.text, (Part.VALUE, Part.NUMERATOR, Part.DENOMINATOR))
    if found.measure.unit is Unit.COUNT and value and not top:
        return Typed(mode=VALUE, value=value)
    if (top and bottom) or not value:
        return Typed(mode=COUNTS, numerator=top, denominator=bottom)
    return Typed(mode=VALUE, value=value, numerator=top)


def _refuse_other_value(
    found: Collected, numerator: Decimal | None, denominator: Decimal | None
) -> None:
    """The file's own percentage must be that of its counts, as exactly as it is written."""
    if found.measure.unit is not Unit.PERCENT or numerator is None or not denominator:
        return
    value = read_number(found.text(Part.VALUE), percent=True)
    if value.value is None:
        return
    places = min(value.decimals, MOST_DECIMALS)
    if percentage(numerator, denominator, places) != value.value:
        raise WrongFigure(
            found.place(Part.VALUE),
            f"{plain(numerator)} out of {plain(denominator)} is "
            f"{plain(percentage(numerator, denominator))}%, and the file says "
            f"{plain(value.value)}%. Correct one of the cells, or leave one out.",
        )


def _lower(message: str) -> str:
    """ "Visits: 870 must be 100 or less." The measure stands beside it already."""
    return message.partition(": ")[2] or message


def target_steps(found: Sequence[ProposedTarget]) -> list[ProposedTarget]:
    """Only where the target changes: one that is repeated quarter by quarter holds from the first.

    `found` is of one measure.
    """
    steps: list[ProposedTarget] = []
    for one in sorted(found, key=lambda target: target.period.starts_on):
        if not steps or steps[-1].goal != one.goal:
            steps.append(one)
    return steps
