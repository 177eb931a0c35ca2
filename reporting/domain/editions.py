"""What an edition holds, as its builder hands it over: files, figures, cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .disclosure import Cell, Shielded


@dataclass(frozen=True)
class NewFile:
    """`form` is what of the document the file is: itself, its slides, its briefing."""

    media_type: str
    name: str
    data: bytes
    form: str = "document"


@dataclass(frozen=True)
class EditionFigureRow:
    """A figure as the document prints it; `key` is the figure's key, `printed` "65.3%" or "c"."""

    key: str
    version: int
    label: str
    printed: str


@dataclass(frozen=True)
class CellRow:
    """A cell that a public document shows or hides; `shown` is None exactly when it is hidden."""

    key: str
    part: str
    state: str
    version: int
    shown: Decimal | None = None
    rounding: Decimal = Decimal(1)
    partition: str = ""

    @classmethod
    def of_people(
        cls, key: str, state: str, shown: Decimal | int | None, partition: str = ""
    ) -> CellRow:
        """A whole number of people, exact where it is shown."""
        exact = None if shown is None else Decimal(shown)
        return cls(key, "value", state, 1, exact, Decimal(0), partition)


def cell_rows(cells: Sequence[Cell], shielded: Mapping[str, Shielded]) -> list[CellRow]:
    """The rows that keep what a public edition told of each cell, part by part.

    A part that the figure does not have has no row; a hidden part has one without its number.
    """
    rows = []
    for cell in cells:
        seen = shielded[cell.key]
        parts = (
            ("numerator", cell.numerator, seen.numerator, Decimal(1)),
            ("denominator", cell.denominator, seen.denominator, Decimal(1)),
            ("value", cell.value, seen.value, seen.rounding),
        )
        for part, held, shown, rounding in parts:
            if held is not None:
                rows.append(
                    CellRow(
                        cell.key, part, seen.state, cell.version, shown, rounding, cell.partition
                    )
                )
    return rows
