"""Tables of a printed page, found from where its words stand.

    words -> lines and their pieces (`words`) -> columns of numbers (`columns`)
    -> rows with their names (`rows`) -> heads and title (`heads`) -> tables

A page tells nothing of its tables but the places of words and of drawn lines. Where these leave a
name or a head in doubt, the number is left out: whoever reads tables here would rather miss one
than take it for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .columns import Column, Columns, columns_of
from .heads import heads_of, title_of
from .rows import Row, pieces_in, rows_of
from .words import NEXT_LINE, Line, Piece, Rule, Word, is_day, lines_of

__all__ = ["Rule", "Table", "TableRow", "Word", "has_table", "tables_on"]

# Rows of a table are at most so many heights of a line apart.
FARTHEST = 6.0
# A line of prose within a run of numbers: so many letters, in one piece.
PROSE = 75
SPREAD = 0.8
LEADERS = "...."
_HEADING = re.compile(r"[A-Z][^\d%]*[^\d%,;.]")
_CONTENTS = re.compile(r"\b(?:contents|pages?)\b", re.I)
# So many lines a row may have above and below its numbers.
MOST_NAMES = 12


@dataclass(frozen=True)
class TableRow:
    """A row as it is printed: its name, the heading within the table that it stands under, and for
    each column of numbers its words: none where nothing stands, or where it is not clear what.
    """

    name: str
    under: str
    cells: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True)
class Table:
    """`heads` are those of the columns of numbers, `edges` their left and right in points: a table
    that goes on from page to page has the same.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    edges: tuple[tuple[float, float], ...]


def has_table(words: Sequence[Word]) -> bool:
    """Whether there may be a table: a quick look, because most pages have none."""
    return len(_runs(lines_of(words))) > 0


def tables_on(words: Iterable[Word], rules: Sequence[Rule] = ()) -> list[Table]:
    """The tables of a page, from top to bottom.

    Two lines with numbers at least, or a line with two; a list of contents is none.
    """
    lines = lines_of(words)
    found = (_table(first, last, lines, rules) for first, last in _runs(lines))
    return [table for table in found if table is not None]


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """(First, last) lines with numbers, as far as no prose and no other table stands between."""
    runs: list[list[int]] = []
    for number, line in enumerate(lines):
        if not _has_numbers_apart(line):
            continue
        run = [lines[one] for one in runs[-1]] if runs else []
        if run and _goes_on(run, lines[runs[-1][-1] + 1 : number], line):
            runs[-1].append(number)
        else:
            runs.append([number])
    runs = [run[1:] if _ends_heads(run[0], lines) else run for run in runs]
    return [(run[0], run[-1]) for run in runs if run and (len(run) > 1 or _is_a_row(lines[run[0]]))]


def _ends_heads(number: int, lines: Sequence[Line]) -> bool:
    """Whether a line's numbers go on from words right above: "Quarter" over "3"."""
    line = lines[number]
    numbers = [piece for piece in line.pieces if piece.is_value]
    if not all(is_day(piece.text) for piece in numbers):
        return False
    near = [
        above for above in lines[max(0, number - 3) : number]
        if above.middle - line.middle <= NEXT_LINE * line.height
    ]  # fmt: skip
    words = [
        Column(one.left, one.right) for above in near for one in above.pieces if not one.is_value
    ]
    return all(any(word.meets(one) for word in words) for one in numbers)


def _is_a_row(line: Line) -> bool:
    """A name and two numbers: enough alone, if heads stand over them."""
    first, *rest = line.pieces
    return not first.is_value and sum(piece.is_value for piece in rest) > 1


def _goes_on(run: Sequence[Line], between: Sequence[Line], line: Line) -> bool:
    """Whether a line with numbers may be of the table of those before it."""
    last = run[-1]
    if last.middle - line.middle > FARTHEST * line.height:
        return False
    if between and not _aligned(run, line):
        return False
    return not any(_are_heads(one, last) or _crosses(one, last) for one in between)


def _aligned(run: Sequence[Line], line: Line) -> bool:
    """Whether most of the numbers of a line stand under those before."""
    before = [
        Column(one.left, one.right)
        for other in run
        for one in other.pieces
        if one.is_value or one.is_nothing
    ]
    numbers = [one for one in line.pieces if one.is_value]
    return 2 * sum(any(one.meets(number) for one in before) for number in numbers) > len(numbers)


