"""Every table of several returns, linked into one cohort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from placements.domain import cohort
from placements.domain.cohort import Cohort, ReturnYear, typed

from .episodes import link_episodes
from .repairs import Repair, Repairs

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "children": cohort.CHILDREN,
    "episodes": cohort.EPISODES,
    "asylum": cohort.ASYLUM,
    "reviews": cohort.REVIEWS,
    "health": cohort.HEALTH,
    "care_leavers": cohort.CARE_LEAVERS,
    "adoptions": cohort.ADOPTIONS,
    "placed_for_adoption": cohort.PLACED_FOR_ADOPTION,
    "earlier_permanence": cohort.EARLIER_PERMANENCE,
    "missing": cohort.MISSING,
    "social_workers": cohort.SOCIAL_WORKERS,
    "deprivations": cohort.DEPRIVATIONS,
}
# What a row of a table is about: of two rows with the same, the later return's is right.
ABOUT: Mapping[str, tuple[str, ...]] = {
    "children": ("child",),
    "asylum": ("child",),
    "reviews": ("child", "reviewed_on"),
    "health": ("child", "return_year"),
    "care_leavers": ("child", "return_year"),
    "adoptions": ("child",),
    "placed_for_adoption": ("child", "placed_on"),
    "earlier_permanence": ("child",),
    "missing": ("child", "starts_on"),
    "social_workers": ("child", "worker", "starts_on"),
    "deprivations": ("child", "starts_on"),
}
BESIDE = {"return_year": "int16", "row": "int64"}


@dataclass(frozen=True)
class Linked:
    """The cohort, and what had to be repaired on the way."""

    cohort: Cohort
    repairs: tuple[Repair, ...]


def loose(rows: str) -> dict[str, str]:
    """The columns of a table's rows before they are linked: codes are text, with year and row."""
    told = {**COLUMNS[rows], **BESIDE}
    return {name: "str" if kind == cohort.CODE else kind for name, kind in told.items()}


def link(returns: Sequence[ReturnYear], tables: Mapping[str, pd.DataFrame]) -> Linked:
    """All rows of all returns, by table (columns as `loose` says), as one cohort.

    Rules in fixtures/ssda903_rules.csv. Linking what is linked changes nothing. A table that is not
    there is empty.
    """
    in_order = tuple(sorted(returns, key=lambda one: one.year))
    done: dict[str, pd.DataFrame] = {}
    repairs: list[Repair] = []
    for rows, columns in COLUMNS.items():
        found = tables.get(rows)
        if found is None or found.empty:
            done[rows] = typed(None, columns)
            continue
        made = Repairs(rows)
        linked = _linked(rows, found.astype(loose(rows)), in_order, made)
        done[rows] = typed(with_codes(linked, columns), columns)
        repairs += made.listed()
    return Linked(Cohort(returns=in_order, **done), tuple(repairs))


def with_codes(rows: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Codes as categories; "" is none."""
    codes = [name for name, kind in columns.items() if kind == cohort.CODE]
    return rows.assign(**{name: rows[name].where(rows[name].ne("")) for name in codes})


def _linked(
    rows: str, found: pd.DataFrame, returns: Sequence[ReturnYear], repairs: Repairs
) -> pd.DataFrame:
    if rows == "episodes":
        there = set(found["return_year"].unique())
        ends = {one.year: _second(one) for one in returns if one.year in there}
        return link_episodes(found, ends, repairs)
    return _newest(found, ABOUT[rows], repairs)


def _second(one: ReturnYear) -> pd.Timestamp:
    return pd.Timestamp(one.as_at).as_unit("s")


def _newest(found: pd.DataFrame, about: tuple[str, ...], repairs: Repairs) -> pd.DataFrame:
    """One row for each thing that rows are about: the last one of the latest return."""
    ordered = found.sort_values([*about, "return_year", "row"], kind="stable", ignore_index=True)
    gone = ordered.duplicated(list(about), keep="last")
    within = ordered.duplicated([*about, "return_year"], keep="last")
    again = ordered.duplicated([one for one in ordered if one not in BESIDE], keep="last")
    again_within = ordered.duplicated([one for one in ordered if one != "row"], keep="last")
    repairs.add("duplicate", ordered[within & again_within])
    repairs.add("same_thing", ordered[within & ~again_within])
    repairs.add("restated", ordered[gone & ~within & again])
    repairs.add("changed_later", ordered[gone & ~within & ~again])
    return ordered[~gone]
