"""The tables of a council's register of homes, with the types that calculations rely on.

Settings, providers, placements and children are numbers here. Money is in whole pence. Days are
`datetime64[s]`, NaT where there is none. Every table has every column, and the right types when
it is empty.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from placements.domain.cohort import CODE, DAY, typed

SETTINGS = {
    "setting": "int64",
    "provider": "int64",
    "kind": CODE,
    "urn": "string",  # "" where Ofsted has none, or nobody entered it
    "own": "bool",
    "owner": "string",  # the provider's name where nobody said who owns it
    "district": "string",
    "opened_on": DAY,
    "closed_on": DAY,  # the first day it was closed
    "age_from": "int16",
    "age_to": "int16",
    "homes": "int64",  # how many the line stands for: its places are those of all of them
}
PLACES = {
    "setting": "int64",
    "from_on": DAY,
    "registered": "int64",
    "usable": "int64",
    "reserved": "int64",
    "blocked": "int64",
    "reason": "string",
}
CONTRACTED = {"provider": "int64", "route": CODE, "starts_on": DAY, "last_day": DAY}
# `released_on` is the day of Ofsted's list that tells of it, NaT where the council recorded it.
JUDGED = {"setting": "int64", "inspected_on": DAY, "grade": CODE, "released_on": DAY}
PUBLISHED = {"urn": "string", "inspected_on": DAY, "grade": CODE, "released_on": DAY}
# `ends_on` is the day on which the child left: no day of the placement.
PLACED = {
    "placement": "int64",
    "child": "int64",
    "setting": "int64",
    "route": CODE,
    "plan": CODE,
    "starts_on": DAY,
    "ends_on": DAY,
    "ending": CODE,
    "first_choice": "boolean",
}
# A week from `from_on` on, all payers together; what the framework would have asked.
AGREED = {"placement": "int64", "from_on": DAY, "weekly": "int64", "framework": "Int64"}
SPENT = {"month": DAY, "kind": CODE, "budget": "int64", "forecast": "Int64", "actual": "Int64"}
SEARCHED = {
    "search": "int64",
    "kind": CODE,
    "opened_on": DAY,
    "ended_on": DAY,
    "outcome": CODE,
    "asked": "int64",
    "offered": "int64",
}
RECRUITED = {"month": DAY, "stage": CODE, "households": "int64", "places": "Int64"}
# `told` is "" where nobody told Ofsted of it.
IRREGULAR = {"child": "int64", "kind": CODE, "from_on": DAY, "ended_on": DAY, "told": "string"}
PLANNED = {"opens_on": DAY, "kind": CODE, "places": "int64", "use": CODE}


# Equal to itself alone, as a cohort is.
@dataclass(frozen=True, eq=False)
class Register:
    """All that a council's register says. Planned places are those still planned."""

    settings: pd.DataFrame = field(default_factory=partial(typed, None, SETTINGS))
    places: pd.DataFrame = field(default_factory=partial(typed, None, PLACES))
    contracted: pd.DataFrame = field(default_factory=partial(typed, None, CONTRACTED))
    judged: pd.DataFrame = field(default_factory=partial(typed, None, JUDGED))
    placed: pd.DataFrame = field(default_factory=partial(typed, None, PLACED))
    agreed: pd.DataFrame = field(default_factory=partial(typed, None, AGREED))
    spent: pd.DataFrame = field(default_factory=partial(typed, None, SPENT))
    searched: pd.DataFrame = field(default_factory=partial(typed, None, SEARCHED))
    recruited: pd.DataFrame = field(default_factory=partial(typed, None, RECRUITED))
    planned: pd.DataFrame = field(default_factory=partial(typed, None, PLANNED))
    irregular: pd.DataFrame = field(default_factory=partial(typed, None, IRREGULAR))

    @property
    def is_empty(self) -> bool:
        return self.settings.empty and self.placed.empty


def on(day: dt.date) -> pd.Timestamp:
    """A day as frames hold it."""
    return pd.Timestamp(day)


def lasting(rows: pd.DataFrame, day: dt.date, *, starts: str, ends: str) -> pd.DataFrame:
    """Rows that had begun by a day (an unknown beginning is long ago) and not ended on it."""
    began, ended = rows[starts].to_numpy(), rows[ends].to_numpy()
    at = on(day).to_datetime64()
    there = ~(began > at) & ~(ended <= at)  # nothing is before or after a day that is not known
    return rows.take(np.flatnonzero(there))


def newest_by(rows: pd.DataFrame, of: str, since: str, day: dt.date) -> pd.DataFrame:
    """Of each `of` the newest row that had begun by a day, by `of`."""
    begun = np.flatnonzero(rows[since].to_numpy() <= on(day).to_datetime64())
    order = begun[np.lexsort((rows[since].to_numpy()[begun], rows[of].to_numpy()[begun]))]
    return rows.take(order[_is_last(rows[of].to_numpy()[order])]).set_index(of)


def placed_on(register: Register, day: dt.date) -> pd.DataFrame:
    """The placements of a day, each with its setting's kind, own, owner, provider and district.

    A child who is in two at once, which the register reports as a fault, counts in the newer.
    """
    there = lasting(register.placed, day, starts="starts_on", ends="ends_on")
    sides = (there[name].to_numpy() for name in ("placement", "starts_on", "child"))
    order = np.lexsort(tuple(sides))
    last = order[_is_last(there["child"].to_numpy()[order])]
    return with_settings(register, there.take(last))


def _is_last(keys: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whether each of some sorted keys is the last of its like."""
    return np.append(keys[1:] != keys[:-1], np.ones(min(len(keys), 1), dtype=np.bool_))


OF_SETTINGS = ("provider", "kind", "own", "owner", "district")


def with_settings(register: Register, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that name a setting, with what is known of it, numbered from 0. Raises KeyError for a
    setting that the register does not have.
    """
    known = register.settings
    at = pd.Index(known["setting"]).get_indexer(pd.Index(rows["setting"]))
    if (at < 0).any():
        raise KeyError(f"The register has no setting {rows['setting'][at < 0].tolist()}")
    found = known[list(OF_SETTINGS)].take(at).reset_index(drop=True)
    return pd.concat([rows.reset_index(drop=True), found], axis=1)


def pounds(pence: float | int) -> Any:
    """Whole pounds, half up, for a reader.

    >>> pounds(123_450)
    1235
    """
    return int(pence + 50) // 100
