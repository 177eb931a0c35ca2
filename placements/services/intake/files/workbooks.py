"""Workbooks with a sheet for each table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from placements.domain.reading import Piece
from placements.services.intake.refusals import IntakeRefused
from reporting.spreadsheets import Cell, CellKind, SheetCells, UnreadableFile, read_sheets
from reporting.spreadsheets.refusals import MOST_BYTES

from .raw import RawTable, piece_of
from .sent import SentFile


def read_workbook(file: SentFile) -> list[RawTable]:
    """Its sheets that hold something. Raises IntakeRefused."""
    if file.size > MOST_BYTES:
        raise IntakeRefused(
            f"{file.shown} is too large for a workbook. Save each of its sheets as a CSV file and "
            "send those."
        )
    try:
        with file.open() as stream:
            sheets = read_sheets(stream.read(MOST_BYTES + 1), file.name)
    except UnreadableFile as refusal:
        words = f"{refusal} Or save each sheet as a CSV file and send those."
        raise IntakeRefused(words) from refusal
    return [table for sheet in sheets if (table := _table(file, sheet)) is not None]


def _table(file: SentFile, sheet: SheetCells) -> RawTable | None:
    top = next((n for n, line in enumerate(sheet.rows) if any(_text(c) for c in line)), None)
    if top is None:
        return None
    headings = tuple(_text(cell) for cell in sheet.rows[top])

    def pieces() -> Iterator[Piece]:
        filled = [
            (number, line)
            for number, cells in enumerate(sheet.rows[top + 1 :], start=top + 2)
            if any(line := [_text(cell) for cell in cells])
        ]
        if filled:
            lines = [_padded(line, len(headings)) for _, line in filled]
            yield piece_of(lines, [number for number, _ in filled], len(headings))

    names = (sheet.name, file.name, file.group)
    return RawTable(
        f"{file.name}, sheet {sheet.name}", f"{file.group}/{file.name}", names, headings, pieces
    )


def _padded(line: Sequence[str], width: int) -> list[str]:
    """A sheet's rows end with their last filled cell."""
    return [*line, *[""] * (width - len(line))]


def _text(cell: Cell) -> str:
    if cell.kind is CellKind.FORMULA:
        return cell.text if cell.text.startswith("=") else f"={cell.text}"
    return "" if cell.kind is CellKind.BLANK else cell.text.strip()
