"""Small councils whose every child is told, and what a forecast makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from placements.domain.cohort import CHILDREN, EPISODES, Cohort, ReturnYear
from placements.domain.forecasting import Choices, Draws, Drift, Forecast, forecast, simulate
from placements.measures import registry
from tests.placements.domain.cases import USUAL, around, table

START = dt.date(2021, 3, 31)
NO_DRIFT = Drift(0.0, 0.0)
STEADY = Choices(half_life=None, starts_drift=NO_DRIFT, ends_drift=NO_DRIFT)
Stay = tuple[str, str, str | None]  # born, started, ended


def council(stays: Iterable[Stay], *, years: tuple[int, int] = (2016, 2021)) -> Cohort:
    """A child with one foster placement for each stay; the returns begin in these years."""
    told = list(stays)
    return held(
        [{"starts_on": start, "ends_on": end} for _, start, end in told],
        [born for born, _, _ in told],
        years=years,
    )


def held(rows: list[dict], born: list[str], *, years: tuple[int, int] = (2016, 2021)) -> Cohort:
    """Episodes as rows; those without `child` are of a child of their own."""
    episodes = [
        dict(USUAL) | {"child": place, "ceased_because": "E4A" if row["ends_on"] else None} | row
        for place, row in enumerate(rows, start=1)
    ]
    children = [{"child": place, "born_on": day} for place, day in enumerate(born, start=1)]
    returns = [ReturnYear(year, dt.date(year + 1, 3, 31)) for year in range(*years)]
    return Cohort(
        returns=tuple(returns),
        children=table(CHILDREN, children),
        episodes=table(EPISODES, episodes),
    )


def of(council: Cohort, months: int = 24, *, start: dt.date = START, **more) -> Forecast:
    more = {"simulations": 50, "choices": STEADY} | more
    return forecast(council, start, months, around=around(), bands=registry().bands, **more)


def drawn(council: Cohort, months: int = 24, *, start: dt.date = START, **more) -> Draws:
    more = {"simulations": 50, "choices": STEADY} | more
    return simulate(council, start, months, around=around(), bands=registry().bands, **more)


def monthly(first: str, months: int, *, day: int = 10) -> list[str]:
    """The tenth of each of so many months."""
    starts = pd.date_range(first, periods=months, freq="MS")
    return [f"{one:%Y-%m}-{day:02}" for one in starts]
