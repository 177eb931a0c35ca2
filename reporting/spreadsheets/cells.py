"""What a sheet holds, as plain values: the same for a workbook and for a CSV file.

Rows and columns count from 1, as spreadsheets number them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

# Day 1 of a spreadsheet is 1 January 1900, and it believes in a 29 February 1900.
_DAY_NONE = dt.date(1899, 12, 30)
# 1 January 1990 to 31 December 2099: numbers that people are likely to have meant as dates.
_SERIALS = range(32_874, 73_051)


class CellKind(Enum):
    """What stands in a cell. A CSV file knows only blanks, text and formulas."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True)
class Cell:
    """One cell. `text` is what a person reads in it: 87% where 0.87 is formatted as a percentage.

    `number` is as stored (0.87), with the 15 digits that spreadsheets keep; `percent` says that
    it is shown as a percentage. `day` is set for dates only. `kept` is the value that the program
    kept beside a formula, where the reader was asked for it: nobody has worked it out again.
    """

    kind: CellKind = CellKind.BLANK
    text: str = ""
    number: Decimal | None = None
    day: dt.date | None = None
    percent: bool = False
    kept: Cell | None = None

    @property
    def is_blank(self) -> bool:
        return self.kind is CellKind.BLANK


BLANK = Cell()


@dataclass(frozen=True)
class Merged:
    """A rectangle of cells merged into one; its value is that of the top left cell."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True)
class SheetCells:
    """One sheet: its rows from the first, each as long as its last filled cell."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merged, ...] = ()
    is_hidden: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """The cell itself; blank outside the sheet."""
        if not 1 <= row <= len(self.rows):
            return BLANK
        line = self.rows[row - 1]
        return line[column - 1] if 1 <= column <= len(line) else BLANK

    def covering(self, row: int, column: int) -> Cell:
        """The value that a reader sees at a place: that of the merged cell which covers it."""
        for one in self.merged:
            if one.covers(row, column):
                return self.cell(one.top, one.left)
        return self.cell(row, column)

    @property
    def width(self) -> int:
        """Columns up to the last filled one."""
        return max((len(row) for row in self.rows), default=0)


def address(row: int, column: int) -> str:
    """The name that a spreadsheet gives a cell.

    >>> address(7, 3), address(1, 28)
    ('C7', 'AB1')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def serial_day(number: Decimal) -> dt.date | None:
    """The day that a number may stand for, where a date lost its format: 44325 is 9 May 2021.

    None for numbers that are no days from 1990 to 2099.
    """
    if number != number.to_integral_value() or int(number) not in _SERIALS:
        return None
    return _DAY_NONE + dt.timedelta(days=int(number))
