"""Workbooks with a sheet for each table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from placements.domain.reading import Piece
from placements.services.intake.refusals import IntakeRefused
from reporting.spreadsheets import Lines, UnreadableFile, read_lines
from reporting.spreadsheets.refusals import quoted

from .limits import OF_WORKBOOKS, ROWS_AT_ONCE
from .raw import RawTable, piece_of
from .sent import SentFile


def read_workbook(file: SentFile) -> list[RawTable]:
    """Its sheets that hold something. Raises IntakeRefused."""
    try:
        with file.open() as stream:
            data = stream.read(OF_WORKBOOKS.packed + 1)
        sheets = read_lines(data, quoted(file.name), OF_WORKBOOKS)
    except UnreadableFile as refusal:
        words = f"{refusal} Or save each sheet as a CSV file and send those."
        raise IntakeRefused(words) from refusal
    return [_table(file, sheet) for sheet in sheets if sheet.rows]


def _table(file: SentFile, sheet: Lines) -> RawTable:
    (_, headings), *filled = sheet.rows

    def pieces() -> Iterator[Piece]:
        rest = iter(filled)
        while some := list(islice(rest, ROWS_AT_ONCE)):
            lines = [_padded(line, len(headings)) for _, line in some]
            yield piece_of(lines, [number for number, _ in some], len(headings))

    names = (sheet.sheet, file.name, file.group)
    return RawTable(
        f"{file.name}, sheet {sheet.sheet}", f"{file.group}/{file.name}", names, headings, pieces
    )


def _padded(line: Sequence[str], width: int) -> list[str]:
    """A sheet's rows end with their last filled cell."""
    return [*line, *[""] * (width - len(line))]
