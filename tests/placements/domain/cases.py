"""Cohorts as small texts, and the figures of one indicator."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from placements.domain.choices import Rules
from placements.domain.cohort import (
    ADOPTIONS,
    ASYLUM,
    CARE_LEAVERS,
    CHILDREN,
    EPISODES,
    HEALTH,
    MISSING,
    PLACED_FOR_ADOPTION,
    REVIEWS,
    Cohort,
    ReturnYear,
    typed,
)
from placements.domain.indicators import Computed, compute
from placements.domain.scene import Scene, Surroundings
from placements.measures import registry

NOTHING = Cohort()  # to make its empty tables once
MARCH_2021 = dt.date(2021, 3, 31)
SHORT = {
    "starts": "starts_on",
    "ends": "ends_on",
    "rne": "started_because",
    "ls": "legal_status",
    "place": "placement",
    "prov": "provider",
    "rec": "ceased_because",
}
USUAL: Mapping[str, Any] = {
    "started_because": "S",
    "legal_status": "C2",
    "need": "N1",
    "placement": "U6",
    "provider": "PR1",
    "return_year": 2020,
}
TABLES = {
    "asylum": ASYLUM,
    "reviews": REVIEWS,
    "health": HEALTH,
    "care_leavers": CARE_LEAVERS,
    "adoptions": ADOPTIONS,
    "placed_for_adoption": PLACED_FOR_ADOPTION,
    "missing": MISSING,
}


def episodes(text: str) -> pd.DataFrame:
    """A table as text: a line of headings (those of SHORT, or columns), then a line an episode;
    "-" is empty, and what has no heading is as in USUAL."""
    heads, *lines = [line.split() for line in text.strip().splitlines()]
    names = [SHORT.get(head, head) for head in heads]
    rows = [
        {name: None if cell == "-" else cell for name, cell in zip(names, line, strict=True)}
        for line in lines
    ]
    return table(EPISODES, [dict(USUAL) | row for row in rows])


def table(columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows with some of the columns; the others are empty."""
    frame = pd.DataFrame([{name: row.get(name) for name in columns} for row in rows])
    if frame.empty:
        return typed(None, columns)
    for name, kind in columns.items():
        if kind in ("int64", "int16", "float64", "Int64", "Int16"):
            frame[name] = pd.to_numeric(frame[name])
        if kind == "boolean":
            yes = {"yes": True, "no": False}
            frame[name] = frame[name].map(lambda cell, yes=yes: yes.get(cell, cell))
            frame[name] = frame[name].astype("boolean")
    return typed(frame, columns)


def cohort(
    text: str = "",
    *,
    born: Mapping[int, str] | str = "2010-06-01",
    returns: tuple[int, int] = (2016, 2021),
    as_at: str | None = None,
    to_point: Sequence[int] = (),
    sex: str = "2",
    ethnicity: str = "WBRI",
    **tables: Sequence[Mapping[str, Any]],
) -> Cohort:
    """Episodes as text, the other tables as rows. `returns`: first and last year in which a
    return begins, `to_point` those whose episodes tell the miles to the council's own point.
    `born`: of everybody, or by child."""
    held = episodes(text) if text else typed(None, EPISODES)
    named = set(held["child"]) | {row["child"] for rows in tables.values() for row in rows}
    children = [
        {
            "child": child,
            "sex": sex,
            "ethnicity": ethnicity,
            "born_on": born if isinstance(born, str) else born.get(child),
        }
        for child in sorted(named)
    ]
    years = [
        ReturnYear(year, dt.date(year + 1, 3, 31), year in to_point) for year in range(*returns)
    ]
    if as_at:
        years[-1] = dataclasses.replace(years[-1], as_at=dt.date.fromisoformat(as_at))
    return dataclasses.replace(
        NOTHING,
        returns=tuple(years),
        children=table(CHILDREN, children),
        episodes=held,
        **{name: table(TABLES[name], rows) for name, rows in tables.items()},
    )


def around(**more: Any) -> Surroundings:
    return Surroundings(codes=registry().codes, **more)


def figures(
    held: Cohort,
    days: Sequence[dt.date],
    *,
    rules: Rules | None = None,
    given: Surroundings | None = None,
    codes: Sequence[str] = (),
) -> list[Computed]:
    chosen = [one for one in registry().definitions if not codes or one.code in codes]
    return compute(
        held,
        days,
        rules or Rules(),
        definitions=chosen,
        around=given or around(),
        wording=registry().wording,
    )


def figure(
    code: str,
    held: Cohort,
    day: dt.date = MARCH_2021,
    *,
    given: Surroundings | None = None,
    **rules: Any,
) -> Computed:
    [found] = figures(held, [day], rules=Rules(**rules), given=given, codes=[code])
    return found


def counts(code: str, held: Cohort, day: dt.date = MARCH_2021, **more: Any) -> tuple[Any, Any]:
    """Numerator and denominator."""
    found = figure(code, held, day, **more)
    assert not found.unavailable
    return found.numerator, found.denominator


def scene(held: Cohort, *days: dt.date, rules: Rules | None = None) -> Scene:
    return Scene.of(held, days or [MARCH_2021], rules or Rules(), around())
