"""One year's return: what the council knew on 31 March, in the tables that the return has."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from numpy.random import Generator

from .adoptions import adoptions, earlier_permanence, plans_of_adoption
from .assumptions import Assumptions, Days, Flags
from .dates import BLANK, birthday, day, written, years_old
from .health import health
from .history import History
from .leavers import care_leavers
from .missing import missing

# Names of files, in the order in which returns list them.
TABLES = (
    "header",
    "episodes",
    "reviews",
    "uasc",
    "oc2",
    "oc3",
    "ad1",
    "placed_adoption",
    "previous_permanence",
    "missing",
)
EPISODES = [
    *("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC"),
    *("REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"),
]
MOTHER_FROM, PUPIL_FROM = 14, 5


def return_of(
    rng: Generator, history: History, year: int, *, as_at: dt.date | None = None
) -> dict[str, pd.DataFrame]:
    """The tables of the return for the year from 1 April, named as in TABLES, cells as text.

    With `as_at` an extract: what was known on that day of the year. Raises ValueError for a year
    that the history does not tell of, and for a day that is not in it.
    """
    plan = history.plan
    if not plan.first <= year < plan.first + plan.years:
        raise ValueError(f"The history has no return of {year}.")
    starts, ends = day(dt.date(year, 4, 1)), day(dt.date(year + 1, 4, 1))
    if as_at is not None:
        if not starts <= day(as_at) < ends:
            raise ValueError(f"{as_at} is not in the year from 1 April {year}.")
        ends = day(as_at) + 1
    every = history.periods
    inside = (every["starts"] < ends) & (every["ends"] >= starts)
    now = every[inside]
    leavers = care_leavers(rng, history.assumed, every, starts, ends)
    tables = {
        "header": _header(now, leavers, every, ends),
        "episodes": _episodes(history, starts, ends),
        "reviews": _reviews(history, starts, ends),
        "uasc": _asylum(now),
        "oc2": health(rng, history.assumed, now, starts, ends),
        "oc3": leavers.drop(columns="place"),
        "ad1": adoptions(rng, history, starts, ends),
        "placed_adoption": plans_of_adoption(rng, history, now, starts, ends),
        "previous_permanence": earlier_permanence(
            rng, history.assumed, now[now["starts"] >= starts]
        ),
        "missing": missing(rng, history.assumed, now, starts, ends),
    }
    return {name: _recoded(history.assumed, tables[name], year) for name in TABLES}


def _header(
    now: pd.DataFrame, leavers: pd.DataFrame, every: pd.DataFrame, ends: int
) -> pd.DataFrame:
    """Each child of the return once."""
    both = pd.concat([now, every.loc[leavers["place"]]]).drop_duplicates("child")
    born = both["born"].to_numpy()
    age = years_old(born, ends - 1)
    girl = both["sex"].eq("F").to_numpy() & (age >= MOTHER_FROM)
    mother = girl & both["mother"].to_numpy()
    own_child = np.where(mother, np.minimum(born + 5_600, ends - 30), BLANK)
    pupil = np.where(age < PUPIL_FROM, "UN1", both["upn"].to_numpy())
    pupil = np.where(both["kind"].eq("asylum").to_numpy(), "UN3", pupil)
    return pd.DataFrame(
        {
            "CHILD": both["child"].to_numpy(),
            "SEX": both["sex"].to_numpy(),
            "DOB": written(born),
            "ETHNIC": both["ethnicity"].to_numpy(),
            "UPN": pupil,
            "MOTHER": np.where(girl, np.where(mother, "1", "0"), ""),
            "MC_DOB": written(own_child),
        }
    )


def _episodes(history: History, starts: int, ends: int) -> pd.DataFrame:
    """Every episode open on a day of the year or ended on its first; what ends later is open."""
    rows = history.episodes
    rows = rows[(rows["starts"] < ends) & (rows["ends"] >= starts)]
    period = rows["period"].to_numpy()
    closed: Flags = rows["ends"].to_numpy() < ends
    dec: Days = np.where(closed, rows["ends"].to_numpy(), BLANK)
    urn = rows["URN"].to_numpy()
    told = rows.assign(
        CHILD=history.periods["child"].to_numpy()[period],
        DECOM=written(rows["starts"].to_numpy()),
        DEC=written(dec),
        REC=np.where(closed, rows["REC"].to_numpy(), ""),
        REASON_PLACE_CHANGE=np.where(closed, rows["REASON_PLACE_CHANGE"].to_numpy(), ""),
        HOME_POST=history.periods["home"].to_numpy()[period],
        URN=np.where(urn > 0, urn.astype("<U12"), ""),
    )
    return told[EPISODES].reset_index(drop=True)


def _reviews(history: History, starts: int, ends: int) -> pd.DataFrame:
    rows = history.reviews
    rows = rows[(rows["on"] >= starts) & (rows["on"] < ends)]
    who = history.periods.loc[rows["period"]]
    return pd.DataFrame(
        {
            "CHILD": who["child"].to_numpy(),
            "DOB": written(who["born"].to_numpy()),
            "REVIEW": written(rows["on"].to_numpy()),
            "REVIEW_CODE": rows["code"].to_numpy(),
        }
    )


def _asylum(now: pd.DataFrame) -> pd.DataFrame:
    """Children alone, with the day of their eighteenth birthday."""
    alone = now[now["kind"].eq("asylum")].drop_duplicates("child")
    born = alone["born"].to_numpy()
    return pd.DataFrame(
        {
            "CHILD": alone["child"].to_numpy(),
            "SEX": alone["sex"].to_numpy(),
            "DOB": written(born),
            "DUC": written(birthday(born, 18)),
        }
    )


def _recoded(assumed: Assumptions, table: pd.DataFrame, year: int) -> pd.DataFrame:
    """With the codes that the return of the year has."""
    rows = assumed.recodes
    rows = rows[rows["kind"].eq("return") & rows["list"].isin(table.columns)]
    rows = rows[rows["before"].str[:4].astype(int) > year]
    for name, codes in rows.groupby("list"):
        known = dict(zip(codes["code"], codes["older"], strict=True))
        table = table.assign(**{str(name): table[str(name)].replace(known)})
    return table
