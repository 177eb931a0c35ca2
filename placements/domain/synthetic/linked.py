"""A history as the cohort that its returns come to, without writing, reading and linking them."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from ..cohort import CHILDREN, EPISODES, Cohort, ReturnYear, typed
from .history import History, Plan


def linked_cohort(history: History) -> Cohort:
    """Returns, children and episodes; postcodes and the other tables are left out.

    What ends after the last return is open, as it is in the returns themselves.
    """
    plan, held = history.plan, history.episodes
    held = held[(held["ends"] >= plan.starts) & (held["starts"] < plan.ends)]
    whose = history.periods.loc[held["period"]].reset_index(drop=True)
    children = whose.assign(born_on=_days(whose["born"])).drop_duplicates("child")
    rows = _episodes(plan, held.reset_index(drop=True), whose["child"])
    return Cohort(
        returns=tuple(
            ReturnYear(year, dt.date(year + 1, 3, 31))
            for year in range(plan.first, plan.first + plan.years)
        ),
        children=typed(children, CHILDREN),
        episodes=typed(rows, EPISODES),
    )


def _episodes(plan: Plan, held: pd.DataFrame, child: pd.Series[int]) -> pd.DataFrame:
    ended = held["ends"] < plan.ends
    rows = pd.DataFrame(dict.fromkeys(EPISODES), index=held.index).assign(
        child=child,
        starts_on=_days(held["starts"]),
        ends_on=_days(held["ends"].where(ended)),
        started_because=held["RNE"],
        legal_status=held["LS"],
        need=held["CIN"],
        placement=held["PLACE"],
        provider=held["PLACE_PROVIDER"],
        ceased_because=held["REC"].where(ended),
        moved_because=held["REASON_PLACE_CHANGE"].where(ended),
        return_year=plan.first + plan.years - 1,
    )
    return rows.sort_values(["child", "starts_on", "ends_on"])


def _days(numbers: pd.Series[int]) -> pd.Series[pd.Timestamp]:
    return pd.to_datetime(numbers, unit="D")
