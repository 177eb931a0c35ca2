"""The columns of a table: where the numbers of its lines stand under each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .words import Line, Piece, is_year

# A reference in front of a measure's name: "7", "CP12", "3.1".
_REFERENCE = re.compile(r"[A-Za-z]{0,4}[\s./-]?\d+(?:\.\d+)*[a-z]?\.?")


@dataclass(frozen=True)
class Column:
    left: float
    right: float
    holds_values: bool = False

    def meets(self, piece: Piece) -> bool:
        return piece.left < self.right and self.left < piece.right


@dataclass(frozen=True)
class Columns:
    """The column of names at the left, the columns of numbers, and others that hold words."""

    names: Column
    values: tuple[Column, ...]
    others: tuple[Column, ...] = ()

    @property
    def all(self) -> tuple[Column, ...]:
        return tuple(sorted((self.names, *self.values, *self.others), key=lambda one: one.left))

    def with_wider(self, column: Column, piece: Piece) -> Columns:
        """With one of its columns as wide as a piece that stands in it."""
        wide = replace(
            column, left=min(column.left, piece.left), right=max(column.right, piece.right)
        )
        return Columns(
            wide if self.names is column else self.names,
            tuple(wide if one is column else one for one in self.values),
            tuple(wide if one is column else one for one in self.others),
        )

    def crossed_by(self, piece: Piece) -> bool:
        """Whether a piece begins in one column and ends in another."""
        return sum(column.meets(piece) for column in self.all) > 1


def columns_of(lines: Sequence[Line]) -> Columns | None:
    """The columns of lines with numbers; None where they have none that stand apart."""
    pieces = [piece for line in lines for piece in line.pieces]
    groups = stacked(pieces)
    columns = [_column(group) for group in groups]
    names = next((n for n, one in enumerate(groups) if _holds_names(one)), None)
    if names is None or any(
        one.holds_values and not _are_references(g)
        for one, g in zip(columns[:names], groups[:names], strict=True)
    ):
        return None  # fmt: skip
    if any(_holds_numbers_too(line, columns[names]) for line in lines):
        return None
    behind = columns[names + 1 :]
    values = tuple(one for one in behind if one.holds_values)
    others = tuple(one for one in behind if not one.holds_values)
    return Columns(columns[names], values, (*columns[:names], *others)) if values else None


def _holds_numbers_too(line: Line, names: Column) -> bool:
    """Whether a name and a number stand in the same column: where one ends is not clear."""
    inside = [piece for piece in line.pieces if names.meets(piece)]
    return len(inside) > 1 and any(piece.is_value or piece.is_nothing for piece in inside)


def stacked(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces that stand over or under each other, by column from the left."""
    groups: list[list[Piece]] = []
    right = float("-inf")
    for piece in sorted(pieces, key=lambda one: one.left):
        if groups and piece.left < right:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        right = max(right, piece.right)
    return groups


def _column(group: Sequence[Piece]) -> Column:
    values = sum(piece.is_value for piece in group)
    told = sum(not piece.is_nothing for piece in group)
    return Column(
        min(piece.left for piece in group),
        max(piece.right for piece in group),
        holds_values=values > 0 and 2 * values >= told,
    )


def _holds_names(group: Sequence[Piece]) -> bool:
    named = sum(
        is_year(piece.text) or any(letter.isalpha() for letter in piece.text) for piece in group
    )
    return 2 * named > len(group) and not _are_references(group)


def _are_references(group: Sequence[Piece]) -> bool:
    return all(_REFERENCE.fullmatch(piece.text) and not is_year(piece.text) for piece in group)
