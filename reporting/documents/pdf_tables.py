"""Tables of a PDF's pages as cells, like those of a Word file or a web page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reporting.domain.documents import Block, Kind
from reporting.domain.page_tables import Table, Word

# Columns of one table stand at the same place of the next page, but for so many points.
SAME_PLACE = 12.0


@dataclass(frozen=True)
class Cells:
    """By line of the page's text: the cells that begin in it, and its words that are of no cell."""

    blocks: dict[int, list[Block]]
    left: dict[int, str]


def continued(found: Sequence[Table], before: Sequence[Table]) -> list[Table]:
    """A page's tables; the first without heads has those of the last table before it, if its
    columns stand at the same place.
    """
    tables = list(found)
    if tables and before and not any(tables[0].heads) and _in_same_place(tables[0], before[-1]):
        tables[0] = replace(tables[0], heads=before[-1].heads)
    return tables


def _in_same_place(one: Table, other: Table) -> bool:
    return len(one.edges) == len(other.edges) and all(
        min(abs(a - c), abs(b - d), abs(a + b - c - d) / 2) <= SAME_PLACE
        for (a, b), (c, d) in zip(one.edges, other.edges, strict=True)
    )


def cells_of_page(tables: Sequence[Table], words: Sequence[Word], page: int, before: int) -> Cells:
    """The tables of a page as cells. `before` is how many tables there were on earlier pages."""
    blocks: dict[int, list[Block]] = {}
    taken: set[Word] = set()
    for number, table in enumerate(tables, start=before + 1):
        for cell, block in _cells(table, number, page):
            taken.update(cell)
            blocks.setdefault(cell[0].line, []).append(block)
    lines = {word.line for word in taken}
    left = dict.fromkeys(sorted(lines), "")
    for word in words:
        if word.line in lines and word not in taken:
            left[word.line] = f"{left[word.line]} {word.text}".strip()
    return Cells(blocks, left)


def _cells(table: Table, number: int, page: int) -> Iterator[tuple[tuple[Word, ...], Block]]:
    for row in table.rows:
        for head, cell in zip(table.heads, row.cells, strict=True):
            text = " ".join(word.text for word in cell)
            if text and _is_told(table, head, text):
                place = f"page {page}, line {cell[0].line}"
                heading = ": ".join(one for one in (row.under, table.title) if one)
                yield cell, Block(Kind.CELL, text, place, heading, row.name, head, number)


def _is_told(table: Table, head: str, text: str) -> bool:
    """Whether it is clear what a number is: by its column's head; in a list of names and numbers
    without heads, by its unit.
    """
    return bool(head) or (len(table.heads) == 1 and "%" in text)
