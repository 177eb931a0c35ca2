"""A CSV file of counts as the protecting command reads it: numbers, hidden cells and other gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reporting.domain.disclosure.count_tables import Labels
from reporting.spreadsheets import SheetCells, UnreadableFile, read_sheets

HIDDEN, NOT_APPLICABLE = "c", "z"
# What else stands for a number that nobody has: not available, rounds to zero, older tables' dash.
NOT_KNOWN = ("x", "k", "-")
FAULTS_SHOWN = 10


class CountTableError(ValueError):
    """The file is no count table; the message says where and why."""


@dataclass
class Area:
    """One table: its numbers (None for a gap), which gaps are hidden cells, and every symbol."""

    numbers: dict[Labels, int | None] = field(default_factory=dict)
    hidden: set[Labels] = field(default_factory=set)
    symbols: dict[Labels, str] = field(default_factory=dict)
    order: list[Labels] = field(default_factory=list)
    # What stands in the columns of percentages, column by column.
    percents: dict[str, dict[Labels, str]] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        return None not in self.numbers.values()

    def add(self, labels: Labels, text: str) -> None:
        """Raises ValueError for a combination told twice, or no whole number of people."""
        if labels in self.symbols or labels in self.numbers:
            raise ValueError(
                f"{', '.join(labels)} stands there already; is a column of --within missing?"
            )
        self.order.append(labels)
        if text in (HIDDEN, NOT_APPLICABLE, *NOT_KNOWN):
            self.symbols[labels] = text
            if text != NOT_APPLICABLE:
                self.numbers[labels] = None
            if text == HIDDEN:
                self.hidden.add(labels)
        else:
            self.numbers[labels] = _people(text)


def _people(text: str) -> int:
    plain = text.replace(",", "")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    symbols = ", ".join((HIDDEN, NOT_APPLICABLE, *NOT_KNOWN))
    shown = repr(text) if text else "An empty cell"
    raise ValueError(f"{shown} is neither a whole number of people nor one of {symbols}")


def read_count_table(
    path: Path,
    *,
    value: str,
    by: Sequence[str],
    within: Sequence[str],
    where: Mapping[str, str],
    percents: Sequence[str] = (),
) -> dict[Labels, Area]:
    """The tables in a file, by their labels in the columns `within`, of the rows that hold the
    values `where` in those columns. Raises CountTableError.
    """
    sheet = _sheet(path)
    at = _places(sheet, path, [*within, *by, *percents, value])
    keys = len(within) + len(by)
    asked = dict(zip(_places(sheet, path, list(where)), where.values(), strict=True))
    areas: dict[Labels, Area] = {}
    faults: list[str] = []
    for row in range(2, len(sheet.rows) + 1):
        if not sheet.rows[row - 1] or any(
            sheet.cell(row, place).text.strip() != text for place, text in asked.items()
        ):
            continue
        *cells, text = (sheet.cell(row, place).text.strip() for place in at)
        area = areas.setdefault(tuple(cells[: len(within)]), Area())
        labels = tuple(cells[len(within) : keys])
        for name, printed in zip(percents, cells[keys:], strict=True):
            area.percents.setdefault(name, {})[labels] = printed
        try:
            area.add(labels, text)
        except ValueError as error:
            faults.append(f"line {row}, {value}: {error}")
    if faults:
        raise CountTableError(_in_words(path, faults))
    if not areas:
        raise CountTableError(f"{path} has no such rows" if where else f"{path} has no rows")
    return areas


def _sheet(path: Path) -> SheetCells:
    try:
        return read_sheets(path.read_bytes(), path.name)[0]
    except OSError as error:
        raise CountTableError(f"{path} could not be read: {error.strerror or error}") from error
    except UnreadableFile as error:
        raise CountTableError(str(error)) from error


def _places(sheet: SheetCells, path: Path, names: Sequence[str]) -> list[int]:
    """The numbers of the columns. Raises CountTableError for one that is missing, or twice."""
    header = [cell.text.strip() for cell in sheet.rows[0]] if sheet.rows else []
    for name in names:
        if header.count(name) != 1:
            times = "no" if name not in header else "more than one"
            there = ", ".join(header) or "none"
            raise CountTableError(f"{path} has {times} column {name!r}. Columns: {there}")
        if names.count(name) > 1:
            raise CountTableError(f"The column {name!r} is named twice")
    return [header.index(name) + 1 for name in names]


def _in_words(path: Path, faults: Sequence[str]) -> str:
    more = len(faults) - FAULTS_SHOWN
    lines = [f"{path} is no table of counts:", *faults[:FAULTS_SHOWN]]
    return "\n  ".join([*lines, f"and {more} more"] if more > 0 else lines)
