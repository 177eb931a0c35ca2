"""Tables whose rows are not of one length get empty cells: readers count columns by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name

from .objects import listed

GROUPS = frozenset({"/THead", "/TBody", "/TFoot"})
# A span beyond this is a mistake, not a table.
LONGEST_SPAN = 200


def even_rows(table: Any, made: Callable[[Any], Any]) -> bool:
    """Adds empty cells at the ends of short rows. `made` gives a cell its place in the file."""
    rows = list(_rows(table))
    taken = _taken(rows)
    width = max(taken, default=0)
    for row, columns in zip(rows, taken, strict=True):
        for _ in range(width - columns):
            cell = Dictionary(Type=Name.StructElem, S=Name.TD, P=row, K=Array([]))
            row.K = Array([*row.get("/K", []), made(cell)])
    return any(columns != width for columns in taken)


def _rows(table: Any) -> Iterator[Any]:
    for kid in _elements(table):
        if kid.S == "/TR":
            yield kid
        elif str(kid.S) in GROUPS:
            yield from (row for row in _elements(kid) if row.S == "/TR")


def _elements(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _taken(rows: list[Any]) -> list[int]:
    """How many columns each row fills, with the cells that reach down into it."""
    found = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in _elements(row):
            columns = _span(cell, "/ColSpan")
            for below in range(number, min(number + _span(cell, "/RowSpan"), len(rows))):
                found[below] += columns
    return found


def _span(cell: Any, name: str) -> int:
    for attribute in listed(cell.get("/A")):
        if isinstance(attribute, Dictionary) and name in attribute:
            return max(1, min(int(attribute[name]), LONGEST_SPAN))
    return 1
