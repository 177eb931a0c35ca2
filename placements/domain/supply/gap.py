"""The gap table: places needed against places that our children may take, by kind and age.

Needed is a place for each child in care, by the kind of home that the child's plan names where
the register has a plan, else by where the child lives. Who should live with a foster carer and
does not is counted as needing one of our own carers.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from placements.domain.bands import Bands

from .ages import Places, empty
from .kinds import Kinds

MANY = 10
NO_ROW = ""


class Enough(enum.StrEnum):
    """How a cell stands."""

    NOTHING = "nothing"  # neither need nor places
    ENOUGH = "enough"
    SHORT = "short"
    FAR_SHORT = "far-short"  # by ten or more


@dataclass(frozen=True)
class Cell:
    """`places` for `needed`, of one kind and age."""

    places: int
    needed: int

    @property
    def short(self) -> int:
        """How many places are lacking; below 0: how many are to spare."""
        return self.needed - self.places

    @property
    def state(self) -> Enough:
        if not self.places and not self.needed:
            return Enough.NOTHING
        if self.short <= 0:
            return Enough.ENOUGH
        return Enough.FAR_SHORT if self.short >= MANY else Enough.SHORT


@dataclass(frozen=True)
class GapRow:
    """One kind of home: a cell a band, and all ages. The whole also counts children whose age is
    not known.
    """

    key: str
    name: str
    cells: tuple[Cell, ...]
    whole: Cell


def rows_needed(children: pd.DataFrame, kinds: Kinds) -> pd.Series[str]:
    """The gap table's row of each child; "" for children who need no place that is bought.

    `children` has `group` (commissioning group where the child lives), `own` (whether the council
    provides it) and `plan` (a kind of setting, "" where no plan is recorded).
    """
    wanted = children["plan"].map(dict(kinds.groups)).astype("object").fillna("")
    lives = children["group"].astype(str)
    wanted = wanted.where(wanted != "", lives)
    # A child with an own carer stays there; one who lives elsewhere would come to one.
    own = children["own"] | (wanted != lives)
    rows = {group: kinds.rows_of_group(group) for group in set(wanted)}
    return pd.Series(
        [rows[group][0 if of_own else 1] for group, of_own in zip(wanted, own, strict=True)],
        index=children.index,
        dtype="string",
    )


def needed(rows: pd.Series[str], ages: Sequence[int], bands: Bands) -> dict[str, dict[int, int]]:
    """Children by row and band; band -1 for an age that is not known or of 18 and over."""
    places = bands.positions(pd.Series(list(ages), dtype="float64").to_numpy())
    found: dict[str, dict[int, int]] = {}
    for row, band in zip(rows, places, strict=True):
        if row != NO_ROW:
            by_band = found.setdefault(str(row), {})
            by_band[int(band)] = by_band.get(int(band), 0) + 1
    return found


def gap_table(
    need: Mapping[str, Mapping[int, int]], places: Places, kinds: Kinds, bands: Bands
) -> tuple[GapRow, ...]:
    """Rows in the order of the table; those without need and without places are left out."""
    rows = (_row(one.key, one.name, need, places, bands) for one in kinds.table)
    return tuple(row for row in rows if row.whole.state is not Enough.NOTHING)


def _row(
    key: str, name: str, need: Mapping[str, Mapping[int, int]], places: Places, bands: Bands
) -> GapRow:
    wanted, there = need.get(key, {}), places.get(key, empty(bands))
    cells = tuple(Cell(number, wanted.get(at, 0)) for at, number in enumerate(there))
    return GapRow(key, name, cells, Cell(sum(there), sum(wanted.values())))
