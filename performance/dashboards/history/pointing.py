"""The page on which somebody points at rows and columns: a sheet, its grid, the measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from performance.domain.history import Holds, KnownMeasure, Mapping, guess_mapping, parse_mapping
from performance.models import ImportBatch
from reporting.spreadsheets import SheetCells, read_sheets

from .grid import Grid, GridLine, import_grid
from .known import group_names, known_measures

# Headings stand near the beginning, whatever the sheet.
OFFERED = 20


@dataclass(frozen=True)
class Window:
    """Which part of which sheet is shown, from 1; sheet 0 is the first that is not hidden."""

    sheet: int = 0
    row: int = 1
    column: int = 1


@dataclass(frozen=True)
class PointingPage:
    """All that the page receives. `guessed`: the rules are a proposal that nobody has saved.
    `groups` are (code, name) of whom figures can be about, the measure's own group first.
    """

    batch: ImportBatch
    sheets: tuple[SheetCells, ...]
    number: int
    mapping: Mapping
    grid: Grid
    measures: tuple[KnownMeasure, ...]
    groups: tuple[tuple[str, str], ...]
    guessed: bool

    @property
    def offered(self) -> list[tuple[GridLine, bool, bool]]:
        """Rows, then columns, in which periods may stand: (line, is the first, is the second)."""
        grid, chosen = self.grid, list(self.grid.periods)
        rows = [line for line in grid.rows if line.number <= OFFERED or line.number in chosen]
        columns = [one for one in grid.columns if one.number <= OFFERED or one.number in chosen]
        return [(line, *self._chosen(line)) for line in (*rows, *columns)]

    def _chosen(self, line: GridLine) -> tuple[bool, bool]:
        places = list(self.grid.periods)
        if line.axis is not self.grid.axis:
            return False, False
        return places[:1] == [line.number], places[1:2] == [line.number]

    @property
    def mapped(self) -> int:
        """How many lines of the sheet are a measure's."""
        return len(self.mapping.of(self.grid.sheet.name, Holds.FIGURES))

    @property
    def without_period(self) -> tuple[GridLine, ...]:
        """Lines that cross the measures and whose heading says no period: targets perhaps."""
        read = zip(self.grid.crossing, self.grid.headings, strict=True)
        return tuple(line for line, heading in read if not heading and _is_filled(self.grid, line))


def pointing_page(
    batch: ImportBatch, window: Window, *, mapping: Mapping | None = None
) -> PointingPage:
    """The sheet of the window’s number (the first where there is none) under its rules so far.

    `mapping` is one that was posted and not saved. Raises UnreadableFile.
    """
    sheets = read_sheets(bytes(batch.data or b""), batch.file_name, kept=True)
    number = window.sheet if window.sheet in range(1, len(sheets) + 1) else _first_visible(sheets)
    chosen, measures = sheets[number - 1], known_measures(batch.council)
    rules = mapping or (parse_mapping(batch.mapping, whole=False) if batch.mapping else Mapping())
    rules = _named(rules, sheets)
    guessed = not rules.of(chosen.name) and mapping is None
    if guessed:
        rules = Mapping((*rules.rules, *guess_mapping(chosen, measures)))
    return PointingPage(
        batch=batch,
        sheets=sheets,
        number=number,
        mapping=rules,
        grid=import_grid(chosen, rules, measures, from_row=window.row, from_column=window.column),
        measures=tuple(measures),
        groups=group_names(),
        guessed=guessed,
    )


def _first_visible(sheets: Sequence[SheetCells]) -> int:
    return next((n for n, one in enumerate(sheets, start=1) if not one.is_hidden), 1)


def _named(mapping: Mapping, sheets: Sequence[SheetCells]) -> Mapping:
    """Rules without a sheet's name are the first sheet's."""
    first = sheets[_first_visible(sheets) - 1].name
    return mapping.with_sheet(first)


def _is_filled(grid: Grid, line: GridLine) -> bool:
    """Whether a number stands in a line beside the measures: names and colours are no targets."""
    taken = [one.number for one in grid.lines if one.rule and one.rule.holds is Holds.FIGURES]
    place = [(n, line.number) if line.axis.value == "column" else (line.number, n) for n in taken]
    return any(any(map(str.isdigit, grid.sheet.cell(*one).text)) for one in place)
