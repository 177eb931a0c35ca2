"""The lines of a published register: CSV in either encoding, packed by gzip, or a workbook."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path

from .refusals import refusal
from .workbooks import workbook_tables

# The release of 2025 has 1.8 MB and 5,600 rows.
MOST_BYTES = 32_000_000
MOST_ROWS = 50_000

GZIP, ZIP = b"\x1f\x8b", b"PK"
# First bytes of what people give by mistake, and what it is.
OTHER_KINDS = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls)",
    b"{": "JSON",
    b"<": "a web page or XML",
}
SAVE_AS = "Give the register as .csv or .xlsx"

Line = tuple[int, list[str]]
# Name of the sheet (blank for a CSV file) and its lines, which can be read once.
Table = tuple[str, Iterator[Line]]


def contents(path: Path) -> bytes:
    """The bytes of a file of a size that the register may have. Raises RegisterRefused."""
    if not path.is_file():
        raise refusal(path, f"There is no file {path}")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise _too_large(path, size)
    if not size:
        raise refusal(path, "The file is empty")
    try:
        return path.read_bytes()
    except OSError as error:
        raise refusal(path, f"It cannot be read: {error.strerror}") from error


def tables(path: Path, data: bytes) -> Iterator[Table]:
    """The tables of a file: the sheets of a workbook, or the one of a CSV file.

    Raises RegisterRefused, also while lines are read.
    """
    if data.startswith(GZIP):
        data = _unpacked(path, data)
    if data.startswith(ZIP):
        yield from workbook_tables(path, data, MOST_ROWS)
    else:
        yield "", _csv_lines(path, _text(path, data))


def _too_large(path: Path, size: int) -> Exception:
    return refusal(
        path,
        f"It has {size / 1e6:,.0f} MB, and the register has about 2: more than "
        f"{MOST_BYTES / 1e6:.0f} MB are not read. Is this another file?",
    )


def _unpacked(path: Path, data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            unpacked = packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise refusal(path, "It is packed by gzip and cannot be unpacked: is it whole?") from error
    if len(unpacked) > MOST_BYTES:
        raise _too_large(path, len(unpacked))
    return unpacked


def _text(path: Path, data: bytes) -> str:
    """UTF-8, or Windows' own encoding, in which spreadsheet programs save CSV."""
    for start, kind in OTHER_KINDS.items():
        if data.lstrip()[:8].startswith(start):
            raise refusal(path, f"This is {kind}. {SAVE_AS}")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise refusal(path, f"There are NUL bytes: this is no text, or damaged. {SAVE_AS}", line)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = f"byte 0x{data[error.start]:02X} is neither UTF-8 nor Windows text"
        raise refusal(path, f"{told}. {SAVE_AS}", line) from error


def _csv_lines(path: Path, text: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise refusal(path, f"More than {MOST_ROWS:,} rows are no register of Ofsted’s")
            yield reader.line_num, cells
    except csv.Error as error:
        told = f"This is no whole CSV file: {error}. Download it again"
        raise refusal(path, told, reader.line_num) from error
