"""Supply of several councils side by side: what crosses a border, and which providers they share.

Of another council's children nothing crosses but whole numbers of six and more, or none: places,
and with them vacancies, are told unless the children who fill them are 1 to 5.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from .gap import GapRow

LEAST = 6
SUMS = ("homes", "registered", "fillable", "vacant", "occupied")


class Untold(enum.Enum):
    """Why a number is not told."""

    KEPT = "kept"  # one to five children stay in their council
    UNKNOWN = "unknown"  # nobody has said: it is not nought


Number = int | Untold


@dataclass(frozen=True)
class Supplied:
    """One kind of home in one council, or in all together.

    `fillable` are places that the council's children may take, `vacant` those of them that are
    empty, `needed` children who need such a place.
    """

    settings: int
    registered: int
    fillable: int
    vacant: Number
    needed: Number

    @property
    def short(self) -> Number:
        """How many places are lacking; below 0: to spare."""
        return self.needed if isinstance(self.needed, Untold) else self.needed - self.fillable

    @property
    def is_nothing(self) -> bool:
        there = self.settings or self.registered
        return not there and self.needed in (0, Untold.UNKNOWN)


def none_of_it(*, knows_need: bool) -> Supplied:
    """A kind of which a council has no home; whether anybody needs one is known or not."""
    return Supplied(0, 0, 0, 0, 0 if knows_need else Untold.UNKNOWN)


def supplied(
    places: pd.DataFrame,
    gap: Sequence[GapRow] | None,
    *,
    in_full: bool,
    knows_use: bool = True,
) -> dict[str, Supplied]:
    """By row of the gap table. `places` are settings that the council may count on, with `row` and
    the numbers of `places_on`. `in_full`: the reader has a role in that council. `gap` is None
    where it is not known who needs places; without `knows_use` not who lives in them either.

    A row of the gap table with no places of its own still tells what is needed.
    """
    sums = places.groupby("row")[list(SUMS)].sum()
    need = {row.key: row.whole.needed for row in gap or ()}
    found = {}
    for row in sorted({*need, *(str(key) for key in sums.index if key)}):
        line = {name: int(sums[name].get(row, 0)) for name in SUMS}
        found[row] = Supplied(
            line["homes"],
            line["registered"],
            line["fillable"],
            _told(line["vacant"], of=line["occupied"], in_full=in_full, known=knows_use),
            _told(need.get(row, 0), of=need.get(row, 0), in_full=in_full, known=gap is not None),
        )
    return found


def _told(number: int, *, of: int, in_full: bool, known: bool) -> Number:
    """A number that tells of so many children."""
    if not known:
        return Untold.UNKNOWN
    return number if in_full or of == 0 or of >= LEAST else Untold.KEPT


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


def _sum_of(numbers: Sequence[Number]) -> Number:
    known = [one for one in numbers if isinstance(one, int)]
    if len(known) == len(numbers):
        return sum(known)
    return Untold.UNKNOWN if Untold.UNKNOWN in numbers else Untold.KEPT


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
        found[str(key)] = Owned(name, int(rows["homes"].sum()), int(rows["registered"].sum()), week)
    return found


def _key(owners: pd.Series[str]) -> pd.Series[str]:
    return owners.astype("string").str.strip().str.casefold()


def shared(owners: Sequence[dict[str, Owned]]) -> list[str]:
    """Owners whom two councils or more know, those with most places first."""
    keys = sorted({key for one in owners for key in one})
    known = [key for key in keys if sum(key in one for one in owners) > 1]
    places = {key: sum(one[key].registered for one in owners if key in one) for key in known}
    return sorted(known, key=lambda key: (-places[key], key))
