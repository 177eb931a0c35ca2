"""A generated council of Nottingham's postcodes, loaded as anybody's returns are."""

from __future__ import annotations

import datetime as dt
from functools import cache

from placements.domain.synthetic import Plan
from placements.frames import cohort_of
from placements.services import load_returns
from placements.services.synthetic import synthetic_returns

PLAN = Plan(children=90, years=2, first=2019)
LAST = dt.date(2021, 3, 31)
_cohorts = {}


@cache
def made_files():
    """Names and contents; of postcodes that begin with N alone, to be quick."""
    made = synthetic_returns(plan=PLAN, area="E06000018", seed=11, letters="N")
    return [
        (f"{year}-{name}.csv", table.to_csv(index=False).encode())
        for year, tables in made
        for name, table in tables.items()
    ]


def load_made_returns(council, folder):
    folder.mkdir()
    for name, data in made_files():
        (folder / name).write_bytes(data)
    return load_returns(council=council, sources=[folder], by=None)


def made_cohort(council, folder):
    """The linked cohort; loaded once a process, since no test changes it."""
    if "cohort" not in _cohorts:
        load_made_returns(council, folder)
        _cohorts["cohort"] = cohort_of(council)
    return _cohorts["cohort"]
