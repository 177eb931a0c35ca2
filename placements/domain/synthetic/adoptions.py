"""AD1, PlacedAdoption and PrevPerm: adoption, plans of it, and homes for good that came before."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator

from .assumptions import WORD, Assumptions, Days
from .dates import BLANK, written, years_old
from .history import History

ADOPTIVE = ("A3", "A4", "A5", "A6")
BY_CARER = ("A3", "A5")
# Days before moving in: the decision that adoption is right, and the match with adopters.
DECIDED, MATCHED = (120, 260), (10, 40)
YOUNG = 7


def adoptions(rng: Generator, history: History, starts: int, ends: int) -> pd.DataFrame:
    """A row for each child adopted in the year."""
    rows = _moved_in(rng, history)
    rows = rows[(rows["ends"] >= starts) & (rows["ends"] < ends)]
    drawn = history.assumed.draw_one(rng, "adopters", len(rows))
    # With nobody adopted numpy's own partition fails.
    pairs = np.array([one.partition(" ") for one in drawn], dtype=WORD).reshape(-1, 3)
    return pd.DataFrame(
        {
            "CHILD": rows["child"].to_numpy(),
            "DOB": written(rows["born"].to_numpy()),
            "DATE_INT": written(rows["decided"].to_numpy()),
            "DATE_MATCH": written(rows["matched"].to_numpy()),
            "FOSTER_CARE": np.where(rows["PLACE"].isin(BY_CARER), "1", "0"),
            "NB_ADOPTR": np.where(pairs[:, 2] == "L0", "1", "2"),
            "SEX_ADOPTR": pairs[:, 0],
            "LS_ADOPTR": pairs[:, 2],
        }
    )


def plans_of_adoption(
    rng: Generator, history: History, now: pd.DataFrame, starts: int, ends: int
) -> pd.DataFrame:
    """Children for whom adoption was decided on, while that held on a day of the year."""
    rows = _moved_in(rng, history)
    rows = rows[(rows["decided"] < ends) & (rows["ends"] >= starts)]
    none = np.full(len(rows), BLANK)
    going = _plans(rows, rows["decided"].to_numpy(), none, np.full(len(rows), "", dtype=WORD))
    return pd.concat([going, _given_up(rng, history.assumed, now, starts, ends)], ignore_index=True)


def _given_up(
    rng: Generator, assumed: Assumptions, now: pd.DataFrame, starts: int, ends: int
) -> pd.DataFrame:
    """A few children in care throughout the year whose plan ended in it."""
    whole = (now["starts"] < starts - DECIDED[1]) & (now["ends"] >= ends)
    rows = now[whole & now["kind"].eq("care") & now["route"].ne("adopted")]
    young = years_old(rows["born"].to_numpy(), starts) < YOUNG
    rows = rows[young & assumed.happens(rng, "plan_ended", len(rows))]
    decided = starts - rng.integers(1, DECIDED[0], size=len(rows))
    ended = rng.integers(starts, ends, size=len(rows))
    return _plans(rows, decided, ended, assumed.draw_one(rng, "plan_ended", len(rows)))


def _plans(
    rows: pd.DataFrame, decided: Days, ended: Days, why: np.ndarray[tuple[int], np.dtype[np.str_]]
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "CHILD": rows["child"].to_numpy(),
            "DOB": written(rows["born"].to_numpy()),
            "DATE_PLACED": written(decided),
            "DATE_PLACED_CEASED": written(ended),
            "REASON_PLACED_CEASED": why,
        }
    )


def _moved_in(rng: Generator, history: History) -> pd.DataFrame:
    """Adopted children with the days on which it was decided and matched, and their placement.

    The same days in every return: they are drawn from the number of the child alone.
    """
    rows = history.episodes[history.episodes["PLACE"].isin(ADOPTIVE)]
    rows = rows.drop_duplicates("period")
    who = history.periods.loc[rows["period"]]
    moved_in = rows["starts"].to_numpy()
    child = who["child"].to_numpy()
    matched = moved_in - _between(child, MATCHED)
    decided = np.maximum(moved_in - _between(child // 7, DECIDED), who["starts"].to_numpy() + 1)
    return who.assign(
        PLACE=rows["PLACE"].to_numpy(), decided=np.minimum(decided, matched), matched=matched
    )


def _between(number: Days, bounds: tuple[int, int]) -> Days:
    low, high = bounds
    return np.asarray(low + number % (high - low))


def earlier_permanence(rng: Generator, assumed: Assumptions, started: pd.DataFrame) -> pd.DataFrame:
    """A row for each child who started in the year; where and when is told of few, and of none here
    but the day.
    """
    rows = started.drop_duplicates("child")
    kind = assumed.draw_one(rng, "earlier_permanence", len(rows))
    age = rows["starts"].to_numpy() - rows["born"].to_numpy()
    kind = np.where(age < 366, "Z1", kind)
    on = np.where(kind == "Z1", BLANK, rows["starts"].to_numpy() - age // 2)
    return pd.DataFrame(
        {
            "CHILD": rows["child"].to_numpy(),
            "DOB": written(rows["born"].to_numpy()),
            "PREV_PERM": kind,
            "LA_PERM": np.where(kind == "Z1", "", "OUT"),
            "DATE_PERM": written(on),
        }
    )
