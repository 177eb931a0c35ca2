"""What comes of a scenario: children, places, gap and cost by quarter, with ranges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from ..forecast import ALL, ranged, with_sums
from ..simulating import Draws
from .changes import Scenario
from .supply import Cells, Prices, Supply, Unusable, check_keys, cost_of, places_of, without

QUARTER = 3


class Measure(StrEnum):
    CHILDREN = "children"  # at the end of the quarter
    PLACES = "places"  # usable, at the end of the quarter
    GAP = "gap"  # children less places: below 0 there are places to spare
    COST = "cost"  # pounds in the quarter


COLUMNS = ("quarter", "measure", "age_band", "group", "low", "mid", "high")


@dataclass(frozen=True)
class Outcome:
    """`frame` is what comes of a scenario, `change` how it differs from the forecast without.

    Both have a row for each whole quarter (three months from the start; its last day), measure,
    age band and group, "all" among them. Low and high hold eight in ten simulations; of `change`
    they are of the difference within each simulation. Where no places are told a group has no gap
    and is in no sum of gaps, and so with prices: `unsupplied` and `unpriced` name these groups.
    """

    scenario: Scenario
    frame: pd.DataFrame
    change: pd.DataFrame
    unsupplied: tuple[str, ...]
    unpriced: tuple[str, ...]


def outcome(
    scenario: Scenario, base: Draws, changed: Draws, supply: Supply, prices: Prices
) -> Outcome:
    """`base` and `changed` are of the same start, seed and numbers, the latter with the levers.

    Raises Unusable for draws that are no pair and for keys that no group or age band has.
    """
    if (base.start, base.counts.shape) != (changed.start, changed.counts.shape):
        raise Unusable("The two forecasts are not of the same months and simulations.")
    with_it = scenario.supply(supply, base.months)
    check_keys(base, with_it, prices, scenario.levers(0).fewer)
    before = _measured(base, supply, prices)
    after = _measured(changed, with_it, scenario.prices(prices))
    quarters = base.months[QUARTER - 1 :: QUARTER]
    return Outcome(
        scenario=scenario,
        frame=_table(base, quarters, after),
        change=_table(base, quarters, {one: after[one] - before[one] for one in Measure}),
        unsupplied=without(base, {group for group, _ in with_it.places}),
        unpriced=without(base, set(prices.weekly)),
    )


def _measured(draws: Draws, supply: Supply, prices: Prices) -> dict[Measure, Cells]:
    """Quarters, ages, groups and simulations of each measure."""
    last = np.s_[QUARTER - 1 :: QUARTER]
    children = draws.counts.astype(np.float64)
    places = np.broadcast_to(places_of(draws, supply)[..., None], children.shape)
    supplied = np.array([one.key in {key for key, _ in supply.places} for one in draws.groups])
    gap = (children - places) * supplied[:, None]
    cost = children * cost_of(draws, prices)[:, None, :, None]
    return {
        Measure.CHILDREN: children[last],
        Measure.PLACES: places[last],
        Measure.GAP: gap[last],
        Measure.COST: _quarterly(cost),
    }


def _quarterly(monthly: Cells) -> Cells:
    whole = len(monthly) // QUARTER * QUARTER
    found: Cells = monthly[:whole].reshape(-1, QUARTER, *monthly.shape[1:]).sum(axis=1)
    return found


def _table(
    draws: Draws, quarters: Sequence[dt.date], measured: Mapping[Measure, Cells]
) -> pd.DataFrame:
    ages = [*(one.name for one in draws.ages), ALL]
    groups = [*(one.name for one in draws.groups), ALL]
    rows = []
    for measure, cells in measured.items():
        for quarter, values in zip(quarters, cells, strict=True):
            ranges = ranged(with_sums(values))
            rows += [
                (quarter, measure.value, age, group, *(float(one[place]) for one in ranges))
                for place, age, group in _rows_of(ages, groups)
            ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows_of(ages: Sequence[str], groups: Sequence[str]) -> list[tuple[tuple[int, int], str, str]]:
    return [((a, g), age, group) for a, age in enumerate(ages) for g, group in enumerate(groups)]
