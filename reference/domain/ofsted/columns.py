"""Which column of a published register holds what: headings change from release to release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .settings import plain_words


@dataclass(frozen=True, slots=True)
class Alias:
    """One heading by which a column is known; `required` columns must be in a file."""

    column: str
    heading: str
    required: bool


@dataclass(frozen=True)
class Columns:
    """Where a file has each column: position and heading as printed; `width` up to the last one
    that has a heading: releases leave empty columns behind it.
    """

    positions: Mapping[str, int]
    headings: Mapping[str, str]
    width: int


def find_columns(header: Sequence[str], aliases: Iterable[Alias]) -> Columns:
    """The columns that are there, each by the first of its headings that the header has."""
    told = [plain_words(cell) for cell in header]
    first: dict[str, int] = {}
    for position, words in enumerate(told):
        first.setdefault(words, position)
    positions: dict[str, int] = {}
    for alias in aliases:
        words = plain_words(alias.heading)
        if words in first:
            positions.setdefault(alias.column, first[words])
    headings = {column: " ".join(header[at].split()) for column, at in positions.items()}
    width = max((at for at, words in enumerate(told) if words), default=-1) + 1
    return Columns(positions, headings, width)


def is_header(cells: Sequence[str], aliases: Iterable[Alias]) -> bool:
    """Whether a line has the register's headings: the URN and at least two others of ours."""
    found = find_columns(cells, aliases).positions
    return "urn" in found and len(found) >= 3


def missing_columns(columns: Columns, aliases: Iterable[Alias]) -> dict[str, tuple[str, ...]]:
    """Required columns that are not there, each with the headings it is known by."""
    wanted: dict[str, list[str]] = {}
    for alias in aliases:
        if alias.required and alias.column not in columns.positions:
            wanted.setdefault(alias.column, []).append(alias.heading)
    return {column: tuple(headings) for column, headings in wanted.items()}
