"""A paper as text: blocks in reading order, each with its place and what stands over it."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

MOST_HEADS = 3
# Columns that one cell may fill.
WIDEST = 20
_REFERENCE = re.compile(r"[A-Z]{0,4}[\s./-]?\d{1,3}(?:\.\d+)*[a-z]?\.?")
_TIME = re.compile(r"(?:19|20)\d\d(?:\s?[-/–]\s?(?:(?:19|20)\d\d|\d\d))?")


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
            over = ": ".join(one for one in (block.heading, heading) if one)
            found.append(replace(block, heading=over))
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


def columns_told(text: str) -> int:
    """How many columns a cell says that it fills. A number without an end is a mistake."""
    return max(1, min(int(text), WIDEST)) if re.fullmatch(r"[0-9]{1,9}", text) else 1


def cells_of(
    rows: Sequence[Sequence[str | None]], table: int, places: Sequence[str]
) -> list[Block]:
    """A table as cells; `places` has one for each row. None is a cell that the one to the left of
    it fills too. The first rows are heads, unless they have a number at the head of a column; the
    first cell of a row is the row's head, if it holds words. A row that has words in its first cell
    and nothing else is a heading of those below.

    >>> cells = cells_of([["", "Q4"], ["Visits", "83%"]], 1, ["row 1", "row 2"])
    >>> [(cell.row, cell.column) for cell in cells]
    [('', ''), ('', ''), ('Visits', 'Q4')]
    """
    plain = [[None if cell is None else " ".join(cell.split()) for cell in row] for row in rows]
    first = _rows_of_heads(plain)
    heads = _heads(plain[:first])
    grouped = _are_grouped(plain[first:])
    found, under = [], ""
    for number, (row, place) in enumerate(zip(plain, places, strict=True)):
        if number >= first and _is_heading(row):
            under = row[0] or ""
        elif grouped and number >= first and row and row[0]:
            under = row[0]
        beside = plain[max(first, number - 1) : number + 2]
        at = -1 if number < first else _head_at(row, beside, grouped=grouped)
        head = row[at] or "" if at >= 0 else ""
        for column, text in enumerate(row):
            title = heads[column] if number >= first and column < len(heads) else ""
            own_head = "" if column <= at else head
            over = under if number >= first and under != text else ""
            found.append(Block(Kind.CELL, text or "", place, over, own_head, title, table))
    return [cell for cell in found if cell.text]


def _rows_of_heads(rows: Sequence[Sequence[str | None]]) -> int:
    """How many rows at the top are heads: of more than one the second begins under the first."""
    if not rows or not _are_heads(rows[0]):
        return 0
    count = 1
    while count < min(len(rows) - 1, MOST_HEADS) and _goes_on(rows[count - 1], rows[count]):
        count += 1
    return count


def _goes_on(above: Sequence[str | None], row: Sequence[str | None]) -> bool:
    """Whether a row of heads stands under another: it names no row of its own."""
    first = row[0] if row else ""
    return _are_heads(row) and (not first or first == above[0])


def _heads(rows: Sequence[Sequence[str | None]]) -> list[str]:
    """The head of each column, from top to bottom; one that fills several columns is of each."""
    heads = [""] * max((len(row) for row in rows), default=0)
    for row in rows:
        last = ""
        for column, cell in enumerate(row):
            last = last if cell is None else cell
            if last and last not in heads[column]:
                heads[column] = f"{heads[column]} {last}".strip()
    return heads


def _is_heading(row: Sequence[str | None]) -> bool:
    return len(row) > 1 and bool(row[0]) and not any(row[1:]) and _has_words(row[0] or "")


def _are_grouped(rows: Sequence[Sequence[str | None]]) -> bool:
    """Whether the first column names groups of rows: it is empty beside the names of others."""
    return any(len(row) > 2 and not row[0] and row[1] and _has_words(row[1]) for row in rows)


def _head_at(
    row: Sequence[str | None], beside: Sequence[Sequence[str | None]], *, grouped: bool
) -> int:
    """Where the row's head stands: in the first cell, or in the second, where the first holds a
    reference such as "CP12", or names a group of rows; -1 where the row has none.
    """
    first = row[0] if row else ""
    alike = sum(one[0] == first for one in beside if one) > 1
    second = row[1] if len(row) > 2 else ""
    if second and _has_words(second):
        behind = grouped or (first and (alike or _REFERENCE.fullmatch(first)))
        if behind:
            return 1
    return 0 if first and (_has_words(first) or _TIME.fullmatch(first)) else -1


def _are_heads(row: Sequence[str | None]) -> bool:
    """Heads are words and times; a row with percentages or counts in it is no row of heads."""
    cells = [cell for cell in row[1:] if cell]
    return bool(cells) and not any(_is_value(cell) for cell in cells)


def _is_value(text: str) -> bool:
    plain = text.strip().rstrip("%").replace(",", "")
    number = plain.replace(".", "", 1).isdigit()
    return number and not (plain.isdigit() and len(plain) == 4 and plain[:2] in ("19", "20"))


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in text)
