"""Tables whose rows are not of one length get empty cells: readers count columns by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name

from .objects import STRUCT_ELEM, listed

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
            cell = Dictionary(Type=STRUCT_ELEM, S=Name.TD, P=row, K=Array([]))
            row.K = Array([*row.get("/K", []), made(cell)])
    return any(columns != width for columns in taken)


def _rows(table: Any) -> Iterator[Any]:
    for kid in _elements(table):
        role = str(kid["/S"])
        if role == "/TR":
            yield kid
        elif role in GROUPS:
            yield from (row for row in _elements(kid) if row["/S"] == "/TR")


def _elements(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _taken(rows: list[Any]) -> list[int]:
    """How many columns each row fills, with the cells that reach down into it."""
    found = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in _elements(row):
            attributes = listed(cell.get("/A"))
            columns, deep = _span(attributes, "/ColSpan"), _span(attributes, "/RowSpan")
            for below in range(number, min(number + deep, len(rows))):
                found[below] += columns
    return found


def _span(attributes: list[Any], name: str) -> int:
    for attribute in attributes:
        if isinstance(attribute, Dictionary) and name in attribute:
            return max(1, min(int(attribute[name]), LONGEST_SPAN))
    return 1
