"""Faults as real returns have them: overlaps, duplicates, unknown postcodes, reviews to come."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from numpy.random import Generator

from .assumptions import Assumptions

UNKNOWN = ("ZZ99 3VZ", "XX1 1XX", "QQ9 9QQ")
KINDS = 3
DAYS_OVER = 20


def with_faults(
    rng: Generator, assumed: Assumptions, tables: dict[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """The return with faults in about one row of a hundred: copies, its input is left alone."""
    share = assumed.rates["faults"]
    return {
        **tables,
        "episodes": _episodes(rng, tables["episodes"], share),
        "reviews": _reviews(rng, tables["reviews"], share),
    }


def _episodes(rng: Generator, rows: pd.DataFrame, share: float) -> pd.DataFrame:
    """A third each: an end after the next episode's start, a row twice, an unknown postcode."""
    kind = np.where(rng.random(len(rows)) < share, rng.integers(KINDS, size=len(rows)), KINDS)
    faulty = rows.copy()
    faulty.loc[kind == 0, "DEC"] = faulty.loc[kind == 0, "DEC"].map(_later)
    unknown = kind == 1
    faulty.loc[unknown, "PL_POST"] = rng.choice(UNKNOWN, size=int(unknown.sum()))
    twice = np.repeat(np.arange(len(rows)), np.where(kind == 2, 2, 1))
    return faulty.iloc[twice].reset_index(drop=True)


def _later(day: str) -> str:
    if not day:
        return day
    read = dt.datetime.strptime(day, "%d/%m/%Y").replace(tzinfo=dt.UTC)
    return (read + dt.timedelta(days=DAYS_OVER)).strftime("%d/%m/%Y")


def _reviews(rng: Generator, rows: pd.DataFrame, share: float) -> pd.DataFrame:
    """Some held ten years after their day."""
    faulty = rows.copy()
    which = rng.random(len(rows)) < share
    faulty.loc[which, "REVIEW"] = [
        f"{day[:6]}{int(day[6:]) + 10}" for day in faulty.loc[which, "REVIEW"]
    ]
    return faulty
