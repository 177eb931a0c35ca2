"""Where a cohort's children lived: stays in one home, from episodes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ...cohort import Cohort
from ...days import OPEN, age_on, date, number, numbered

SECTORS = {"PR1": "own", "PR2": "other-council", "PR3": "public", "PR5": "voluntary"}
SAME = ("child", "kind", "connected", "sector", "district", "urn")
# What is taken of an episode, in the order in which a stay is made of it.
COLUMNS = (*SAME[:-1], "starts", "until", "care_ended", "born")
# Stays that ended longer before the day are not told of.
BACK = 365


@dataclass(frozen=True)
class Stay:
    """One child in one home; `ends_on` None: still there. `ceased`: care ended with it."""

    child: int
    kind: str
    connected: bool
    sector: str
    district: str
    starts_on: dt.date
    ends_on: dt.date | None
    ceased: bool
    age: int


def stays_of(cohort: Cohort, codes: Iterable[Mapping[str, str]], day: dt.date) -> list[Stay]:
    """Stays open on the day or ended in the year before it, in order of start and child. `codes`
    say which kind of home a placement code is; episodes of other codes (with parents, placed for
    adoption, in hospital) are in no home. Episodes that follow each other in one home are one stay.
    """
    episodes = _in_homes(cohort, list(codes), day)
    if episodes.empty:
        return []
    first = _begins(episodes)
    rows = episodes[first].assign(
        until=episodes["until"].to_numpy()[np.append(np.flatnonzero(first)[1:], len(episodes)) - 1],
        care_ended=_last(episodes, first),
    )
    rows = rows[rows["until"] > number(day) - BACK].sort_values(["starts", "child"])
    return [_stay(one, day) for one in rows[list(COLUMNS)].itertuples(index=False, name=None)]


def _stay(row: tuple[Any, ...], day: dt.date) -> Stay:
    child, kind, connected, sector, district, starts, until, ceased, born = row
    on = min(until, number(day))
    age = int(age_on(np.array([born]), np.array([on]))[0])
    open_still = until > number(day)
    return Stay(
        child=int(child),
        kind=kind,
        connected=bool(connected),
        sector=sector,
        district=district,
        starts_on=date(starts),
        ends_on=None if open_still else date(until),
        ceased=bool(ceased),
        age=max(age, 0),
    )


def _in_homes(cohort: Cohort, codes: list[Mapping[str, str]], day: dt.date) -> pd.DataFrame:
    table = cohort.episodes
    kinds = {row["placement"]: row["kind"] for row in codes}
    connected = {row["placement"] for row in codes if row["connected"]}
    place = table["placement"].astype(object)
    born = cohort.children.set_index("child")["born_on"]
    found = pd.DataFrame(
        {
            "child": table["child"],
            "kind": place.map(kinds),
            "connected": place.isin(connected),
            "sector": table["provider"].astype(object).map(SECTORS).fillna("private"),
            "district": table["placement_district"].astype(object).fillna(""),
            "urn": table["urn"].fillna(0).astype("int64"),
            "starts": numbered(table["starts_on"]),
            "until": numbered(table["ends_on"]),
            "ceased": ~table["ceased_because"].astype(object).isin(["X1", ""]),
            "born": numbered(table["child"].map(born)),
        }
    )
    found = found[found["kind"].notna() & (found["starts"] <= number(day))]
    return found.sort_values(["child", "starts"], kind="stable").reset_index(drop=True)


def _begins(episodes: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether each episode begins a stay: another child, another home, or a gap before it."""
    same = episodes["starts"].eq(episodes["until"].shift(fill_value=OPEN))
    for name in SAME:
        same &= episodes[name].eq(episodes[name].shift())
    return ~same.to_numpy(dtype=np.bool_)


def _last(
    episodes: pd.DataFrame, first: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    last = np.append(np.flatnonzero(first)[1:], len(episodes)) - 1
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = episodes["ceased"].to_numpy()[last]
    return found
