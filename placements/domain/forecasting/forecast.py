"""The middle of the simulations and the range in which eight in ten of them lie."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..bands import Bands
from ..cohort import Cohort
from ..scene import Surroundings
from .choices import Choices
from .known import Window
from .simulating import Draws, simulate

ALL = "all"
COLUMNS = ("month", "age_band", "group", "low", "mid", "high")
LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True)
class Forecast:
    """A row of `frame` for each month, age band and group; "all" stands for all of them together.

    `mid` is the mean of the simulations, `low` and `high` their 10th and 90th percentile. Rows
    with "all" are of each simulation's own sum: their lows are not the sum of the others' lows.
    `window` tells which months the rates are of, `opening` how many were in care at the start.
    """

    start: dt.date
    simulations: int
    opening: int
    window: Window
    frame: pd.DataFrame

    def rows(self, *, age_band: str = ALL, group: str = ALL) -> pd.DataFrame:
        """The months of one age band and group."""
        found = self.frame[self.frame["age_band"].eq(age_band) & self.frame["group"].eq(group)]
        return found.reset_index(drop=True)


def forecast(
    cohort: Cohort,
    start: dt.date,
    months: int,
    *,
    around: Surroundings,
    bands: Mapping[str, Bands],
    seed: int = 1,
    simulations: int = 1000,
    choices: Choices | None = None,
) -> Forecast:
    """Children in care at the end of each month, by age band and group; see `simulate`."""
    return summary(
        simulate(
            cohort,
            start,
            months,
            around=around,
            bands=bands,
            seed=seed,
            simulations=simulations,
            choices=choices,
        )
    )


def summary(draws: Draws) -> Forecast:
    """The draws as a forecast."""
    parts = [part for month in range(len(draws.months)) for part in _of_month(draws, month)]
    return Forecast(
        start=draws.start,
        simulations=draws.simulations,
        opening=int(draws.opening.sum()),
        window=draws.window,
        frame=pd.DataFrame(parts, columns=list(COLUMNS)),
    )


Number = TypeVar("Number", np.int64, np.float64)
Row = tuple[dt.date, str, str, float, float, float]


def _of_month(draws: Draws, month: int) -> Iterator[Row]:
    counts = with_sums(draws.counts[month])
    low, mid, high = ranged(counts)
    for age, age_band in enumerate([*(one.name for one in draws.ages), ALL]):
        for group, name in enumerate([*(one.name for one in draws.groups), ALL]):
            place = age, group
            yield draws.months[month], age_band, name, low[place], mid[place], high[place]


def with_sums(counts: NDArray[Number]) -> NDArray[Number]:
    """Ages, groups, simulations -> the same with a last age and a last group that are the sums."""
    both = np.concatenate([counts, counts.sum(axis=0, keepdims=True)], axis=0)
    return np.concatenate([both, both.sum(axis=1, keepdims=True)], axis=1)


Means = NDArray[np.float64]


def ranged(values: NDArray[np.int64] | Means) -> tuple[Means, Means, Means]:
    """Low, middle and high over the last axis.

    Where nearly all simulations have nobody the mean may be above the 90th percentile: the range
    is then widened to hold it.
    """
    mid = values.mean(axis=-1)
    low, high = np.quantile(values, [LOW, HIGH], axis=-1)
    return np.minimum(low, mid), mid, np.maximum(high, mid)
