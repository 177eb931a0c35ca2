"""A paper as text: blocks in reading order, each with its place and what stands over it."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace


class Kind(enum.StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    # A line whose neighbours may belong to another column: what a PDF tells of a table.
    LINE = "line"


@dataclass(frozen=True)
class Block:
    """`heading` is the nearest above; a cell has the heads of its row and column, and the number
    of its table. `places` says from which offset of the text on another place holds.
    """

    kind: Kind
    text: str
    place: str
    heading: str = ""
    row: str = ""
    column: str = ""
    table: int = 0
    places: tuple[tuple[int, str], ...] = ()

    def place_at(self, offset: int) -> str:
        begun = [place for start, place in self.places if start <= offset]
        return begun[-1] if begun else self.place


@dataclass(frozen=True)
class Document:
    """A file, in reading order."""

    name: str
    blocks: tuple[Block, ...]


def document_of(name: str, blocks: Sequence[Block]) -> Document:
    """The blocks that say something, each with the heading that stands over it."""
    heading, found = "", []
    for block in blocks:
        if block.text.strip():
            found.append(replace(block, heading=block.heading or heading))
            if block.kind is Kind.HEADING:
                heading = block.text
    return Document(name, tuple(found))


def run_of(kind: Kind, lines: Sequence[tuple[str, str]]) -> Block:
    """Lines that are one text, as a block. Each line comes with its place.

    >>> run = run_of(Kind.PARAGRAPH, [("line 1", "Visits are"), ("line 2", "at 83%.")])
    >>> run.text, run.place, run.place_at(run.text.index("83"))
    ('Visits are at 83%.', 'line 1', 'line 2')
    """
    text, places = "", []
    for place, line in lines:
        text = f"{text} " if text else ""
        places.append((len(text), place))
        text += " ".join(line.split())
    return Block(kind, text, lines[0][0], places=tuple(places))


def cells_of(rows: Sequence[Sequence[str]], table: int, place: str) -> list[Block]:
    """A table as cells. The first row are heads, unless it has a number at the head of no column;
    the first cell of a row is the row's head, if it holds words.

    >>> [cell.column for cell in cells_of([["", "Q4"], ["Visits", "83%"]], 1, "table 1")]
    ['', '', 'Q4']
    """
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    heads = rows[0] if rows and _are_heads(rows[0]) else []
    found = []
    for number, row in enumerate(rows, start=1):
        is_head = bool(heads) and number == 1
        head = row[0] if row and not is_head and _has_words(row[0]) else ""
        for column, text in enumerate(row):
            title = heads[column] if not is_head and column < len(heads) else ""
            own_head = "" if column == 0 or is_head else head
            found.append(
                Block(Kind.CELL, text, f"{place}, row {number}", "", own_head, title, table)
            )
    return [cell for cell in found if cell.text]


def _are_heads(row: Sequence[str]) -> bool:
    """Heads are words and times; a row with percentages or counts in it is no row of heads."""
    cells = [cell for cell in row[1:] if cell]
    return bool(cells) and not any(_is_value(cell) for cell in cells)


def _is_value(text: str) -> bool:
    plain = text.strip().rstrip("%").replace(",", "")
    number = plain.replace(".", "", 1).isdigit()
    return number and not (plain.isdigit() and len(plain) == 4 and plain[:2] in ("19", "20"))


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in text)
