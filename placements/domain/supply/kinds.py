"""Kinds of settings as the return's groups of placements, and as rows of the gap table.

Both are data: `fixtures/setting_kinds.csv` and `fixtures/gap_rows.csv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A row of the gap table."""

    key: str
    name: str


@dataclass(frozen=True)
class Kinds:
    """`groups`: kind -> commissioning group. `rows`: (kind, the council's own) -> row of the gap
    table; kinds without a row are in none.
    """

    groups: Mapping[str, str]
    rows: Mapping[tuple[str, bool], str]
    table: tuple[Row, ...]

    def row_of(self, kind: str, *, own: bool) -> str:
        """ "" for a kind that the gap table leaves out."""
        return self.rows.get((kind, own), "")

    def rows_of_group(self, group: str) -> tuple[str, str]:
        """(row for own provision, row for others') of a commissioning group; "" for none."""
        for kind, of in self.groups.items():
            if of == group and (kind, True) in self.rows:
                return self.rows[kind, True], self.rows[kind, False]
        return "", ""


def read_kinds(kinds: Iterable[Mapping[str, str]], rows: Iterable[Mapping[str, str]]) -> Kinds:
    """Raises ValueError for a kind whose row is not in the table."""
    table = tuple(Row(row["row"], row["name"]) for row in rows)
    known = {row.key for row in table}
    groups, by_kind = {}, {}
    for line in kinds:
        groups[line["kind"]] = line["group"]
        for own, column in ((True, "own_row"), (False, "other_row")):
            if line[column]:
                by_kind[line["kind"], own] = line[column]
    lost = set(by_kind.values()) - known
    if lost:
        raise ValueError(f"The gap table has no row {', '.join(sorted(lost))}")
    return Kinds(groups, by_kind, table)
