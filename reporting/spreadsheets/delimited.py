"""CSV files as Excel and others write them: UTF-8 or Windows letters; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
from itertools import islice

from reference.domain.spreadsheets import unguarded

from .cells import BLANK, Cell, CellKind, SheetCells
from .refusals import MOST_COLUMNS, MOST_ROWS, UnreadableFile

DELIMITERS = (",", ";", "\t")
LOOKED_AT = 30


def read_delimited(data: bytes, shown: str, *, title: str) -> SheetCells:
    """The one sheet of a CSV file, named `title`. Every filled cell is text, or a formula."""
    text = _text(data, shown)
    told, text = _told(text)
    found: list[tuple[Cell, ...]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=told or _guess(text), strict=True)
    try:
        for line in reader:
            _refuse_beyond(len(found) + 1, len(line), shown)
            found.append(_row(line))
    except csv.Error as error:
        raise UnreadableFile(
            f"{shown} cannot be read at line {reader.line_num}: a quotation mark is missing, or "
            "one too many. Save it again as CSV from your spreadsheet program."
        ) from error
    while found and not found[-1]:
        found.pop()
    return SheetCells(name=title, rows=tuple(found))


def _text(data: bytes, shown: str) -> str:
    """Decoded by its mark, else as UTF-8, else as Western Windows does."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise UnreadableFile(
        f"{shown} holds bytes that are not text, so it is not a CSV file. Save it from your "
        "spreadsheet program as “CSV UTF-8” or as an Excel workbook (.xlsx)."
    )


def _told(text: str) -> tuple[str, str]:
    """(delimiter, the rest) where the first line says it, as Excel's "sep=;"."""
    first, _, rest = text.partition("\n")
    said = first.strip("\r")
    if len(said) == 5 and said.startswith("sep=") and said[4] in DELIMITERS:
        return said[4], rest
    return "", text


def _guess(text: str) -> str:
    """The delimiter that makes most cells of the first lines; the comma where none makes any."""
    return max(DELIMITERS, key=lambda one: _cells_made(text, one))


def _cells_made(text: str, delimiter: str) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return sum(len(line) - 1 for line in islice(reader, LOOKED_AT) if line)
    except csv.Error:
        return 0


def _refuse_beyond(rows: int, columns: int, shown: str) -> None:
    if rows > MOST_ROWS:
        raise UnreadableFile(
            f"{shown} has more than {MOST_ROWS:,} rows. Split it, or delete the rows that hold no "
            "figures."
        )
    if columns > MOST_COLUMNS:
        raise UnreadableFile(
            f"{shown} has {columns:,} columns in row {rows}; the most is {MOST_COLUMNS}. Delete "
            "the columns that hold no figures."
        )


def _row(line: list[str]) -> tuple[Cell, ...]:
    cells = [_cell(text) for text in line]
    while cells and cells[-1].is_blank:
        cells.pop()
    return tuple(cells)


def _cell(text: str) -> Cell:
    if not text.strip():
        return BLANK
    kind = CellKind.FORMULA if text.startswith("=") else CellKind.TEXT
    return Cell(kind, unguarded(text))
