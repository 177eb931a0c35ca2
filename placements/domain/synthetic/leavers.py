"""OC3: what care leavers do and where they live, about their 17th to 21st birthday."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator

from .assumptions import WORD, Assumptions, Flags
from .dates import birthday, written

FOURTEEN, SIXTEEN, EIGHTEEN = 14, 16, 18
AGES = range(17, 22)
# Thirteen weeks in care after the fourteenth birthday, some of it after the sixteenth.
THIRTEEN_WEEKS = 91
SETTLED, KNOWN = "Z1", ("YES", "NO", "REFU")
NOT_KNOWN = "0"


def care_leavers(
    rng: Generator, assumed: Assumptions, periods: pd.DataFrame, starts: int, ends: int
) -> pd.DataFrame:
    """A row for each care leaver with such a birthday in the year, and the `place` of its period.

    Somebody who is in care on that birthday is none.
    """
    mine = periods[_entitled(periods) & (periods["ends"] <= ends)]
    mine = mine.drop_duplicates("person", keep="last")
    born, left = mine["born"].to_numpy(), mine["ends"].to_numpy()
    parts = []
    for age in AGES:
        on = birthday(born, age)
        there = (on >= starts) & (on < ends) & (left <= on)
        parts.append(_rows(rng, assumed, mine[there], age))
    return pd.concat(parts, ignore_index=True)


def _entitled(periods: pd.DataFrame) -> Flags:
    born, ends = periods["born"].to_numpy(), periods["ends"].to_numpy()
    since = np.maximum(periods["starts"].to_numpy(), birthday(born, FOURTEEN))
    long_enough = (ends - since >= THIRTEEN_WEEKS) & (ends > birthday(born, SIXTEEN))
    gone = periods["ceased"].isin(["E11", "E12", "E2"]) | periods["kind"].eq("breaks")
    return np.asarray(long_enough & ~gone.to_numpy())


def _rows(rng: Generator, assumed: Assumptions, rows: pd.DataFrame, age: int) -> pd.DataFrame:
    group = "17_to_18" if age <= EIGHTEEN else "19_to_21"
    groups = np.full(len(rows), group, dtype=WORD)
    touch = assumed.draw_one(rng, "in_touch", len(rows))
    activity = assumed.draw(rng, "activity", groups)
    home = assumed.draw(rng, "accommodation", groups)
    # Staying put begins at eighteen.
    home = np.where((home == SETTLED) & (age < EIGHTEEN), "B1", home)
    known = touch == "YES"
    return pd.DataFrame(
        {
            "CHILD": rows["child"].to_numpy(),
            "DOB": written(rows["born"].to_numpy()),
            "IN_TOUCH": touch,
            "ACTIV": np.where(known, activity, np.where(np.isin(touch, KNOWN), NOT_KNOWN, "")),
            "ACCOM": np.where(known, home, np.where(np.isin(touch, KNOWN), NOT_KNOWN, "")),
            "place": rows.index.to_numpy(),
        }
    )
