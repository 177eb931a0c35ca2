"""What is wrong with rows, by table, column, rule and code, with the rows' numbers.

No identifier, postcode, name or date stands in it: a code is told only if some list knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

# More rows than anybody reads one by one; how many there are is always told.
MOST_ROWS = 2_000


@dataclass(frozen=True)
class Kind:
    """What is alike about many problems: file, return, table, column, rule and code."""

    file: str
    year: int
    table: str
    column: str
    rule: str
    code: str = ""


@dataclass(frozen=True)
class Problem:
    """Rows that have the same thing wrong: `count` of them, the first with their numbers."""

    kind: Kind
    count: int
    rows: tuple[int, ...]


@dataclass
class Problems:
    """Collects problems while a return is read, however many pieces it comes in."""

    _counts: dict[Kind, int] = field(default_factory=dict)
    _rows: dict[Kind, list[int]] = field(default_factory=dict)

    def add(self, kind: Kind, rows: Iterable[int]) -> None:
        found = [int(row) for row in rows]
        if found:
            self._counts[kind] = self._counts.get(kind, 0) + len(found)
            kept = self._rows.setdefault(kind, [])
            kept += found[: MOST_ROWS - len(kept)]

    def add_codes(self, kind: Kind, rows: pd.Series, codes: pd.Series) -> None:
        """The same for rows with different codes."""
        for code, some in rows.groupby(codes.to_numpy(), sort=True):
            told = Kind(kind.file, kind.year, kind.table, kind.column, kind.rule, str(code))
            self.add(told, some)

    def __iter__(self) -> Iterator[Problem]:
        for kind, count in self._counts.items():
            yield Problem(kind, count, tuple(self._rows[kind]))


@dataclass
class Aside:
    """Which rows of a piece are set aside, while it is checked column by column."""

    mask: np.ndarray

    @classmethod
    def none_of(cls, rows: int) -> Aside:
        return cls(np.zeros(rows, dtype=bool))

    def add(self, which: pd.Series | np.ndarray) -> None:
        self.mask = self.mask | np.asarray(which, dtype=bool)
