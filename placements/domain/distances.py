"""How far from home a placement is, and whether it lies in the council's area."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

import numpy as np
import pandas as pd

METRES_A_KILOMETRE, KILOMETRES_A_MILE = 1000, 1.6093
Point = tuple[int, int]


@dataclass(frozen=True)
class Map:
    """Positions of postcodes (index: without spaces; east and north in metres, district by GSS
    code), and which upper-tier authority each district belongs to.

    `own` are the authorities that are the council's area; empty for an area that is on no map:
    there a placement is inside where home and placement lie in one authority. `point` is the
    council's own point, east and north in metres; None where it has named none.
    """

    positions: pd.DataFrame
    authorities: Mapping[str, str]
    own: Set[str]
    point: Point | None = None


def placed(home: pd.Series, placement: pd.Series, where: Map) -> pd.DataFrame:
    """Postcodes of home and placement, row by row -> `miles`, `miles_to_point`, `inside`,
    `home_district`, `placement_district`, `placement_authority`. What is not known stays so.

    miles = sqrt(dE² + dN²) / 1000 / 1.6093, to one decimal, as the Department does.
    """
    start, end = _positions(home, where), _positions(placement, where)
    districts = end["district"].fillna("")
    authority = districts.map(where.authorities)
    home_authority = start["district"].fillna("").map(where.authorities)
    return pd.DataFrame(
        {
            "miles": _miles(end["east"] - start["east"], end["north"] - start["north"]),
            "miles_to_point": _to_point(end, where.point),
            "inside": _inside(districts, authority, home_authority, where),
            "home_district": start["district"].fillna("").astype("str"),
            "placement_district": districts.astype("str"),
            "placement_authority": authority.fillna("").astype("str"),
        },
        index=home.index,
    )


def _miles(east: pd.Series, north: pd.Series) -> pd.Series:
    metres = np.hypot(east.to_numpy("float64"), north.to_numpy("float64"))
    return pd.Series(metres / METRES_A_KILOMETRE / KILOMETRES_A_MILE, index=east.index).round(1)


def _to_point(placement: pd.DataFrame, point: Point | None) -> pd.Series:
    """By the same formula, as the crow flies from the point to the placement."""
    if point is None:
        return pd.Series(np.nan, index=placement.index, dtype="float64")
    return _miles(placement["east"] - point[0], placement["north"] - point[1])


def _positions(postcodes: pd.Series, where: Map) -> pd.DataFrame:
    return where.positions.reindex(postcodes.to_numpy()).set_axis(postcodes.index)


def _inside(
    districts: pd.Series, authority: pd.Series, home_authority: pd.Series, where: Map
) -> pd.Series:
    if where.own:
        inside = authority.isin(where.own)
        return inside.astype("boolean").mask(districts.eq(""))
    same = authority.eq(home_authority)
    return same.astype("boolean").mask(authority.isna() | home_authority.isna())


def plain(postcodes: pd.Series) -> pd.Series:
    """Postcodes as the map has them: capitals, no spaces."""
    return postcodes.str.upper().str.replace(" ", "")
