"""Supply of several councils side by side: what crosses a border, and which providers they share.

Of another council's children nothing crosses but whole numbers of six and more, or none: places,
and with them vacancies, are told unless the children who fill them are 1 to 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from .gap import GapRow

LEAST = 6
SUMS = ("settings", "registered", "fillable", "vacant", "occupied")


@dataclass(frozen=True)
class Supplied:
    """One kind of home in one council, or in all together. None: not told.

    `fillable` are places that the council's children may take, `vacant` those of them that are
    empty, `needed` children who need such a place.
    """

    settings: int
    registered: int
    fillable: int
    vacant: int | None
    needed: int | None

    @property
    def short(self) -> int | None:
        """How many places are lacking; below 0: to spare."""
        return None if self.needed is None else self.needed - self.fillable

    @property
    def is_nothing(self) -> bool:
        return not (self.settings or self.registered or self.needed or self.needed is None)


def supplied(places: pd.DataFrame, gap: Sequence[GapRow], *, in_full: bool) -> dict[str, Supplied]:
    """By row of the gap table. `places` are settings that the council may count on, with `row` and
    the numbers of `places_on`. `in_full`: the reader has a role in that council.

    A row of the gap table with no places of its own still tells what is needed.
    """
    sums = places.assign(settings=1).groupby("row")[list(SUMS)].sum()
    need = {row.key: row.whole.needed for row in gap}
    found = {}
    for row in sorted({*need, *(str(key) for key in sums.index if key)}):
        line = {name: int(sums[name].get(row, 0)) for name in SUMS}
        found[row] = Supplied(
            line["settings"],
            line["registered"],
            line["fillable"],
            line["vacant"] if in_full or _crosses(line["occupied"]) else None,
            need.get(row, 0) if in_full or _crosses(need.get(row, 0)) else None,
        )
    return found


def _crosses(children: int) -> bool:
    return children == 0 or children >= LEAST


def summed_up(lines: Sequence[Supplied]) -> Supplied:
    """All of them together. What one of them does not tell is not told of all: the rest would
    give it away.
    """
    return Supplied(
        sum(one.settings for one in lines),
        sum(one.registered for one in lines),
        sum(one.fillable for one in lines),
        _sum_of([one.vacant for one in lines]),
        _sum_of([one.needed for one in lines]),
    )


def _sum_of(numbers: Sequence[int | None]) -> int | None:
    known = [one for one in numbers if one is not None]
    return sum(known) if len(known) == len(numbers) else None


@dataclass(frozen=True)
class Owned:
    """What one owner of homes is to one council: homes, registered places, and the mean price of a
    week in pence (None: not told, or no price known).
    """

    owner: str
    settings: int
    registered: int
    weekly: int | None


def owned(
    places: pd.DataFrame, prices: pd.DataFrame, *, with_prices: bool, in_full: bool
) -> dict[str, Owned]:
    """By owner, the council itself left out; names that differ in case alone are one owner's.

    `prices` are placements of the day with `owner` and `weekly`. Prices are told where the
    agreement has them (`with_prices`), of six children or more unless the reader has a role there.
    """
    bought = places[~places["own"]]
    bought = bought.assign(owner_key=_key(bought["owner"]))
    weeks = prices.assign(owner_key=_key(prices["owner"])).groupby("owner_key")["weekly"]
    mean, children = weeks.mean(), weeks.size()
    found = {}
    for key, rows in bought.groupby("owner_key", sort=True):
        told = with_prices and key in children.index
        told = told and (in_full or int(children[key]) >= LEAST)
        week = int(mean[key] + 0.5) if told else None
        name = str(rows["owner"].iloc[0])
        found[str(key)] = Owned(name, len(rows), int(rows["registered"].sum()), week)
    return found


def _key(owners: pd.Series[str]) -> pd.Series[str]:
    return owners.astype("string").str.strip().str.casefold()


def shared(owners: Sequence[dict[str, Owned]]) -> list[str]:
    """Owners whom two councils or more know, those with most places first."""
    keys = sorted({key for one in owners for key in one})
    known = [key for key in keys if sum(key in one for one in owners) > 1]
    places = {key: sum(one[key].registered for one in owners if key in one) for key in known}
    return sorted(known, key=lambda key: (-places[key], key))
