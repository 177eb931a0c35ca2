"""Reads long workbooks as lines of text: row by row, so that no sheet is in memory as cells.

Formats, merged ranges and what stands beside a formula are not read: tables of a return have none.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

from .archive import refuse_dangerous
from .cells import BLANK, Cell, CellKind
from .refusals import MOST_COLUMNS, Limits, UnreadableFile
from .workbooks import cell_of


@dataclass(frozen=True)
class Lines:
    """A sheet: the rows in which something stands, with their numbers, each to its last cell."""

    sheet: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_lines(data: bytes, shown: str, limits: Limits) -> tuple[Lines, ...]:
    """Every sheet of cells. A formula stays a formula. Raises UnreadableFile."""
    if len(data) > limits.packed:
        raise UnreadableFile(f"{shown} is too large for a workbook.")
    refuse_dangerous(data, shown, limits)
    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out: pictures, extensions, odd dates.
            warnings.simplefilter("ignore")
            return tuple(_lines(data, shown, limits))
    except UnreadableFile:
        raise
    except Exception as error:
        # A file from anywhere makes the library raise nearly anything.
        raise UnreadableFile(
            f"{shown} cannot be read as an Excel workbook. Open it in your spreadsheet program, "
            "save it again as .xlsx, and try that."
        ) from error


def _lines(data: bytes, shown: str, limits: Limits) -> Iterator[Lines]:
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            # How far a sheet goes is what its rows say, not what its head does.
            sheet.reset_dimensions()
            yield Lines(sheet.title, tuple(_rows(sheet, shown, limits)))
    finally:
        book.close()


def _rows(sheet: Any, shown: str, limits: Limits) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > limits.rows or len(cells) > MOST_COLUMNS:
            raise UnreadableFile(
                f"{shown} has more than {limits.rows:,} rows or {MOST_COLUMNS} columns in the "
                f"sheet “{sheet.title}”. Delete what is beyond the table."
            )
        texts = [_text(BLANK if raw.value is None else cell_of(raw)) for raw in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, tuple(texts)


def _text(cell: Cell) -> str:
    if cell.kind is CellKind.FORMULA:
        return cell.text if cell.text.startswith("=") else f"={cell.text}"
    return cell.text.strip()
