"""Takes out what is not needed: case numbers become pseudonyms, postcodes become distances.

What comes out is all that is ever stored, shown or compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from accounts.models import Council
from placements.definitions import authorities
from placements.domain.distances import Map, Point, placed, plain
from placements.domain.linking.together import loose
from placements.domain.reading import Parsed
from placements.models import OwnPoint
from placements.services.keys import ChildKey
from reference.models import Area

from .postcodes import positions
from .reading import Reading, rows_by_table

Tell = Callable[[str, int, int], None]
HOME, PLACEMENT = "home_post", "placement_post"
TableKey = tuple[int, str]


@dataclass(frozen=True)
class Secured:
    """Rows by year and table, `child` being a pseudonym; and each pseudonym's sealed case number.

    `unknown_places` counts postcodes of homes and placements that no directory knows; `came_in` has
    name and SHA-256 of each table's file, and `point` is the council's own point to which they were
    measured.
    """

    tables: Mapping[TableKey, pd.DataFrame]
    as_at: Mapping[int, dt.date]
    sealed: Mapping[str, str]
    unknown_places: Mapping[str, int]
    came_in: Mapping[TableKey, tuple[str, str]] = field(default_factory=dict)
    point: Point | None = None

    @property
    def measured(self) -> frozenset[int]:
        """Years whose episodes tell the miles to the point."""
        episodes = {year for year, table in self.tables if table == "episodes"}
        return frozenset(episodes) if self.point else frozenset()


def secured(reading: Reading, council: Council, key: ChildKey, tell: Tell) -> Secured:
    """The returns as they are kept."""
    tables = rows_by_table(reading)
    numbers = sorted({one for parsed in tables.values() for one in parsed.rows["child"].unique()})
    pseudonyms = dict(zip(numbers, key.pseudonyms(numbers), strict=True))
    sealed = dict(zip(pseudonyms.values(), key.sealed(numbers), strict=True))
    where = _map(tables, council, tell)
    done, unknown = {}, {"home": 0, "placement": 0}
    for place, parsed in tables.items():
        rows = parsed.rows.assign(child=parsed.rows["child"].map(pseudonyms))
        if parsed.table.rows == "episodes":
            rows = _with_distances(rows, where, unknown)
        if "worker" in rows:
            rows = rows.assign(worker=_workers(rows["worker"], key))
        done[place] = shaped(rows, *place)
    return Secured(done, dict(reading.as_at), sealed, unknown, dict(reading.came_in), where.point)


def shaped(rows: pd.DataFrame, year: int, table: str) -> pd.DataFrame:
    """The columns that the table keeps, in their types; `child` stays a pseudonym."""
    columns = {**loose(table), "child": "str"}
    return rows.assign(return_year=year)[list(columns)].astype(columns).reset_index(drop=True)


def _workers(numbers: pd.Series, key: ChildKey) -> pd.Series:
    places, distinct = pd.factorize(numbers)
    return (
        pd.Series(key.workers(list(distinct)), dtype="int64").take(places).set_axis(numbers.index)
    )


# --- Places -----------------------------------------------------------------------------
def _map(tables: Mapping[TableKey, Parsed], council: Council, tell: Tell) -> Map:
    episodes = [one.rows for one in tables.values() if one.table.rows == "episodes"]
    postcodes = {
        postcode
        for rows in episodes
        for column in (HOME, PLACEMENT)
        for postcode in plain(rows[column]).unique()
    }
    return Map(
        positions(postcodes, tell), authorities(), own_authorities(council), point_of(council)
    )


def point_of(council: Council) -> Point | None:
    """Where the council's own point lies; None where it has named none."""
    named = OwnPoint.objects.filter(council=council).first()
    return named.place if named else None


def own_authorities(council: Council) -> frozenset[str]:
    """The authorities of the map that are the council's area; none for an area that is invented."""
    if council.area.kind == Area.Kind.FICTIONAL:
        return frozenset()
    successors = council.area.successors.values_list("code", flat=True)
    return frozenset({council.area.code, *successors})


def _with_distances(rows: pd.DataFrame, where: Map, unknown: dict[str, int]) -> pd.DataFrame:
    home, placement = plain(rows[HOME]), plain(rows[PLACEMENT])
    known = where.positions.index
    unknown["home"] += int((home.ne("") & ~home.isin(known)).sum())
    unknown["placement"] += int((placement.ne("") & ~placement.isin(known)).sum())
    return rows.drop(columns=[HOME, PLACEMENT]).join(placed(home, placement, where))
