"""Finds the rows of a return in a file that may have been rearranged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from performance.domain.round_trip import KEYS, OPEN, Column
from performance.domain.round_trip.columns import LATER
from reporting.spreadsheets import BLANK, Cell, SheetCells, UnreadableFile, address

LOOKED_AT = 10
AGAIN = "Download the return’s spreadsheet once more, and copy your figures into it."


@dataclass(frozen=True)
class Row:
    """One filled row: its number, and its cells by column."""

    number: int
    cells: dict[Column, Cell]

    def at(self, column: Column) -> Cell:
        return self.cells.get(column, BLANK)

    def key(self, column: Column) -> str:
        """A hidden cell as text: 12 and "12" are the same."""
        return self.at(column).text.strip()


@dataclass(frozen=True)
class Table:
    """The rows below the head, and where each column stands."""

    sheet: str
    columns: dict[Column, int]
    rows: tuple[Row, ...]

    def address(self, row: int, field: str) -> str:
        """The cell of a field in a row; the row's measure where the field has no column."""
        column = self.columns.get(Column(field)) if field in list(Column) else None
        return address(row, column or self.columns.get(Column.MEASURE, 1))


def find_table(sheets: Sequence[SheetCells]) -> Table:
    """The table of a return in the first sheet that has one.

    Columns are known by their heads, so that their order does not matter and others may stand
    between them. Raises UnreadableFile where no sheet has the head, or a column is missing.
    """
    for sheet in sheets:
        for number in range(1, min(LOOKED_AT, len(sheet.rows)) + 1):
            columns = _columns(sheet, number)
            if Column.FIGURE in columns and Column.MEASURE in columns:
                _refuse_missing(sheet, columns)
                return Table(sheet.name, columns, _rows(sheet, number, columns))
    raise UnreadableFile(f"This file is not the spreadsheet of a return. {AGAIN}")


def _columns(sheet: SheetCells, number: int) -> dict[Column, int]:
    """Where each column stands, by the words of the head; the first of two that are alike."""
    names = {column.label.lower(): column for column in Column}
    found: dict[Column, int] = {}
    for place, cell in enumerate(sheet.rows[number - 1], start=1):
        column = names.get(" ".join(cell.text.split()).lower())
        if column is not None:
            found.setdefault(column, place)
    return found


def _refuse_missing(sheet: SheetCells, columns: dict[Column, int]) -> None:
    wanted = [one for one in (*KEYS, *OPEN) if one not in LATER]
    missing = [f"“{one.label}”" for one in wanted if one not in columns]
    if missing:
        what = "column is" if len(missing) == 1 else "columns are"
        raise UnreadableFile(
            f"In the sheet “{sheet.name}” the {what} missing: {', '.join(missing)}. {AGAIN}"
        )


def _rows(sheet: SheetCells, head: int, columns: dict[Column, int]) -> tuple[Row, ...]:
    found = []
    for number in range(head + 1, len(sheet.rows) + 1):
        cells = {column: sheet.cell(number, place) for column, place in columns.items()}
        if any(not cell.is_blank for cell in cells.values()):
            found.append(Row(number, cells))
    return tuple(found)
