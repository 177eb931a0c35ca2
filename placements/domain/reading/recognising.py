"""Which table a file holds: told by its columns, whatever the file is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .definitions import Table

NOT_A_LETTER = re.compile(r"[^A-Z0-9]+")
NEAR = 0.6


class NotRecognised(ValueError):
    """No table of the return has these columns; the message says what comes near."""


class ColumnTwice(ValueError):
    """A column that is needed stands there more than once."""


@dataclass(frozen=True)
class Recognised:
    """A table, and where each of its columns stands among those of the file."""

    table: Table
    places: dict[str, int]


def plain(heading: str) -> str:
    """A heading as definitions write it.

    >>> plain(' Place provider ')
    'PLACE_PROVIDER'
    """
    return NOT_A_LETTER.sub("_", heading.strip("\ufeff \t\r\n").upper()).strip("_")


def recognise(headings: Sequence[str], tables: Sequence[Table]) -> Recognised:
    """The table that has most of these columns, of those whose needed columns are all there.

    Raises NotRecognised, and ColumnTwice for a known column that is there twice.
    """
    names = [plain(one) for one in headings]
    fitting = [one for one in tables if one.needed <= _own_names(one, names)]
    if not fitting:
        raise NotRecognised(_near(names, tables))
    table = max(fitting, key=lambda one: len(_own_names(one, names) & _all_names(one)))
    return Recognised(table, _places(table, names))


def _own_names(table: Table, names: Sequence[str]) -> set[str]:
    return {table.names[name] for name in names if name in table.names}


def _all_names(table: Table) -> set[str]:
    return {one.name for one in table.columns}


def _places(table: Table, names: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        own = table.names.get(name)
        if own is None:
            continue
        if own in places:
            raise ColumnTwice(
                f"The column {own} is there twice. Delete one of the two, so that it is clear "
                "which is meant."
            )
        places[own] = place
    return places


def _near(names: Sequence[str], tables: Sequence[Table]) -> str:
    """What is missing for the table that comes nearest, or how a table is known."""
    there = {one: len(one.needed & _own_names(one, names)) / len(one.needed) for one in tables}
    best = max(tables, key=lambda one: (there[one], len(one.needed)))
    if there[best] < NEAR:
        return (
            "No table of the return has these columns. The first row must hold the return’s own "
            "column names, as in CHILD, DECOM, RNE, LS, …"
        )
    lacks = sorted(best.needed - _own_names(best, names))
    return f"It looks like the table {best.name}, but lacks {', '.join(lacks)}."
