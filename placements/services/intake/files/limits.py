"""How much is read at most: beyond it a file is refused before it fills the memory."""

from __future__ import annotations

from reporting.spreadsheets import Limits

MOST_FILES = 200
MOST_BYTES = 200 * 1024 * 1024
# The rows of one table; a large authority's largest table has some ten thousand.
MOST_ROWS = 500_000
MOST_COLUMNS = 200
# The characters of one line of a CSV file.
MOST_LINE = 100_000
# The elements of an XML file that are held at once, those of one child; a child has some hundred.
MOST_ELEMENTS = 200_000
# A workbook of some years of a large authority; its texts fill some 300 MB at most.
OF_WORKBOOKS = Limits(
    packed=20 * 1024 * 1024, unpacked=300 * 1024 * 1024, elements=6_000_000, rows=100_000
)
# A piece that is read at once.
ROWS_AT_ONCE = 20_000
BYTES_AT_ONCE = 1024 * 1024
MOST_RATIO, RATIO_FROM = 200, 1024 * 1024


def megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.0f} MB"
