"""What the generator assumes, read from CSV: shares to draw from, durations, rates, older codes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

Words = NDArray[np.str_]
Days = NDArray[np.int64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
# Long enough for every code and for two of them ("10_to_15", "asylum 16_on").
WORD = "<U16"


@dataclass(frozen=True)
class Shares:
    codes: Words
    chances: Numbers


@dataclass(frozen=True)
class Assumptions:
    """All that is not chance. `recodes` has the columns list, code, before, older, kind."""

    shares: dict[tuple[str, str], Shares]
    durations: dict[tuple[str, str], tuple[float, float]]
    rates: dict[str, float]
    recodes: pd.DataFrame

    def draw(self, rng: Generator, name: str, groups: Words) -> Words:
        """A code for each group, by the shares of the list; "" where the list has no such group."""
        drawn = np.full(len(groups), "", dtype=WORD)
        for group, places in _places(groups):
            if found := self.shares.get((name, group)):
                drawn[places] = rng.choice(found.codes, size=len(places), p=found.chances)
        return drawn

    def draw_one(self, rng: Generator, name: str, size: int) -> Words:
        """As `draw`, for a list without groups."""
        return self.draw(rng, name, np.full(size, "", dtype=WORD))

    def last(self, rng: Generator, name: str, groups: Words) -> Numbers:
        """Days that something lasts: lognormal, so with a long tail."""
        days = np.ones(len(groups))
        for group, places in _places(groups):
            median, spread = self.durations[name, group]
            days[places] = median * np.exp(spread * rng.standard_normal(len(places)))
        return days

    def happens(self, rng: Generator, name: str, size: int) -> Flags:
        return rng.random(size) < self.rates[name]


def _places(groups: Words) -> list[tuple[str, NDArray[np.intp]]]:
    """Each group with the places at which it stands, in alphabetical order."""
    if not len(groups):
        return []
    codes, names = pd.factorize(groups, sort=True)
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes, minlength=len(names)))
    starts = np.concatenate([[0], ends[:-1]])
    return [
        (str(name), order[start:end]) for name, start, end in zip(names, starts, ends, strict=True)
    ]


def read_assumptions(folder: Path) -> Assumptions:
    """From shares.csv, durations.csv, rates.csv and recodes.csv. Weights need not sum to one.

    Raises FileNotFoundError, and KeyError for a missing column.
    """
    shares, durations, rates, recodes = (
        pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("shares", "durations", "rates", "recodes")
    )
    return Assumptions(
        shares={
            (str(name), str(group)): _shares(rows)
            for (name, group), rows in shares.groupby(["list", "group"])
        },
        durations={
            (name, group): (float(median), float(spread))
            for name, group, median, spread in zip(
                *(durations[one] for one in ("list", "group", "median", "spread")), strict=True
            )
        },
        rates={n: float(v) for n, v in zip(rates["name"], rates["value"], strict=True)},
        recodes=recodes,
    )


def _shares(rows: pd.DataFrame) -> Shares:
    weights = rows["weight"].astype("float64").to_numpy()
    return Shares(rows["code"].to_numpy().astype(WORD), weights / weights.sum())
