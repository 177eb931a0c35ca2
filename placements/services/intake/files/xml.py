"""The return as XML: an element CHILD for each child, with groups of elements for its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from placements.domain.reading import Piece, Table
from placements.domain.reading.recognising import plain
from placements.services.intake.refusals import IntakeRefused
from reporting.spreadsheets.archive import BROKEN

from .limits import MOST_ELEMENTS, MOST_ROWS
from .raw import RawTable, piece_of
from .sent import SentFile

CHILD = "CHILD"
# What a group takes from its child, and so what does not tell one table from another.
SHARED = frozenset({"CHILD", "DOB", "SEX"})
# The form says by a flag of the child what the files say by a row.
FLAGS = {"asylum": "UASC"}


@dataclass
class _Gathered:
    """Rows by table, as they are found; a row's number is that of its child in the file."""

    tables: tuple[Table, ...]
    rows: dict[str, list[tuple[int, list[str]]]] = field(default_factory=dict)
    count: int = 0

    def add(self, child: int, cells: Mapping[str, str], own: Mapping[str, str]) -> None:
        for table in self.tables:
            telling = table.needed - SHARED
            there = {table.names.get(name): text for name, text in own.items()}
            told = any(there.get(name) for name in telling)
            flagged = own.get(FLAGS.get(table.rows, "")) == "1"
            if flagged or (told and telling <= there.keys()):
                known = {table.names[n]: t for n, t in cells.items() if n in table.names}
                line = [known.get(column.name, "") for column in table.columns]
                self.rows.setdefault(table.rows, []).append((child, line))
                self.count += 1


def read_xml(file: SentFile, tables: tuple[Table, ...]) -> list[RawTable]:
    """The tables that it holds. Raises IntakeRefused for what is damaged, or defines something."""
    gathered = _Gathered(tables)
    try:
        with file.open() as stream:
            _read(file, stream, gathered)
    except DefusedXmlException as error:
        raise IntakeRefused(
            f"{file.shown} holds definitions that no return has, so it was not opened. Export it "
            "again from your case system."
        ) from error
    except (*BROKEN, ParseError) as error:
        if isinstance(error, IntakeRefused):
            raise
        raise IntakeRefused(
            f"{file.shown} is no XML, is damaged or cut short. Export it again. Nothing was loaded."
        ) from error
    if not gathered.rows:
        raise IntakeRefused(f"{file.shown} holds no child of a return: it has no element CHILD.")
    return [
        _raw(file, table, gathered.rows[table.rows])
        for table in tables
        if table.rows in gathered.rows
    ]


def _read(file: SentFile, stream: Any, gathered: _Gathered) -> None:
    child, held, path = 0, 0, []
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            path.append(element)
            held += 1
            if held > MOST_ELEMENTS:
                raise IntakeRefused(
                    f"{file.shown} has more elements outside its children, or in one of them, than "
                    "any return has. Nothing was loaded."
                )
            continue
        path.pop()
        if _name(element) == CHILD and len(element):
            child += 1
            _gather(element, child, gathered)
            if gathered.count > MOST_ROWS:
                raise IntakeRefused(
                    f"{file.shown} has more than {MOST_ROWS:,} rows; no return of one council has "
                    "so many. Nothing was loaded."
                )
            held -= sum(1 for _ in element.iter())
            element.clear()
            if path:
                path[-1].remove(element)


def _gather(child: Element, number: int, gathered: _Gathered) -> None:
    """Groups are elements that hold values; those of the child or its header are everybody's."""
    groups = [one for one in child.iter() if any(not len(part) for part in one)]
    about: dict[str, str] = {}
    for one in groups:
        if one is child or _name(one) == "HEADER":
            about |= _values(one)
    gathered.add(number, about, about)
    for one in groups:
        if one is not child and _name(one) != "HEADER":
            own = _values(one)
            gathered.add(number, about | own, own)


def _values(element: Element) -> dict[str, str]:
    return {_name(part): (part.text or "").strip() for part in element if not len(part)}


def _name(element: Element) -> str:
    return plain(str(element.tag).rpartition("}")[2])


def _raw(file: SentFile, table: Table, found: list[tuple[int, list[str]]]) -> RawTable:
    headings = tuple(column.name for column in table.columns)

    def pieces() -> Iterator[Piece]:
        rows, lines = [row for row, _ in found], [line for _, line in found]
        yield piece_of(lines, rows, len(headings))

    shown = f"{file.name}, {table.name}"
    return RawTable(shown, f"{file.group}/{file.name}", (file.name, file.group), headings, pieces)
