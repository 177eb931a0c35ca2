"""In which homes children live by the returns, where an episode gives the number of the home."""

from __future__ import annotations

import datetime as dt

import pandas as pd


def living_by_number(episodes: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """A row a child who on the day was in an episode with a number of a home: `child`, `urn` and
    `since`, the first day of the episodes with the same number that follow one another without a
    gap (a new legal status begins another episode, and nobody moves). Of two at once the newer.

    `episodes` has the columns of the cohort's table; an episode is over on its `ends_on`.
    """
    columns = ["child", "urn", "starts_on", "ends_on"]
    rows = episodes.loc[episodes["urn"].notna(), columns]
    rows = rows.sort_values(["child", "starts_on"], kind="stable").reset_index(drop=True)
    before = rows.shift()
    goes_on = (
        rows["child"].eq(before["child"])
        & rows["urn"].eq(before["urn"])
        & rows["starts_on"].eq(before["ends_on"])
    )
    stay = (~goes_on.fillna(False)).cumsum()
    rows["since"] = rows.groupby(stay)["starts_on"].transform("min")
    at = pd.Timestamp(day)
    there = rows[rows["starts_on"].le(at) & ~rows["ends_on"].le(at)]
    found = there.drop_duplicates("child", keep="last")
    return found[["child", "urn", "since"]].reset_index(drop=True)
