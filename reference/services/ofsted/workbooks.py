"""The lines of an Excel workbook's sheets, read one by one: no sheet is held in memory."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from .refusals import RegisterRefused, refusal

# Unpacked; the register as a workbook has about 8 MB.
MOST_UNPACKED = 60_000_000
# A register has 45 columns: what stands further right is no part of it.
MOST_COLUMNS = 64


def workbook_tables(
    path: Path, data: bytes, most_rows: int
) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]:
    """Every sheet with its lines. Raises RegisterRefused."""
    _refuse_another_archive(path, data)
    try:
        with warnings.catch_warnings():
            # It warns of styles and extensions that it leaves out.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                yield sheet.title, _lines(path, sheet, most_rows)
    except RegisterRefused:
        raise
    except Exception as error:
        # A file from anywhere makes the library raise nearly anything.
        raise _unreadable(path) from error


def _unreadable(path: Path) -> RegisterRefused:
    return refusal(
        path,
        "It cannot be read as an Excel workbook: damaged, or locked by a password. Open it in a "
        "spreadsheet program, save it as .csv or .xlsx, and give that",
    )


def _refuse_another_archive(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {one.filename: one.file_size for one in archive.infolist()}
    except zipfile.BadZipFile as error:
        raise _unreadable(path) from error
    if "xl/workbook.xml" not in sizes:
        kind = "an OpenDocument file" if "content.xml" in sizes else "an archive"
        raise refusal(path, f"This is {kind}. Save the register as .csv or .xlsx, and give that")
    if sum(sizes.values()) > MOST_UNPACKED:
        raise refusal(path, "Unpacked it is far larger than a register of Ofsted’s. Not read")


def _lines(path: Path, sheet: Any, most_rows: int) -> Iterator[tuple[int, list[str]]]:
    # What a workbook says of its own size is often wrong.
    sheet.reset_dimensions()
    try:
        for number, cells in enumerate(
            sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1
        ):
            if number > most_rows:
                raise refusal(path, f"More than {most_rows:,} rows are no register of Ofsted’s")
            yield number, [_text(cell) for cell in cells]
    except RegisterRefused:
        raise
    except Exception as error:
        raise _unreadable(path) from error


def _text(value: object) -> str:
    """A cell as a CSV file would have it."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
