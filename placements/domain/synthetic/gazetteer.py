"""Postcodes for homes and placements: inside the area, near it and far from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from .assumptions import WORD, Assumptions, Flags, Numbers, Words

MILE = 1609.3
NEAR, FAR, TWENTY = 12.0, 220.0, 20.0
FARTHER = 60.0  # Places so many miles farther are chosen e times less often.
POOL, SEEN, MARKS = 6_000, 60_000, 300
TRIES = 40
# Miles: how far most of those live who live near, and at least.
REACH, CLOSEST = 7.0, 1.0
# One home for so many children, and fewer where a council is small.
CHILDREN_A_HOME, FEWEST_HOMES = 90, 8
SHARED = ("K1", "K2", "K3", "R1", "R2", "R3", "R5", "S1", "Z11")
# Numbers that no register of providers has.
HOMES, AGENCIES, AGENCY_COUNT = 9_000_000, 9_900_000, 25


@dataclass(frozen=True)
class Pool:
    postcodes: NDArray[np.object_]
    places: Numbers  # east, north, in metres


@dataclass(frozen=True)
class Gazetteer:
    """`own` are postcodes of the area, `near` outside it and about it, `far` farther away."""

    own: Pool
    near: Pool
    far: Pool

    def pool(self, location: str) -> Pool:
        return {"inside": self.own, "near": self.near, "far": self.far}[location]


def gazetteer_of(rng: Generator, postcodes: pd.DataFrame, districts: Collection[str]) -> Gazetteer:
    """Some thousand postcodes of each sort.

    `postcodes` has the columns pcd, oseast1m, osnrth1m and laua, as the reference package has.
    Raises ValueError when no postcode lies in the districts.
    """
    english = postcodes["laua"].astype("str").str.startswith("E").to_numpy(dtype=bool)
    # The package's order is that of a set of letters: another one in each process.
    england = postcodes[english].sort_values("pcd", kind="stable")
    inside = england["laua"].isin(set(districts)).to_numpy()
    own = _some(rng, england[inside], POOL)
    if own.empty:
        raise ValueError(f"No postcode lies in {', '.join(sorted(districts))}.")
    others = _some(rng, england[~inside], SEEN)
    miles = _from_area(rng, _points(others), _points(own))
    near = _some(rng, _close(rng, england[~inside], own), POOL)
    away = (miles > TWENTY) & (miles < FAR)
    weights = np.exp(-miles[away] / FARTHER)
    far = others[away]
    chosen = rng.choice(
        len(far), size=min(POOL, len(far)), replace=False, p=weights / weights.sum()
    )
    return Gazetteer(_pool(rng, own), _pool(rng, near), _pool(rng, far.iloc[chosen]))


def _close(rng: Generator, outside: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Those within some miles of the area's edge."""
    points, mine = _points(outside), _points(own)
    low, high = mine.min(axis=0) - NEAR * MILE, mine.max(axis=0) + NEAR * MILE
    boxed = outside[((points >= low) & (points <= high)).all(axis=1)]
    some = _some(rng, boxed, SEEN)
    return some[_from_area(rng, _points(some), mine) <= NEAR]


def _from_area(rng: Generator, points: Numbers, own: Numbers) -> Numbers:
    """Miles from the nearest of some points of the area."""
    marks = own[rng.choice(len(own), size=min(MARKS, len(own)), replace=False)]
    nearest = np.full(len(points), np.inf)
    for mark in marks:
        np.minimum(nearest, ((points - mark) ** 2).sum(axis=1), out=nearest)
    return np.asarray(np.sqrt(nearest) / MILE)


def _some(rng: Generator, rows: pd.DataFrame, size: int) -> pd.DataFrame:
    if len(rows) <= size:
        return rows
    return rows.iloc[np.sort(rng.choice(len(rows), size=size, replace=False))]


def _points(rows: pd.DataFrame) -> Numbers:
    return rows[["oseast1m", "osnrth1m"]].to_numpy(dtype="float64")


