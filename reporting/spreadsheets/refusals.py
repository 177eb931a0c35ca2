"""Why a file is not read, and the limits that a file has to keep."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.domain.file_names import quoted as quoted  # for who reads other ZIP files too

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 2_000
MOST_ELEMENTS = 1_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 500
# A sheet of one formatted cell a million times over shrinks 60 times; a bomb, 1,000 times.
MOST_RATIO = 200
RATIO_FROM = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The most that is read of a workbook: bytes sent and unpacked, XML elements, rows a sheet."""

    packed: int = MOST_BYTES
    unpacked: int = MOST_UNPACKED
    elements: int = MOST_ELEMENTS
    rows: int = MOST_ROWS


OF_FIGURES = Limits()


class UnreadableFile(Exception):
    """A file that is not read; the message says what is wrong, where, and what to do."""
