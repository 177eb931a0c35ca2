"""A sheet as a grid to point at: sixty rows and thirty columns of it, with what each line holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from performance.domain.history import (
    Axis,
    Heading,
    Holds,
    KnownMeasure,
    Mapping,
    Reads,
    Rule,
    sheet_headings,
)
from performance.domain.history.headings import as_read
from performance.domain.history.known import by_name, plain_words
from reporting.spreadsheets import Cell, SheetCells, address

ROWS, COLUMNS = 60, 30
LONGEST = 40


@dataclass(frozen=True)
class GridLine:
    """One row or column of the window: "row 6", "6", its first words, and its rule."""

    axis: Axis
    number: int
    rule: Rule | None
    label: str

    @property
    def name(self) -> str:
        letters = address(1, self.number)[:-1]
        return str(self.number) if self.axis is Axis.ROW else letters

    @property
    def place(self) -> str:
        return f"{self.axis} {self.name}"


@dataclass(frozen=True)
class GridCell:
    text: str
    is_number: bool
    is_heading: bool
    is_taken: bool


@dataclass(frozen=True)
class Grid:
    """A window of a sheet. `periods` are the first and second line of headings; `headings` how
    each column (or row) is read: "Q1 2017-18", or empty.
    """

    sheet: SheetCells
    axis: Axis
    periods: tuple[int, ...]
    reads: Reads
    rows: tuple[GridLine, ...]
    columns: tuple[GridLine, ...]
    cells: tuple[tuple[GridCell, ...], ...]
    headings: tuple[str, ...]
    from_row: int
    from_column: int

    @property
    def lines(self) -> tuple[GridLine, ...]:
        """The lines that can hold a measure: rows where periods stand in a row."""
        return self.rows if self.axis is Axis.ROW else self.columns

    @property
    def crossing(self) -> tuple[GridLine, ...]:
        return self.columns if self.axis is Axis.ROW else self.rows

    @property
    def body(self) -> list[tuple[GridLine, tuple[GridCell, ...], str]]:
        """Each row with its cells; how it is read as a heading, where periods run down."""
        read = self.headings if self.axis is Axis.COLUMN else ("",) * len(self.rows)
        return list(zip(self.rows, self.cells, read, strict=True))

    @property
    def head(self) -> list[tuple[GridLine, str]]:
        read = self.headings if self.axis is Axis.ROW else ("",) * len(self.columns)
        return list(zip(self.columns, read, strict=True))

    @property
    def read_count(self) -> int:
        return sum(bool(text) for text in self.headings)

    @property
    def earlier(self) -> int | None:
        return max(self.from_row - ROWS, 1) if self.from_row > 1 else None

    @property
    def later(self) -> int | None:
        following = self.from_row + ROWS
        return following if following <= len(self.sheet.rows) else None

    @property
    def to_the_left(self) -> int | None:
        return max(self.from_column - COLUMNS, 1) if self.from_column > 1 else None

    @property
    def to_the_right(self) -> int | None:
        following = self.from_column + COLUMNS
        return following if following <= self.sheet.width else None


def import_grid(
    sheet: SheetCells,
    mapping: Mapping,
    measures: Sequence[KnownMeasure],
    *,
    from_row: int = 1,
    from_column: int = 1,
) -> Grid:
    """The window that begins at a row and a column, under the rules of the sheet so far."""
    rules = mapping.of(sheet.name)
    heads = [rule for rule in rules if rule.holds is Holds.PERIODS]
    axis = heads[0].axis if heads else Axis.ROW
    numbers = tuple(rule.number for rule in heads)
    reads = next((rule.reads for rule in heads if rule.reads), Reads.AS_WRITTEN)
    rows = range(from_row, min(from_row + ROWS, len(sheet.rows) + 1))
    columns = range(from_column, min(from_column + COLUMNS, sheet.width + 1))
    named = _canonical(rules, measures)
    read = sheet_headings(sheet, axis, numbers) if numbers else {}
    positions = columns if axis is Axis.ROW else rows
    return Grid(
        sheet=sheet,
        axis=axis,
        periods=numbers,
        reads=reads,
        rows=tuple(_line(sheet, Axis.ROW, number, named) for number in rows),
        columns=tuple(_line(sheet, Axis.COLUMN, number, named) for number in columns),
        cells=tuple(tuple(_cell(sheet, r, c, axis, numbers, named) for c in columns) for r in rows),
        headings=tuple(_read(read, position, reads) for position in positions),
        from_row=from_row,
        from_column=from_column,
    )


Rules = dict[tuple[Axis, int], Rule]


def _canonical(rules: Sequence[Rule], measures: Sequence[KnownMeasure]) -> Rules:
    """By place, with measures as codes: a mapping file may name them in the council's words."""
    names = by_name(measures)
    found = {}
    for rule in rules:
        known = names.get(plain_words(rule.measure))
        found[rule.axis, rule.number] = replace(rule, measure=known.code) if known else rule
    return found


def _line(sheet: SheetCells, axis: Axis, number: int, rules: Rules) -> GridLine:
    """Its label is the first words that stand in it."""
    last = sheet.width if axis is Axis.ROW else len(sheet.rows)
    cells = (
        sheet.cell(number, n) if axis is Axis.ROW else sheet.cell(n, number)
        for n in range(1, min(last, 30) + 1)
    )
    label = next((cell.text for cell in cells if not cell.is_blank and cell.number is None), "")
    return GridLine(axis, number, rules.get((axis, number)), _short(label))


def _cell(
    sheet: SheetCells, row: int, column: int, axis: Axis, periods: Sequence[int], rules: Rules
) -> GridCell:
    cell = _shown(sheet.cell(row, column))
    line = row if axis is Axis.ROW else column
    rule = rules.get((axis, line))
    return GridCell(
        text=_short(cell.text),
        is_number=cell.number is not None,
        is_heading=line in periods,
        is_taken=rule is not None and rule.holds is Holds.FIGURES,
    )


def _read(found: dict[int, Heading], position: int, reads: Reads) -> str:
    heading = found.get(position)
    return as_read(heading.period, reads).short_name if heading and heading.period else ""


def _shown(cell: Cell) -> Cell:
    return cell.kept or cell


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