def _pool(rng: Generator, rows: pd.DataFrame) -> Pool:
    known = rows[rows["oseast1m"].notna().to_numpy()]
    tight = known["pcd"].str.replace(" ", "")
    words = (tight.str[:-3] + " " + tight.str[-3:]).to_numpy(dtype=object)
    order = rng.permutation(len(words))
    return Pool(words[order], _points(known)[order])


def place_spells(
    rng: Generator,
    assumed: Assumptions,
    gazetteer: Gazetteer,
    spells: pd.DataFrame,
    homes: NDArray[np.intp],
    children: int,
) -> pd.DataFrame:
    """The spells with provider, postcode and urn.

    `homes` gives each period's place in the own pool, -1 where it is unknown. Spells with the same
    carer stay where the one before was.
    """
    place = spells["placement"].to_numpy().astype(WORD)
    home = homes[spells["period"].to_numpy()]
    locations = assumed.draw(rng, "location", _location_group(place))
    provider = assumed.draw(rng, "provider", place)
    postcode = np.full(len(spells), "", dtype=object)
    urn = np.zeros(len(spells), dtype=np.int64)
    shared = np.isin(place, SHARED)
    for number, location in enumerate(("inside", "near", "far")):
        pool = gazetteer.pool(location)
        for many in (False, True):
            rows = np.flatnonzero((locations == location) & (shared == many))
            limit = _homes(children, pool) if many else len(pool.postcodes)
            chosen = _choose(rng, pool, limit, gazetteer.own.places, home[rows], location)
            postcode[rows] = pool.postcodes[chosen]
            if many:
                urn[rows] = HOMES + 100_000 * number + chosen
    _with_parents(place, home, gazetteer, postcode)
    agency = np.isin(provider, ["PR4", "PR5"]) & ~shared & (place != "P1")
    urn[agency] = AGENCIES + rng.integers(AGENCY_COUNT, size=int(agency.sum()))
    placed = spells.assign(provider=provider, postcode=postcode, urn=urn)
    return _same_carers(placed)


def _homes(children: int, pool: Pool) -> int:
    return min(len(pool.postcodes), max(FEWEST_HOMES, children // CHILDREN_A_HOME))


def _with_parents(
    place: Words, home: NDArray[np.intp], gazetteer: Gazetteer, postcode: NDArray[np.object_]
) -> None:
    """With parents is at home, most often: where the home is known it is that postcode."""
    rows = (place == "P1") & (home >= 0)
    postcode[rows] = gazetteer.own.postcodes[home[rows]]


def _location_group(place: Words) -> Words:
    first = place.astype("<U1")
    own = np.isin(place, ["K2", "K3", "P1"])
    other = np.where(np.isin(first, ["U", "A"]), first, "other")
    return np.asarray(np.where(own, place, other).astype(WORD))


def _choose(
    rng: Generator, pool: Pool, limit: int, own: Numbers, home: NDArray[np.intp], location: str
) -> NDArray[np.intp]:
    """Places of the pool, at the wanted distance from home where enough tries find one.

    Near places are wanted within a distance of their own each, at first: more live close by.
    """
    chosen = rng.integers(limit, size=len(home))
    known = home >= 0
    reach = np.minimum(REACH * rng.exponential(size=len(home)) + CLOSEST, TWENTY)
    for number in range(TRIES):
        wanted = reach if number < TRIES // 2 else np.full(len(home), TWENTY)
        wrong = np.flatnonzero(known & ~_fits(pool.places[chosen], own[home], wanted, location))
        if not len(wrong):
            break
        chosen[wrong] = rng.integers(limit, size=len(wrong))
    return chosen


def _fits(there: Numbers, home: Numbers, reach: Numbers, location: str) -> Flags:
    miles = np.sqrt(((there - home) ** 2).sum(axis=1)) / MILE
    return np.asarray(miles > TWENTY if location == "far" else miles <= reach)


def _same_carers(spells: pd.DataFrame) -> pd.DataFrame:
    """Provider, postcode and urn of the spell that the carer began with."""
    first = np.flatnonzero(~spells["same_carer"].to_numpy())
    origin = first[np.searchsorted(first, np.arange(len(spells)), side="right") - 1]
    return spells.assign(
        **{one: spells[one].to_numpy()[origin] for one in ("provider", "postcode", "urn")}
    )
