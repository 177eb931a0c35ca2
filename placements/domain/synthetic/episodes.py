"""Episodes: a new one whenever a placement, a carer or the legal status changes."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from .assumptions import WORD, Assumptions, Days, Flags, Words
from .dates import day

# Above every number of a day, so that period and day make one number that sorts.
SPAN = 200_000
SHIFT = 50_000


def make_episodes(
    rng: Generator,
    assumed: Assumptions,
    periods: pd.DataFrame,
    legal: pd.DataFrame,
    spells: pd.DataFrame,
) -> pd.DataFrame:
    """Episodes of each period in order: period, starts, ends, and the codes of the return.

    `spells` are placed. Two spells on one day count as the later. No two episodes of a period
    overlap; the last one of each ends with the period.
    """
    spells = _recoded(assumed, periods, spells)
    spell_keys, legal_keys = _keys(spells), _keys(legal)
    keys = np.unique(np.concatenate([spell_keys, legal_keys]))
    period = keys // SPAN
    in_spell = np.searchsorted(spell_keys, keys, side="right") - 1
    in_legal = np.searchsorted(legal_keys, keys, side="right") - 1
    first = np.r_[True, period[1:] != period[:-1]] if len(keys) else np.array([], dtype=bool)
    last = np.r_[first[1:], True] if len(keys) else first
    starts = keys % SPAN - SHIFT
    ends = np.where(last, periods["ends"].to_numpy()[period], np.r_[starts[1:], 0][: len(keys)])
    began = _began(spells, in_spell, in_legal, first)
    known = spells.iloc[in_spell]
    return pd.DataFrame(
        {
            "period": period,
            "starts": starts,
            "ends": ends,
            "RNE": began,
            "LS": legal["legal_status"].to_numpy()[in_legal],
            "CIN": periods["need"].to_numpy()[period],
            "PLACE": known["placement"].to_numpy(),
            "PLACE_PROVIDER": known["provider"].to_numpy(),
            "REC": np.where(last, periods["ceased"].to_numpy()[period], "X1"),
            "REASON_PLACE_CHANGE": _reasons(rng, assumed, began, last),
            "PL_POST": known["postcode"].to_numpy(),
            "URN": known["urn"].to_numpy(),
        }
    )


def _keys(rows: pd.DataFrame) -> NDArray[np.int64]:
    """Period and day as one number. Sorted, as the rows are."""
    period, starts = rows["period"].to_numpy(), rows["starts"].to_numpy()
    return np.asarray(period.astype(np.int64) * SPAN + starts + SHIFT)


def _began(
    spells: pd.DataFrame, in_spell: NDArray[np.intp], in_legal: NDArray[np.intp], first: Flags
) -> Words:
    """RNE: started, or what changed since the episode before."""
    moved = np.r_[True, in_spell[1:] != in_spell[:-1]] if len(first) else first
    law = np.r_[True, in_legal[1:] != in_legal[:-1]] if len(first) else first
    same = spells["same_carer"].to_numpy()[in_spell]
    return np.asarray(
        np.select(
            [first, moved & law & same, moved & law, moved & same, moved],
            ["S", "U", "B", "T", "P"],
            default="L",
        ).astype(WORD)
    )


def _reasons(rng: Generator, assumed: Assumptions, began: Words, last: Flags) -> Words:
    """Why the placement changed at an episode's end; "" where it did not."""
    following = np.r_[began[1:], ["S"]][: len(began)]
    moves = np.isin(following, ["P", "B"]) & ~last
    reasons = np.full(len(began), "", dtype=WORD)
    reasons[moves] = assumed.draw_one(rng, "moved_because", int(moves.sum()))
    reasons[np.isin(following, ["T", "U"]) & ~last] = "PLACE"
    return reasons


def _recoded(assumed: Assumptions, periods: pd.DataFrame, spells: pd.DataFrame) -> pd.DataFrame:
    """Spells with the codes of their days: one that spans the day of a change is told as two."""
    for row in assumed.recodes.itertuples():
        if row.kind == "day":
            changed = day(dt.date.fromisoformat(str(row.before)))
            spells = _changed_on(periods, spells, str(row.code), str(row.older), changed)
    return spells


def _changed_on(
    periods: pd.DataFrame, spells: pd.DataFrame, code: str, older: str, on: int
) -> pd.DataFrame:
    mine = spells["placement"].eq(code).to_numpy() & spells["starts"].lt(on).to_numpy()
    stops = _stops(periods, spells)
    later = spells[mine & (stops > on)].assign(starts=on, same_carer=True)
    place = np.where(mine, older, spells["placement"].to_numpy().astype(WORD))
    both = pd.concat([spells.assign(placement=place), later], ignore_index=True)
    return both.sort_values(["period", "starts"], ignore_index=True, kind="stable")


def _stops(periods: pd.DataFrame, spells: pd.DataFrame) -> Days:
    period, starts = spells["period"].to_numpy(), spells["starts"].to_numpy()
    if not len(period):
        return np.asarray(starts)
    follows = np.r_[period[1:] == period[:-1], False]
    stops: Days = np.where(follows, np.r_[starts[1:], 0], periods["ends"].to_numpy()[period])
    return stops
