"""The heads of a table's columns: words above its first row, over one column or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .columns import Column, Columns, stacked
from .words import NEXT_LINE, Line, Piece, Word, is_day

# The room between lines of heads, and below them, is at most so many of their heights.
NEAR = 1.8
MOST_LINES = 6
# A title is short, begins with a capital and is no sentence.
_TITLE = re.compile(r"[A-Z0-9].{2,140}[^.,;]")
# A space of so much more than the others parts two heads that stand close together.
WIDER = 1.3
# Lines of one head begin, end or have their middles within so many points.
SAME = 1.5
_YEAR = re.compile(r"\b(?:19|20)\d\d")
_PART_OF_YEAR = re.compile(
    r"\b(?:q[1-4]|quarter|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|autumn|spring|summer)\b", re.I,
)  # fmt: skip
_YEAR_FIRST = re.compile(rf".*?{_YEAR.pattern}.*?{_PART_OF_YEAR.pattern}", re.I)


def heads_of(above: Sequence[Line], columns: Columns, top: float) -> tuple[list[str], list[Line]]:
    """(The head of each column of numbers, the lines of heads), from the lines above the first row,
    from top to bottom. A column whose head is not clear has none.
    """
    lines = _lines_of_heads(above, columns, top)
    while lines and not any(_is_beside(piece, columns) for piece in lines[0].pieces):
        lines = lines[1:]  # a title that is no wider than the names
    # Twice: what stands over a number widens its column for what stands over that.
    wide = _widened(_widened(columns, lines), lines)
    return _without_strays(_in_order(lines, columns) or _by_place(lines, wide)), lines


def _without_strays(heads: Sequence[str]) -> list[str]:
    """Without a quarter or month that may stand under the year of a head beside it: "2019-20" over
    "Q3" and "Q4" may be printed over the first, or over the middle of four.
    """
    if not any(_YEAR_FIRST.match(head) for head in heads):
        return list(heads)
    return [head if _YEAR.search(head) or not _PART_OF_YEAR.search(head) else "" for head in heads]


def _in_order(lines: Sequence[Line], columns: Columns) -> list[str]:
    """The heads, if there are as many as columns: they may stand at other sides of their cells than
    the numbers do. No heads where one stands over the column of another.
    """
    behind = [one for one in columns.all if one.left >= columns.names.right]
    pieces = [piece for line in lines for piece in line.pieces if _is_beside(piece, columns)]
    groups = stacked(pieces)
    if len(groups) != len(behind):
        return []
    heads = []
    edges = [columns.names, *behind, Column(float("inf"), float("inf"))]
    for number, group in enumerate(groups, start=1):
        left = min(piece.left for piece in group)
        right = max(piece.right for piece in group)
        if left < edges[number - 1].right - 1 or right > edges[number + 1].left + 1:
            return []
        told = sorted(group, key=lambda piece: (-piece.words[0].middle, piece.left))
        heads.append(" ".join(piece.text for piece in told))
    return [heads[behind.index(column)] for column in columns.values]


def _by_place(lines: Sequence[Line], columns: Columns) -> list[str]:
    heads = [""] * len(columns.values)
    doubted: set[int] = set()
    for number, line in enumerate(lines):
        for piece in line.pieces:
            for column, words in _over(piece, columns, lines[number + 1 :]):
                heads[column] = f"{heads[column]} {words}".strip()
            if not _between_own(piece, columns, lines[number + 1 :]):
                doubted |= _doubted_by(piece, columns)
    return ["" if n in doubted else head for n, head in enumerate(heads)]


def _widened(columns: Columns, lines: Sequence[Line]) -> Columns:
    """The columns with those heads that stand over one of them and no other."""
    for piece in (piece for line in lines for piece in line.pieces):
        met = [column for column in columns.all if column.meets(piece)]
        if len(met) == 1:
            columns = columns.with_wider(met[0], piece)
    return columns


def _doubted_by(piece: Piece, columns: Columns) -> set[int]:
    """The columns beside a piece of a head that stands over none: either may be meant."""
    if any(column.meets(piece) for column in columns.all):
        return set()
    return {
        number for number, column in enumerate(columns.values) if _between(piece, column, columns)
    }


def _between(piece: Piece, column: Column, columns: Columns) -> bool:
    """Whether a column is the next one at a side of a piece."""
    before = [one for one in columns.all if one.right <= piece.left]
    behind = [one for one in columns.all if one.left >= piece.right]
    return column in (*before[-1:], *behind[:1])


def _lines_of_heads(above: Sequence[Line], columns: Columns, top: float) -> list[Line]:
    found: list[Line] = []
    skipped = False
    for line in reversed(above[-MOST_LINES:]):
        if line.bottom - top > NEAR * line.height:
            break
        if _tells_figures(line, columns):
            near = found and line.middle - found[0].middle <= NEXT_LINE * line.height
            return [] if near else found  # so close it may be a part of the heads
        if _tells_nothing(line, columns):
            found = []  # a row without numbers
        elif _may_be_heads(line, columns):
            found.insert(0, line)
        elif found or skipped:
            break
        else:
            skipped = True  # a heading within the table
        top = line.top
    return found


def _tells_figures(line: Line, columns: Columns) -> bool:
    """Whether it is a row of numbers; "31" may be the day of a head of three lines, which has no
    name beside it.
    """
    named = any(columns.names.meets(piece) for piece in line.pieces)
    return any(
        piece.is_value and _is_beside(piece, columns) and (named or not is_day(piece.text))
        for piece in line.pieces
    )


def _tells_nothing(line: Line, columns: Columns) -> bool:
    return any(piece.is_nothing and _is_beside(piece, columns) for piece in line.pieces)


def _is_beside(piece: Piece, columns: Columns) -> bool:
    """Whether it stands to the right of the names."""
    return piece.left >= columns.names.right - 1


def _may_be_heads(line: Line, columns: Columns) -> bool:
    """Not where words begin over the names and end over the numbers: that is a title, or prose."""
    first = columns.values[0]
    return not any(
        piece.left < columns.names.right and piece.right > first.left and columns.crossed_by(piece)
        for piece in line.pieces
    )


def _under(piece: Piece, columns: Columns) -> list[int]:
    return [n for n, column in enumerate(columns.values) if column.meets(piece)]


def _over(piece: Piece, columns: Columns, below: Sequence[Line]) -> list[tuple[int, str]]:
    """(Column, words) of a piece of a head. One over several columns is of each, if each has a head
    of its own below; two heads that stand close together are parted.
    """
    under = _under(piece, columns)
    over = _between_own(piece, columns, below)
    if over:
        return [(column, piece.text) for column in over]
    if len(under) <= 1:
        return [(column, piece.text) for column in under]
    if all(_has_own(columns.values[column], below) for column in under):
        return [(column, piece.text) for column in under]
    return _parted(piece, columns, under)


def _between_own(piece: Piece, columns: Columns, below: Sequence[Line]) -> list[int]:
    """The two columns between which a piece stands, if each has a head of its own below that is set
    otherwise: it is a head of both.
    """
    if any(column.meets(piece) for column in columns.all):
        return []
    if any(_is_set_alike(piece, other) for line in below for other in line.pieces):
        return []
    beside = [n for n, one in enumerate(columns.values) if _between(piece, one, columns)]
    own = [number for number in beside if _has_own(columns.values[number], below)]
    return own if len(own) == 2 else []


def _is_set_alike(piece: Piece, other: Piece) -> bool:
    """Whether they begin, end or have their middles at the same place: lines of one head."""
    return min(
        abs(piece.left - other.left),
        abs(piece.right - other.right),
        abs(piece.left + piece.right - other.left - other.right) / 2,
    ) <= SAME  # fmt: skip


def _has_own(column: Column, below: Sequence[Line]) -> bool:
    pieces = [piece for line in below for piece in line.pieces if column.meets(piece)]
    return bool(pieces)


def _parted(piece: Piece, columns: Columns, under: Sequence[int]) -> list[tuple[int, str]]:
    gaps = [right.left - left.right for left, right in pairwise(piece.words)]
    widest = sorted(gaps, reverse=True)[: len(under) - 1]
    rest = sorted(gaps)[: len(gaps) - len(widest)]
    if len(widest) < len(under) - 1 or (rest and min(widest) < WIDER * max(rest)):
        return []
    parts: list[list[Word]] = [[piece.words[0]]]
    for gap, word in zip(gaps, piece.words[1:], strict=True):
        if gap >= min(widest):
            parts.append([word])
        else:
            parts[-1].append(word)
    pieces = [Piece(tuple(words)) for words in parts]
    if [_under(one, columns) for one in pieces] != [[column] for column in under]:
        return []
    return [(column, one.text) for column, one in zip(under, pieces, strict=True)]


def title_of(above: Sequence[Line], top: float) -> str:
    """The line right above the heads, if it is a title."""
    if not above:
        return ""
    line = above[-1]
    near = line.bottom - top <= 2 * line.height
    whole = len(line.pieces) == 1 and _TITLE.fullmatch(line.text) is not None
    return line.text if near and whole else ""
