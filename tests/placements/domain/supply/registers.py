"""Registers written out: rows with what a test says, all else as it mostly is."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from placements.domain.cohort import typed
from placements.domain.supply import register as tables
from placements.domain.supply.register import Register

DAY = dt.date(2021, 3, 31)
LONG_AGO = pd.Timestamp("2010-01-01")
USUAL = {
    "settings": (
        tables.SETTINGS,
        {"provider": 1, "kind": "home", "urn": "", "own": True, "owner": "The council",
         "district": "", "opened_on": pd.NaT, "closed_on": pd.NaT, "age_from": 0, "age_to": 17,
         "homes": 1},
    ),
    "places": (tables.PLACES, {"from_on": LONG_AGO, "reserved": 0, "blocked": 0, "reason": ""}),
    "contracted": (tables.CONTRACTED, {"starts_on": LONG_AGO, "last_day": pd.NaT}),
    "judged": (tables.JUDGED, {"released_on": pd.NaT}),
    "placed": (
        tables.PLACED,
        {"route": "in-house", "plan": "foster", "starts_on": LONG_AGO, "ends_on": pd.NaT,
         "ending": "", "first_choice": None},
    ),
    "agreed": (tables.AGREED, {"from_on": LONG_AGO, "framework": None}),
    "spent": (tables.SPENT, {"forecast": None, "actual": None}),
    "searched": (tables.SEARCHED, {"kind": "home", "asked": 0, "offered": 0}),
    "recruited": (tables.RECRUITED, {"places": None}),
    "planned": (tables.PLANNED, {"use": "exclusive"}),
    "irregular": (
        tables.IRREGULAR,
        {"kind": "unregistered", "from_on": LONG_AGO, "ended_on": pd.NaT, "told": ""},
    ),
}  # fmt: skip


def register(**rows):
    """`register(settings=[{"setting": 1}], places=[...])`."""
    found = {}
    for name, given in rows.items():
        columns, usual = USUAL[name]
        frame = pd.DataFrame([usual | one for one in given])
        for column, kind in columns.items():
            if kind == tables.DAY:
                frame[column] = pd.to_datetime(frame[column])
        found[name] = typed(frame, columns)
    return Register(**found)


def places(setting, usable, registered=None, **rest):
    return {"setting": setting, "usable": usable, "registered": registered or usable} | rest