def _crosses(line: Line, last: Line) -> bool:
    """Prose: a long run of words that goes on over the numbers."""
    numbers = min(one.left for one in last.pieces if one.is_value)
    return any(len(one.text) > PROSE and one.right > numbers for one in line.pieces)


def _are_heads(line: Line, before: Line) -> bool:
    """Whether words stand where the line before has numbers: another table begins."""
    numbers = [Column(one.left, one.right) for one in before.pieces if one.is_value]
    words = [one for one in line.pieces if not (one.is_value or one.is_nothing)]
    stand = sum(any(number.meets(word) for word in words[1:]) for number in numbers)
    return 2 * stand >= len(numbers) > 0


def _has_numbers_apart(line: Line) -> bool:
    """Numbers beside words, or nothing but numbers; neither a sentence nor a list of contents."""
    return line.has_value and LEADERS not in line.text and not _is_prose(line)


def _is_prose(line: Line) -> bool:
    """A long run of words; in a line that is spread to the margin there may be more room."""
    if any(len(piece.text) > PROSE for piece in line.pieces):
        return True
    room = [right.left - left.right for left, right in pairwise(line.pieces)]
    return len(line.text) > PROSE and bool(room) and max(room) < SPREAD * line.height


def _table(first: int, last: int, lines: Sequence[Line], rules: Sequence[Rule]) -> Table | None:
    run = lines[first : last + 1]
    left = min(piece.left for line in run for piece in line.pieces if piece.is_value)
    spanning = [line for line in run if _spans(line, left)]
    columns = columns_of([line for line in run if line not in spanning])
    if columns is None or any(line.has_value for line in spanning):
        return None
    above = _names_beside(lines[first], lines[:first][::-1], columns)
    below = _names_beside(lines[last], lines[last + 1 :], columns)
    body = [line for line in (*above[::-1], *run, *below) if line not in spanning]
    rows = rows_of(body, columns, rules)
    begun = next((n for n, row in enumerate(rows) if row.lines and row.name), None)
    if begun is None:
        return None
    top = rows[begun].top
    over = [line for line in lines if line.middle > top]
    heads, of_heads = heads_of(over, columns, top)
    if any(_CONTENTS.search(head) for head in heads):
        return None
    ends = of_heads[0].top if of_heads else top
    title = title_of([line for line in over if line.middle > ends], ends)
    within = [Row(line.text, (), line.top) for line in spanning]
    told = sorted([*rows, *within], key=lambda row: -row.top)
    return Table(
        title,
        tuple(heads),
        tuple(_rows(told, columns, top)),
        tuple((column.left, column.right) for column in columns.values),
    )


def _spans(line: Line, left: float) -> bool:
    """A heading within the table: it begins over the names and ends over the numbers."""
    return any(
        not piece.is_value
        and piece.left < left - line.height
        and piece.right > left + line.height / 2
        for piece in line.pieces
    )


def _names_beside(anchor: Line, lines: Sequence[Line], columns: Columns) -> list[Line]:
    """Lines next to the first or last numbers that hold but words of their rows, as far as they
    stand close.
    """
    found: list[Line] = []
    for line in lines[:MOST_NAMES]:
        named = all(
            any(column.meets(piece) for column in (columns.names, *columns.others))
            and not any(column.meets(piece) for column in columns.values)
            for piece in line.pieces
        )
        last = found[-1] if found else anchor
        if not named or abs(last.middle - line.middle) > NEXT_LINE * line.height:
            break
        found.append(line)
    return found


def _rows(rows: Iterable[Row], columns: Columns, top: float) -> Iterable[TableRow]:
    """The rows that are clear, each under the heading that stands over it."""
    under = ""
    for row in rows:
        if not row.lines and row.clear and row.top <= top + 1 and _HEADING.fullmatch(row.name):
            under = row.name
        if row.lines and row.clear and row.name and row.top <= top + 1:
            cells = tuple(_cell(row, column, columns) for column in columns.values)
            yield TableRow(row.name, under, cells)


def _cell(row: Row, column: Column, columns: Columns) -> tuple[Word, ...]:
    pieces: list[Piece] = pieces_in(row.lines, column)
    if any(columns.crossed_by(piece) for piece in pieces):
        return ()
    return tuple(word for piece in pieces for word in piece.words)
