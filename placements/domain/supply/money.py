"""What homes cost: spend and unit cost by kind, prices against the framework, variance by month.

Money is in pence. A week's price holds from its first day until the next one begins or the child
leaves; a period's spend is price a week times days over seven.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from .register import Register, newest_by, on, placed_on, with_settings

WEEK = 7
YEAR = 365
A_TENTH = 10
FOSTER, HOMES = ("foster",), ("home", "school")


def priced_days(register: Register, first: dt.date, last: dt.date) -> pd.DataFrame:
    """A row a price that held on some day from first to last, both included: placement, child,
    kind, own, `days` and `weekly`.
    """
    placed = register.placed[["placement", "child", "setting", "starts_on", "ends_on"]]
    rows = register.agreed.sort_values(["placement", "from_on"], kind="stable")
    rows = rows.assign(until=rows.groupby("placement")["from_on"].shift(-1))
    rows = rows.merge(placed, on="placement", how="inner")
    after = on(last) + pd.Timedelta(days=1)
    rows = rows.assign(first=on(first), after=after)
    starts = rows[["from_on", "starts_on", "first"]].max(axis=1)
    ends = rows[["until", "ends_on", "after"]].min(axis=1)  # what is open ends after the last day
    rows = rows.assign(days=(ends - starts).dt.days)
    rows = with_settings(register, rows[rows["days"] > 0])
    return rows[["placement", "child", "kind", "own", "days", "weekly"]].reset_index(drop=True)


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
    rows = rows.assign(pence_days=rows["weekly"] * rows["days"])
    groups = rows.groupby(["kind", "own"], observed=True)
    sums = groups.agg(
        pence_days=("pence_days", "sum"), days=("days", "sum"), children=("child", "nunique")
    )
    found = [
        UnitCost(str(kind), bool(own), int(pence_days), int(days), int(children))
        for kind, own, pence_days, days, children in sums.reset_index().itertuples(index=False)
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
    homes = prices.loc[prices["kind"].isin(HOMES), "weekly"]
    foster = prices.loc[prices["kind"].isin(FOSTER), "weekly"]
    if homes.empty or foster.empty:
        return None
    moved = max((len(homes) + A_TENTH // 2) // A_TENTH, 1)
    gaps = (
        homes.quantile(0.25) - foster.quantile(0.75),
        homes.mean() - foster.mean(),
        homes.quantile(0.75) - foster.quantile(0.25),
    )
    low, middle, high = (round(float(gap) * moved * YEAR / WEEK) for gap in gaps)
    return Moving(moved, len(homes), len(foster), low, middle, high)


def spent_by(register: Register, first: dt.date, last: dt.date, by: str) -> pd.DataFrame:
    """Budget, `foreseen` (actual, else forecast, else budget) and variance (foreseen less budget)
    of the months from first to last, by "month" or "kind".
    """
    rows = register.spent
    rows = rows[(rows["month"] >= on(first)) & (rows["month"] <= on(last))]
    foreseen = rows["actual"].fillna(rows["forecast"]).fillna(rows["budget"]).astype("int64")
    rows = rows.assign(foreseen=foreseen, actuals=rows["actual"].notna())
    found = rows.groupby(by, observed=True, sort=True).agg(
        budget=("budget", "sum"), foreseen=("foreseen", "sum"), is_actual=("actuals", "all")
    )
    return found.assign(variance=found["foreseen"] - found["budget"]).reset_index()
