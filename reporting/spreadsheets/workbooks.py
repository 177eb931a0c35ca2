"""Reads the cells of an .xlsx workbook, and nothing else of it.

openpyxl's own loader also opens pictures, charts, comments and links, and writes out each cell of
a merged range: here its parts are called one by one, so that only cells and ranges are read.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import warnings
from dataclasses import replace
from decimal import Decimal
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._reader import WorksheetReader

from .archive import refuse_dangerous
from .cells import BLANK, Cell, CellKind, Merged, SheetCells, address
from .refusals import MOST_COLUMNS, MOST_ROWS, UnreadableFile

_WORDS_OF_A_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_workbook(data: bytes, shown: str, *, kept: bool = False) -> tuple[SheetCells, ...]:
    """Every sheet of cells, in the workbook's order. Raises UnreadableFile.

    `kept` reads the file a second time, for the values that stand beside formulas.
    """
    refuse_dangerous(data, shown)
    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out: pictures, extensions, odd dates.
            warnings.simplefilter("ignore")
            sheets = _sheets(data, shown)
            if not kept:
                return sheets
            values = _sheets(data, shown, values=True)
            return tuple(_with_kept(*both) for both in zip(sheets, values, strict=True))
    except UnreadableFile:
        raise
    except Exception as error:
        # A file from anywhere makes the library raise nearly anything.
        raise UnreadableFile(
            f"{shown} cannot be read as an Excel workbook. Open it in your spreadsheet program, "
            "save it again as .xlsx, and try that."
        ) from error


def _with_kept(sheet: SheetCells, values: SheetCells) -> SheetCells:
    """The formulas of a sheet with the values of the second reading; a blank one was not kept."""
    rows = [
        tuple(
            replace(cell, kept=_kept(values.cell(row, column)))
            if cell.kind is CellKind.FORMULA
            else cell
            for column, cell in enumerate(line, start=1)
        )
        for row, line in enumerate(sheet.rows, start=1)
    ]
    return replace(sheet, rows=tuple(rows))


def _kept(value: Cell) -> Cell | None:
    return None if value.is_blank else value


def _sheets(data: bytes, shown: str, *, values: bool = False) -> tuple[SheetCells, ...]:
    reader = ExcelReader(io.BytesIO(data), data_only=values, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    found = []
    for sheet, rel in reader.parser.find_sheets():
        if rel.target in reader.valid_files and rel.Type.endswith("/worksheet"):
            found.append(_sheet(reader, sheet, rel.target, shown, values))
    if not found:
        raise UnreadableFile(f"{shown} has no sheet with cells. Choose the file with the figures.")
    return tuple(found)


def _sheet(reader: Any, sheet: Any, path: str, shown: str, values: bool) -> SheetCells:
    made = reader.wb.create_sheet(sheet.name)
    with reader.archive.open(path) as stream:
        rows = WorksheetReader(made, stream, reader.shared_strings, values, False)
        rows.bind_cells()
    merged = rows.parser.merged_cells
    return SheetCells(
        name=sheet.name,
        rows=_rows(made, shown),
        merged=tuple(_merged(one.ref) for one in merged.mergeCell) if merged else (),
        is_hidden=sheet.state != "visible",
    )


def _rows(made: Any, shown: str) -> tuple[tuple[Cell, ...], ...]:
    filled = {place: cell_of(raw) for place, raw in made._cells.items() if raw.value is not None}
    filled = {place: cell for place, cell in filled.items() if not cell.is_blank}
    bottom = max((row for row, _ in filled), default=0)
    right = max((column for _, column in filled), default=0)
    if bottom > MOST_ROWS or right > MOST_COLUMNS:
        raise UnreadableFile(
            f"{shown} goes as far as {address(bottom, right)} in the sheet “{made.title}”; the "
            f"most is {MOST_ROWS:,} rows and {MOST_COLUMNS} columns. Delete what is beyond."
        )
    lengths: dict[int, int] = {}
    for row, column in filled:
        lengths[row] = max(column, lengths.get(row, 0))
    return tuple(
        tuple(filled.get((row, column), BLANK) for column in range(1, lengths.get(row, 0) + 1))
        for row in range(1, bottom + 1)
    )


def _merged(ref: str) -> Merged:
    left, top, right, bottom = range_boundaries(ref)
    return Merged(top=top, left=left, bottom=bottom, right=right)


def cell_of(raw: Any) -> Cell:
    value = raw.value
    if raw.data_type == "f":
        return Cell(CellKind.FORMULA, str(getattr(value, "text", None) or value))
    if raw.data_type == "e":
        return Cell(CellKind.ERROR, str(value))
    if isinstance(value, bool):
        return Cell(CellKind.TEXT, str(value).upper())
    if isinstance(value, dt.datetime):
        return _of_day(value.date())
    if isinstance(value, dt.date):
        return _of_day(value)
    if isinstance(value, int | float):
        return _of_number(value, str(raw.number_format))
    text = str(value)
    return Cell(CellKind.TEXT, text) if text.strip() else BLANK


def _of_day(day: dt.date) -> Cell:
    return Cell(CellKind.DATE, day.isoformat(), day=day)


def _of_number(value: float, number_format: str) -> Cell:
    if not math.isfinite(value):
        return Cell(CellKind.ERROR, "#NUM!")
    # What Excel shows: 0.1 + 0.2 is kept as 0.30000000000000004 and read as 0.3.
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    percent = "%" in _WORDS_OF_A_FORMAT.sub("", number_format)
    shown = f"{_plain(number * 100)}%" if percent else _plain(number)
    return Cell(CellKind.NUMBER, shown, number=number, percent=percent)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
