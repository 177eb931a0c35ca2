"""What homes cost: spend and unit cost by kind, prices against the framework, variance by month.

Money is in pence. A week's price holds from its first day until the next one begins or the child
leaves; a period's spend is price a week times days over seven.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from typing import Any

import numpy as np
import pandas as pd

from .register import Register, newest_by, on, placed_on, with_settings

WEEK = 7
QUARTILES = (0.25, 0.75)
YEAR = 365
A_TENTH = 10
FOSTER, HOMES = ("foster",), ("home", "school")
NEVER = np.array(["NaT"], dtype="datetime64[s]")


def priced_days(register: Register, first: dt.date, last: dt.date) -> pd.DataFrame:
    """A row a price that held on some day from first to last, both included: placement, child,
    kind, own, `days` and `weekly`.
    """
    placed, agreed = register.placed, register.agreed
    since, of = agreed["from_on"].to_numpy(), agreed["placement"].to_numpy()
    order = np.lexsort((since, of))
    since, of = since[order], of[order]
    until = np.append(since[1:], NEVER[: len(since)])
    until[:-1][of[1:] != of[:-1]] = NEVER[0]
    at = pd.Index(placed["placement"]).get_indexer(pd.Index(of))
    began, ended = placed["starts_on"].to_numpy()[at], placed["ends_on"].to_numpy()[at]
    after = on(last) + pd.Timedelta(days=1)
    starts = np.maximum(np.maximum(since, began), on(first).to_datetime64())
    # `fmin` passes over what is not known: what is open ends after the last day.
    ends = np.fmin(np.fmin(until, ended), after.to_datetime64())
    days = (ends - starts) // np.timedelta64(1, "D")
    held = np.flatnonzero((at >= 0) & (days > 0))
    rows = placed[["placement", "child", "setting"]].take(at[held])
    rows = rows.assign(days=days[held], weekly=agreed["weekly"].to_numpy()[order[held]])
    return with_settings(register, rows)[["placement", "child", "kind", "own", "days", "weekly"]]


@dataclass(frozen=True)
class UnitCost:
    """One kind of home, the council's own or bought: `pence_days` is the sum of weekly price times
    days; a mean week is that over `days`, the spend that over seven.
    """

    kind: str
    own: bool
    pence_days: int
    days: int
    children: int

    @property
    def weekly(self) -> Fraction:
        return Fraction(self.pence_days, self.days)

    @property
    def spend(self) -> Fraction:
        return Fraction(self.pence_days, WEEK)


def unit_costs(rows: pd.DataFrame) -> tuple[UnitCost, ...]:
    """Of `priced_days`, by kind and own, dearest week first."""
    sums: dict[tuple[str, bool], list[int]] = {}
    children: dict[tuple[str, bool], set[int]] = {}
    columns = (rows[name].tolist() for name in ("kind", "own", "child", "days", "weekly"))
    for kind, own, child, days, weekly in zip(*columns, strict=True):
        at = sums.setdefault((kind, own), [0, 0])
        at[0] += weekly * days
        at[1] += days
        children.setdefault((kind, own), set()).add(child)
    found = [
        UnitCost(kind, own, pence_days, days, len(children[kind, own]))
        for (kind, own), (pence_days, days) in sums.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.weekly, one.kind, one.own)))


def prices_on(register: Register, day: dt.date, placed: pd.DataFrame | None = None) -> pd.DataFrame:
    """The placements of a day that have a price, with `weekly` and `framework`. `placed` is
    `placed_on` of the day, where it is known already.
    """
    placed = placed_on(register, day) if placed is None else placed
    prices = newest_by(register.agreed, "placement", "from_on", day)[["weekly", "framework"]]
    return placed.merge(prices, left_on="placement", right_index=True)


@dataclass(frozen=True)
class OffFramework:
    """Of placements with a framework price, those that cost more; `excess` is pence a week."""

    above: int
    compared: int
    excess: int


def off_framework(prices: pd.DataFrame) -> OffFramework:
    """Bought through the framework and off its price: SUFFICIENCY, facts of a register."""
    known = prices[prices["framework"].notna()]
    over = (known["weekly"] - known["framework"].astype("int64")).clip(lower=0)
    return OffFramework(int((over > 0).sum()), len(known), int(over.sum()))


@dataclass(frozen=True)
class Moving:
    """What a year frees if `children` of `of` moved from homes to fostering: pence. `low` and
    `high` set the cheaper half of homes beside the dearer foster homes, and the other way about:
    lower against upper quartile.
    """

    children: int
    of: int
    fostered: int
    low: int
    middle: int
    high: int


def moving_one_in_ten(prices: pd.DataFrame) -> Moving | None:
    """One in ten, half up and at least one, of the children in homes whose price is known. None
    without a price of either kind. Secure homes are left out: a court sends children there.
    """
    kinds, weekly = prices["kind"].tolist(), prices["weekly"].to_numpy()
    homes, foster = (weekly[[kind in of for kind in kinds]] for of in (HOMES, FOSTER))
    if not len(homes) or not len(foster):
        return None
    moved = max((len(homes) + A_TENTH // 2) // A_TENTH, 1)
    of_homes, of_foster = (np.quantile(of, QUARTILES) for of in (homes, foster))
    gaps = (
        of_homes[0] - of_foster[1],
        homes.mean() - foster.mean(),
        of_homes[1] - of_foster[0],
    )
    low, middle, high = (round(float(gap) * moved * YEAR / WEEK) for gap in gaps)
    return Moving(moved, len(homes), len(foster), low, middle, high)


def spent_by(register: Register, first: dt.date, last: dt.date, by: str) -> pd.DataFrame:
    """Budget, `foreseen` (actual, else forecast, else budget) and variance (foreseen less budget)
    of the months from first to last, by "month" or "kind".
    """
    rows, month = register.spent, register.spent["month"].to_numpy()
    inside = (month >= on(first).to_datetime64()) & (month <= on(last).to_datetime64())
    sums: dict[Any, tuple[int, int, bool]] = {}
    columns = (rows[name].tolist() for name in (by, "budget", "forecast", "actual"))
    for key, budget, forecast, actual in compress(zip(*columns, strict=True), inside):
        foreseen = next((one for one in (actual, forecast) if one is not pd.NA), budget)
        was = sums.get(key, (0, 0, True))
        sums[key] = (was[0] + budget, was[1] + foreseen, was[2] and actual is not pd.NA)
    keys = sorted(sums)
    told = [sums[key] for key in keys]
    budgets, foreseen = (np.array([one[at] for one in told], dtype="int64") for at in (0, 1))
    return pd.DataFrame(
        {
            by: pd.Series(keys, dtype=rows[by].dtype),
            "budget": budgets,
            "foreseen": foreseen,
            "is_actual": np.array([one[2] for one in told], dtype="bool"),
            "variance": foreseen - budgets,
        }
    )
