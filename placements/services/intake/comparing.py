"""What a return would change in what is held: rows added, changed, removed, by return and table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from accounts.models import Council
from placements.domain.reading import Definitions
from placements.frames import held_rows
from placements.models import Child, Return903

from .securing import Secured, TableKey, shaped


@dataclass(frozen=True)
class Difference:
    """One table of one return. A row is changed where a row about the same thing says otherwise."""

    year: int
    table: str
    added: int
    changed: int
    removed: int
    same: int

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.changed or self.removed)

    @property
    def leaves_none(self) -> bool:
        """Whether all the rows that are held go and none come."""
        return bool(self.removed) and not (self.added or self.changed or self.same)


@dataclass(frozen=True)
class Compared:
    """Everything that accepting would change. `versions` are those of the held returns."""

    differences: tuple[Difference, ...]
    children_new: int
    versions: Mapping[str, int]
    # Years that are measured to the council's own point for the first time, whatever that finds.
    measured: frozenset[int] = frozenset()

    @property
    def is_nothing(self) -> bool:
        return not self.measured and all(one.is_nothing for one in self.differences)


def compare(council: Council, sent: Secured, told: Definitions) -> Compared:
    """Against what is held now. Returns that another day is said for have changed as well."""
    names = pseudonyms_of(council)
    differences = tuple(
        _difference(place, rows, held_of(council, place, names), told)
        for place, rows in sent.tables.items()
    )
    new = set(sent.sealed) - set(names.values())
    before = Return903.objects.for_council(council).filter(year__in=sent.measured, to_point=True)
    measured = sent.measured - set(before.values_list("year", flat=True))
    return Compared(differences, len(new), versions_of(council), measured)


def versions_of(council: Council) -> dict[str, int]:
    held = Return903.objects.for_council(council)
    return {str(year): version for year, version in held.values_list("year", "version")}


def pseudonyms_of(council: Council) -> dict[int, str]:
    return dict(Child.objects.filter(council=council).values_list("pk", "pseudonym"))


def held_of(council: Council, place: TableKey, names: Mapping[int, str]) -> pd.DataFrame:
    """The rows of one table of one return as they are held, children by pseudonym."""
    year, table = place
    rows = held_rows(council, table, years=[year])
    return shaped(rows.assign(child=rows["child"].map(names)), year, table)


def _difference(
    place: TableKey, sent: pd.DataFrame, held: pd.DataFrame, told: Definitions
) -> Difference:
    if held.empty:
        return Difference(*place, added=len(sent), changed=0, removed=0, same=0)
    key = list(told.table(place[1]).key)
    new, old = _marked(sent, key), _marked(held, key)
    both = new.merge(old, on="about", how="outer", suffixes=("_new", "_old"), indicator=True)
    same = both["says_new"].eq(both["says_old"])
    count = both["_merge"].value_counts()
    return Difference(
        *place,
        added=int(count["left_only"]),
        changed=int(count["both"] - same.sum()),
        removed=int(count["right_only"]),
        same=int(same.sum()),
    )


def _marked(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """What each row is about and what it says, as numbers. Of rows about the same, the first, the
    second and so on are compared.
    """
    says = _hashes(rows.drop(columns=["row", "return_year"]))
    about = pd.DataFrame({"about": _hashes(rows[key]), "says": says}).sort_values(["about", "says"])
    nth = about.groupby("about").cumcount().to_numpy(dtype="uint64")
    return about.assign(about=about["about"].to_numpy() + nth)


def _hashes(rows: pd.DataFrame) -> np.ndarray:
    return pd.util.hash_pandas_object(_hashable(rows), index=False).to_numpy()


def _hashable(rows: pd.DataFrame) -> pd.DataFrame:
    """Days as numbers, and no value as one that no row has: NaT and NaN have no equal."""
    return pd.DataFrame(
        {
            name: column.astype("int64") if column.dtype.kind == "M" else column.astype("str")
            for name, column in rows.items()
        }
    )
