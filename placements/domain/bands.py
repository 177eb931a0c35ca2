"""Bands of ages, distances and times in care, as data: `fixtures/cohort_bands.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .days import Ints

NO_BAND = -1


@dataclass(frozen=True)
class Band:
    """From `least` on, below `below`."""

    key: str
    name: str
    least: float
    below: float


@dataclass(frozen=True)
class Bands:
    """Bands in order, with nothing between one and the next."""

    bands: tuple[Band, ...]

    @property
    def names(self) -> list[str]:
        return [band.name for band in self.bands]

    def positions(self, values: NDArray[np.number]) -> Ints:
        """The band of each value, counted from 0; NO_BAND below the first, above the last, NaN."""
        edges = np.array([*(band.least for band in self.bands), self.bands[-1].below])
        found = np.searchsorted(edges, values, side="right") - 1
        inside = (values >= edges[0]) & (values < edges[-1])
        return np.where(inside, found, NO_BAND)


def read_bands(rows: Iterable[Mapping[str, str]]) -> dict[str, Bands]:
    """Rows of dimension, key, name, from and below, by dimension.

    Raises ValueError where a band does not begin at the end of the one before.
    """
    found: dict[str, list[Band]] = {}
    for row in rows:
        band = Band(row["key"], row["name"], float(row["from"]), float(row["below"]))
        before = found.setdefault(row["dimension"], [])
        if before and before[-1].below != band.least:
            raise ValueError(f"{row['dimension']}: a gap before {band.name}")
        before.append(band)
    return {name: Bands(tuple(bands)) for name, bands in found.items()}
