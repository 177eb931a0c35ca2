"""The rows of a table: which words at its left are the name of which numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .columns import Column, Columns
from .words import NEXT_LINE, Line, Piece, Rule

# Between lines of one name there is less room than between rows.
CLOSER = 0.8


@dataclass(frozen=True)
class Row:
    """`lines` are those of its numbers; a row without any is a heading within the table. `clear`
    says that its name is known.
    """

    name: str
    lines: tuple[Line, ...]
    top: float
    clear: bool = True


def rows_of(lines: Sequence[Line], columns: Columns, rules: Sequence[Rule]) -> list[Row]:
    """The rows from top to bottom: between drawn lines, where these part all of them."""
    bands = _bands(lines, [rule.height for rule in rules if _parts(rule, columns.names)])
    valued = [band for band in bands if any(_values(line, columns) for line in band)]
    if len(valued) > 1 and all(_is_one_row(band, columns) for band in valued):
        return [_row(band, columns) for band in bands]
    return _by_names(lines, columns)


def _parts(rule: Rule, names: Column) -> bool:
    shared = min(rule.right, names.right) - max(rule.left, names.left)
    return 2 * shared >= names.right - names.left


def _bands(lines: Sequence[Line], heights: Iterable[float]) -> list[list[Line]]:
    edges = [float("inf"), *sorted(heights, reverse=True), float("-inf")]
    bands = [
        [line for line in lines if bottom < line.middle <= top] for top, bottom in pairwise(edges)
    ]
    return [band for band in bands if band]


def _is_one_row(band: Sequence[Line], columns: Columns) -> bool:
    """One number in each column at most, and a name without a gap."""
    named = [line for line in band if _named(line, columns.names)]
    close = all(
        above.middle - below.middle <= NEXT_LINE * above.height for above, below in pairwise(named)
    )
    return close and all(
        sum(piece.is_value for piece in pieces_in(band, column)) <= 1 for column in columns.values
    )


def _row(band: Sequence[Line], columns: Columns) -> Row:
    name = " ".join(" ".join(_named(line, columns.names) for line in band).split())
    valued = any(_values(line, columns) for line in band)
    return Row(name, tuple(band) if valued else (), band[0].top, bool(name))


def _values(line: Line, columns: Columns) -> bool:
    """Whether it is the line of a row's numbers, or of what stands for none."""
    return any(
        (piece.is_value or piece.is_nothing) and column.meets(piece)
        for piece in line.pieces
        for column in columns.values
    )


def _named(line: Line, names: Column) -> str:
    return " ".join(piece.text for piece in line.pieces if names.meets(piece))


def _by_names(lines: Sequence[Line], columns: Columns) -> list[Row]:
    """By the names: what stands close together is one of them."""
    named = [line for line in lines if _named(line, columns.names)]
    rows: list[Row] = []
    taken: list[Line] = []
    blocks = _blocks(named)
    for block in blocks:
        inside = [line for line in lines if _within(line, block)]
        taken += inside
        # Where all lines stand alike, the room between them does not tell names apart.
        if len(blocks) > 1 and sum(_values(line, columns) for line in inside) <= 1:
            rows.append(_row_of_block(block, inside, columns))
        else:
            rows += _line_by_line(block, columns)
    lost = [one for one in lines if _values(one, columns) and one not in taken]
    rows += [Row("", (line,), line.top, clear=False) for line in lost]
    return sorted(rows, key=lambda one: -one.top)


def _within(line: Line, block: Sequence[Line]) -> bool:
    slack = line.height / 3
    return block[-1].bottom - slack <= line.middle <= block[0].top + slack


def _blocks(named: Sequence[Line]) -> list[list[Line]]:
    """Lines of names that stand closer to each other than rows do."""
    gaps = [above.middle - below.middle for above, below in pairwise(named)]
    if not gaps:
        return [list(named)] if named else []
    near = min(gaps) if min(gaps) <= NEXT_LINE * named[0].height else 0.0
    blocks = [[named[0]]]
    for gap, line in zip(gaps, named[1:], strict=True):
        if near and gap * CLOSER <= near:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _row_of_block(block: Sequence[Line], inside: Sequence[Line], columns: Columns) -> Row:
    name = " ".join(_named(line, columns.names) for line in block)
    valued = any(_values(line, columns) for line in inside)
    return Row(name, tuple(inside) if valued else (), block[0].top)


def _line_by_line(block: Sequence[Line], columns: Columns) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(block):
        name = _named(line, columns.names)
        if _values(line, columns):
            rows.append(Row(name, (line,), line.top))
        elif rows and name[:1].islower():
            last = rows[-1]
            rows[-1] = Row(f"{last.name} {name}", last.lines, last.top, last.clear)
        else:
            rows = _doubted(rows)
            unclear = number + 1 < len(block)
            rows.append(Row(name, (), line.top, clear=not unclear))
    return _doubted_below(rows)


def _doubted(rows: list[Row]) -> list[Row]:
    """A line that may go on from the last row makes its name unclear."""
    if rows and rows[-1].lines:
        last = rows[-1]
        return [*rows[:-1], Row(last.name, last.lines, last.top, clear=False)]
    return rows


def _doubted_below(rows: Sequence[Row]) -> list[Row]:
    """A line without numbers may be the first of the name below it."""
    found = list(rows)
    for number, (above, below) in enumerate(pairwise(rows)):
        if not above.lines and not above.clear and below.lines:
            found[number + 1] = Row(below.name, below.lines, below.top, clear=False)
    return found


def pieces_in(lines: Iterable[Line], column: Column) -> list[Piece]:
    return [piece for line in lines for piece in line.pieces if column.meets(piece)]
