"""The tables of an archive as lists of cells, with the line that each came from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import NOT_PROVIDED

from .archive import Archive
from .refusals import LeavingError
from .tables import Field, Table, council_tables
from .writing import ROW

# Far above any text that people write; the csv module asks for some limit.
LONGEST_CELL = 64 * 2**20


@dataclass(frozen=True)
class Line:
    """One row of a table: its cells by column, and its number in the file."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A table as the archive has it; columns that were added since are not in `fields`."""

    table: Table
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]

    @property
    def is_complete(self) -> bool:
        return self.fields == self.table.fields

    def names_in(self, line: Line, field: Field) -> list[str]:
        """The rows that a cell names: none, one, or a list of them."""
        cell = line.cells[field.name]
        if not field.many_to_many:
            return [cell] if cell else []
        try:
            names = json.loads(cell or "[]")
        except ValueError:
            names = None
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise LeavingError(f"{self.where(line, field)}: “{cell[:60]}” is not a list of keys.")
        return names

    def where(self, line: Line, field: Field) -> str:
        return f"{self.table.file}, line {line.number}, column {field.name}"


def read_sheets(archive: Archive) -> list[Sheet]:
    """Every table of the archive, in the order in which they are brought in.

    A table that this installation has and the archive lacks was added since, and is left empty.
    Raises LeavingError for tables and columns that nobody here knows.
    """
    known = {table.file: table for table in council_tables()}
    tables = {name for name in archive.manifest["files"] if name.startswith("tables/")}
    strange = sorted(tables - known.keys())
    if strange:
        raise LeavingError(
            f"{archive.path.name} holds {strange[0]}, which this installation does not know. It "
            "was made by a newer version: bring this installation up to date first."
        )
    return [_sheet(table, archive) for table in known.values() if archive.has(table.file)]


def _sheet(table: Table, archive: Archive) -> Sheet:
    try:
        text = archive.read(table.file).decode("utf-8-sig")
        lines = _lines(text)
        head = next(lines, Line(1, {}))
        names = list(head.cells.values())
        fields = _fields(table, names)
        rows = tuple(
            Line(line.number, dict(zip(names, line.cells.values(), strict=True))) for line in lines
        )
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise LeavingError(f"{table.file} cannot be read as a table: {error}.") from error
    told = archive.manifest["rows"].get(table.file)
    if told != len(rows):
        raise LeavingError(f"{table.file} has {len(rows)} rows, and the manifest says {told}.")
    return Sheet(table, fields, rows)


def _lines(text: str) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    for cells in reader:
        yield Line(reader.line_num, {str(n): cell for n, cell in enumerate(cells)})


def _fields(table: Table, names: list[str]) -> tuple[Field, ...]:
    known = {field.name: field for field in table.fields}
    strange = [name for name in names if name not in known and name != ROW]
    if strange:
        raise LeavingError(
            f"{table.file} has a column “{strange[0]}”, which this installation does not know. It "
            "was made by a newer version: bring this installation up to date first."
        )
    missing = [name for name, field in known.items() if name not in names and _is_needed(field)]
    if missing:
        raise LeavingError(f"{table.file} lacks the column “{missing[0]}”, which every row needs.")
    return tuple(field for name, field in known.items() if name in names)


def _is_needed(field: Field) -> bool:
    filled = field.default is not NOT_PROVIDED or field.null or field.blank or field.many_to_many
    return not filled
