"""Places on a day: registered, usable, reserved, blocked, and those our children may take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from .register import Register, lasting, newest_by, placed_on

COUNTS = ("registered", "usable", "reserved", "blocked")
NUMBERS = (*COUNTS, "fillable", "occupied", "vacant")


def places_on(register: Register, day: dt.date, placed: pd.DataFrame | None = None) -> pd.DataFrame:
    """A row a setting that is open on the day and has places, by its newest line of places.

    Adds to the setting's own columns: registered, usable, reserved, blocked, `reason`, `fillable`
    (usable less reserved and blocked), `occupied` (our children who live there), `vacant`
    (fillable less occupied, never below 0: a home that is too full has no place to lend) and
    `counts` (whether the council may count on it: its own, or under a contract in force).
    `placed` is `placed_on` of the day, where it is known already.
    """
    there = lasting(register.settings, day, starts="opened_on", ends="closed_on")
    lines = newest_by(register.places, "setting", "from_on", day)
    found = there.merge(lines[[*COUNTS, "reason"]], left_on="setting", right_index=True)
    placed = placed_on(register, day) if placed is None else placed
    living = placed["setting"].value_counts()
    found["fillable"] = found["usable"] - found["reserved"] - found["blocked"]
    found["occupied"] = found["setting"].map(living).fillna(0).astype("int64")
    found["vacant"] = (found["fillable"] - found["occupied"]).clip(lower=0)
    found["counts"] = found["own"] | found["provider"].isin(contracted_on(register, day))
    return found.reset_index(drop=True)


def contracted_on(register: Register, day: dt.date) -> set[int]:
    """Providers with a contract in force: its first and last day are days of it. What is bought
    one child at a time is no contract that a council can count on.
    """
    rows = register.contracted
    inside = (rows["starts_on"] <= pd.Timestamp(day)) & (
        rows["last_day"].isna() | (rows["last_day"] >= pd.Timestamp(day))
    )
    return set(rows.loc[inside & (rows["route"] != "spot"), "provider"].tolist())


def summed(places: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Homes and numbers of places by some columns: `homes` and NUMBERS."""
    groups = places.groupby(list(by), observed=True, sort=True)
    return groups[["homes", *NUMBERS]].sum().reset_index()
