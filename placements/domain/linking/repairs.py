"""The list of repairs: how many by rule, with some places where each was made."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from placements.domain.reading.definitions import label_of

MOST_EXAMPLES = 20


@dataclass(frozen=True)
class Place:
    """A row of a table of a return; row 0 where nobody knows it."""

    return_label: str
    row: int


@dataclass(frozen=True)
class Repair:
    """One rule, applied to one table: how often, and the first places."""

    rule: str
    table: str
    count: int
    examples: tuple[Place, ...]


@dataclass
class Repairs:
    """Collects while tables are linked."""

    table: str
    _found: dict[str, list[pd.DataFrame]] = field(default_factory=dict)

    def add(self, rule: str, rows: pd.DataFrame) -> None:
        """Says that `rule` was applied to these rows (with `return_year` and `row`)."""
        if len(rows):
            self._found.setdefault(rule, []).append(rows[["return_year", "row"]])

    def listed(self) -> tuple[Repair, ...]:
        return tuple(self._one(rule, frames) for rule, frames in sorted(self._found.items()))

    def _one(self, rule: str, frames: list[pd.DataFrame]) -> Repair:
        places = [
            Place(label_of(int(year)), int(row))
            for frame in frames
            for year, row in frame.head(MOST_EXAMPLES).itertuples(index=False)
        ]
        count = sum(len(frame) for frame in frames)
        return Repair(rule, self.table, count, tuple(places[:MOST_EXAMPLES]))
