"""The children looked after on a day, counted by any of their marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .bands import Bands
from .choices import Rules
from .cohort import Cohort
from .coverage import why_not
from .days import Ints, add_months
from .indicators.who import alone
from .scene import Scene, Surroundings

NOT_KNOWN = "Not known"
NO_MONTHS = -1
LONGEST = 216  # months of 18 years


class NotAnswered(ValueError):
    """The returns do not hold the days asked for; the message says which they hold."""


@dataclass(frozen=True)
class Present:
    """The children looked after on one day: their places in `people`, and their episodes."""

    scene: Scene
    bands: Mapping[str, Bands]
    who: Ints
    row: Ints

    def episodes(self, column: str) -> pd.Series[Any]:
        return self.scene.history.column(column).take(self.row)

    def header(self, column: str) -> pd.Series[Any]:
        """A column of the header, an item a child; empty where there is no header."""
        children = self.scene.cohort.children.set_index("child")[column]
        return children.reindex(self.scene.history.people[self.who])


def present(
    cohort: Cohort, day: dt.date, *, around: Surroundings, bands: Mapping[str, Bands]
) -> Present:
    """Raises NotAnswered for a day that no return holds."""
    reason = why_not(cohort.returns, day, day)
    if reason:
        raise NotAnswered(reason)
    scene = Scene.of(cohort, [day], Rules(), around)
    who = np.flatnonzero(scene.in_care[0])
    return Present(scene, bands, who, scene.episode[0, who].astype(np.int64))


def profile(
    cohort: Cohort,
    day: dt.date,
    by: Sequence[str],
    *,
    around: Surroundings,
    bands: Mapping[str, Bands],
) -> pd.DataFrame:
    """A row for each combination of marks that occurs, with its number of `children`.

    `by` names dimensions of `DIMENSIONS`; their columns hold the names of groups, in the order of
    the fixtures, "Not known" last. The counts sum to the children looked after. Raises KeyError
    for a dimension that does not exist, NotAnswered for a day that no return holds.
    """
    columns = {name: DIMENSIONS[name] for name in by}
    here = present(cohort, day, around=around, bands=bands)
    marks = pd.DataFrame({name: column(here) for name, column in columns.items()})
    if not by:
        return pd.DataFrame({"children": [len(here.who)]})
    counted = marks.groupby(list(by), observed=True, sort=True).size()
    return counted.rename("children").reset_index()


def _named(places: Ints, names: Sequence[str]) -> pd.Categorical[Any]:
    """Places in a list of names as names; a place that is none is "Not known"."""
    kinds = pd.Index([*names, NOT_KNOWN])
    places = np.where(places < 0, len(names), places)
    return pd.Categorical.from_codes(places, kinds, ordered=True)


def _grouped(grouping: str, column: str) -> Callable[[Present], pd.Categorical[Any]]:
    def dimension(here: Present) -> pd.Categorical[Any]:
        groups = here.scene.codes[grouping]
        return _named(groups.positions(here.episodes(column)), [one.name for one in groups])

    return dimension


def _of_header(grouping: str, column: str) -> Callable[[Present], pd.Categorical[Any]]:
    def dimension(here: Present) -> pd.Categorical[Any]:
        groups = here.scene.codes[grouping]
        values = here.header(column).astype("category")
        return _named(groups.positions(values), [one.name for one in groups])

    return dimension


def _as_it_is(column: str) -> Callable[[Present], pd.Categorical[Any]]:
    """Codes without groups, in alphabetical order."""

    def dimension(here: Present) -> pd.Categorical[Any]:
        values = here.episodes(column).astype("string").fillna("").replace("", NOT_KNOWN)
        kinds = sorted(set(values) - {NOT_KNOWN})
        return pd.Categorical(values, [*kinds, NOT_KNOWN], ordered=True)

    return dimension


def _age(here: Present) -> pd.Categorical[Any]:
    bands = here.bands["age"]
    return _named(bands.positions(here.scene.age[0, here.who]), bands.names)


def _distance(here: Present) -> pd.Categorical[Any]:
    bands = here.bands["distance"]
    return _named(bands.positions(here.episodes("miles").to_numpy()), bands.names)


def _duration(here: Present) -> pd.Categorical[Any]:
    """Completed months in this period of care; not known where it began before the returns and
    what they hold of it is no longest band."""
    periods, bands = here.scene.periods, here.bands["duration"]
    period = periods.of[here.row]
    months = months_between(periods.starts[period], int(here.scene.days[0]))
    at_least = months >= bands.bands[-1].least
    known = periods.known[period] | at_least
    return _named(bands.positions(np.where(known, months, NO_MONTHS)), bands.names)


def months_between(starts: Ints, day: int) -> Ints:
    """Completed months from each day to a later one.

    From 31 January to 28 February is one month, as to 1 March.
    """
    today = np.array([day], dtype=np.int64)
    edges = np.concatenate([add_months(today, -month) for month in range(LONGEST, 0, -1)])
    return LONGEST - np.searchsorted(edges, starts, side="left")


def _alone(here: Present) -> pd.Categorical[Any]:
    yes = alone(here.scene)[0, here.who].astype(np.int64)
    return _named(1 - yes, ["Unaccompanied, seeking asylum", "Not unaccompanied"])


DIMENSIONS: Mapping[str, Callable[[Present], pd.Categorical[Any]]] = {
    "age": _age,
    "sex": _of_header("sex", "sex"),
    "ethnicity": _of_header("ethnicity", "ethnicity"),
    "legal_status": _grouped("legal", "legal_status"),
    "need": _grouped("needs", "need"),
    "placement": _grouped("commissioning", "placement"),
    "placement_dfe": _grouped("dfe", "placement"),
    "placement_code": _as_it_is("placement"),
    "provider": _grouped("provider", "provider"),
    "distance": _distance,
    "district": _as_it_is("placement_district"),
    "duration": _duration,
    "unaccompanied": _alone,
}
