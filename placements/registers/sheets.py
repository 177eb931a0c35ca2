"""Finds the lines of a register in a file that may have been rearranged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from reference.domain.spreadsheets import unguarded
from reporting.spreadsheets import Cell, CellKind, SheetCells, UnreadableFile, serial_day

from .boxes import plain
from .declaring import Register

LOOKED_AT = 10
MOST_LINES = 2_000
NUMBER, CASE_NUMBER = "Number", "Case number"
# What a column is called inside: the line's own number, and a child's case number.
NUMBERS, CASES = "#", "case"


@dataclass(frozen=True)
class SentLine:
    """One filled row: its number in the file, and its texts by box. `number` is the line's own,
    empty for a new one; `case` a child's case number, which no preview and no audit ever holds.
    """

    row: int
    number: str
    texts: dict[str, str]
    case: str = ""
    formula: str = ""


@dataclass(frozen=True)
class Sent:
    """The lines of a file, and heads of columns that no box of the register has."""

    lines: tuple[SentLine, ...]
    unread: tuple[str, ...]


def sent_lines(register: Register, sheets: Sequence[SheetCells]) -> Sent:
    """The lines of the first sheet that has the register's heads. Columns are known by their
    heads: their order does not matter. Raises UnreadableFile.
    """
    for sheet in sheets:
        for number in range(1, min(LOOKED_AT, len(sheet.rows)) + 1):
            columns = _columns(register, sheet, number)
            if _is_head(register, columns):
                _refuse_missing(register, sheet, columns)
                lines = _lines(register, sheet, number, columns)
                return Sent(tuple(lines), _unread(sheet, number, columns))
    raise UnreadableFile(
        f"No sheet of this file has the heads of “{register.name}”. Download the empty workbook, "
        "and copy your lines into it."
    )


def takes_case_numbers(register: Register) -> bool:
    return any(box.name == "child" for box in register.boxes)


def _columns(register: Register, sheet: SheetCells, row: int) -> dict[str, int]:
    names = {plain(box.label): box.name for box in register.boxes} | {plain(NUMBER): NUMBERS}
    if takes_case_numbers(register):
        names[plain(CASE_NUMBER)] = CASES
    found: dict[str, int] = {}
    for place, cell in enumerate(sheet.rows[row - 1], start=1):
        name = names.get(plain(cell.text))
        if name is not None:
            found.setdefault(name, place)
    return found


def _unread(sheet: SheetCells, row: int, columns: dict[str, int]) -> tuple[str, ...]:
    read = columns.values()
    heads = enumerate(sheet.rows[row - 1], start=1)
    return tuple(cell.text for place, cell in heads if not cell.is_blank and place not in read)


def _is_head(register: Register, columns: dict[str, int]) -> bool:
    known = len(columns.keys() - {NUMBERS, CASES})
    return known >= min(2, len(register.boxes))


def _refuse_missing(register: Register, sheet: SheetCells, columns: dict[str, int]) -> None:
    there = columns.keys() | ({"child"} if CASES in columns else set())
    missing = [
        f"“{box.label}”"
        for box in register.boxes
        if box.name not in there and box.name in register.identity
    ]
    if missing and NUMBERS not in columns:
        what = "column is" if len(missing) == 1 else "columns are"
        raise UnreadableFile(
            f"In the sheet “{sheet.name}” the {what} missing: {', '.join(missing)}. Download the "
            "empty workbook, and copy your lines into it."
        )


def _lines(
    register: Register, sheet: SheetCells, head: int, columns: dict[str, int]
) -> list[SentLine]:
    found = []
    for row in range(head + 1, len(sheet.rows) + 1):
        cells = {name: sheet.cell(row, place) for name, place in columns.items()}
        if any(not cell.is_blank for cell in cells.values()):
            found.append(_line(register, row, cells))
    if len(found) > MOST_LINES:
        raise UnreadableFile(
            f"The file has {len(found):,} lines; the most at once is {MOST_LINES:,}. Send it in "
            "several parts."
        )
    if not found:
        raise UnreadableFile("There is no line below the heads. Fill in at least one.")
    return found


def _line(register: Register, row: int, cells: dict[str, Cell]) -> SentLine:
    wrong = (CellKind.FORMULA, CellKind.ERROR)
    texts = {
        name: _text(register, name, cell)
        for name, cell in cells.items()
        if name not in (NUMBERS, CASES)
    }
    return SentLine(
        row=row,
        number=cells[NUMBERS].text.strip() if NUMBERS in cells else "",
        texts=texts,
        case=cells[CASES].text.strip() if CASES in cells else "",
        formula=next((cell.text[:40] for cell in cells.values() if cell.kind in wrong), ""),
    )


def _text(register: Register, name: str, cell: Cell) -> str:
    if cell.day is not None:
        return cell.day.isoformat()
    field: Any = register.model_field(name)
    if cell.kind is CellKind.NUMBER and isinstance(field, models.DateField):
        day = serial_day(cell.number) if cell.number is not None else None
        return day.isoformat() if day else cell.text
    if cell.kind is CellKind.NUMBER and cell.number is not None:
        return f"{cell.number:f}"
    return unguarded(cell.text).strip()
