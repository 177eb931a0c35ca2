"""All that happened to the children of a council: what its returns tell, a year each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from .assumptions import Assumptions
from .dates import birthday, day
from .episodes import make_episodes
from .gazetteer import Gazetteer, place_spells
from .moves import make_legal, make_spells
from .periods import make_periods
from .reviews import make_reviews

SIXTEEN, YEARS_AFTER = 16, 4
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
# Of a case number; with more children than fit in six digits, seven.
NUMBERS = 900_000
MILLIONS = 9_000_000


@dataclass(frozen=True)
class Plan:
    """So many returns, the first of the year that begins on 1 April of `first`.

    `children` are looked after on any day, give or take what chance brings.
    """

    children: int
    years: int
    first: int

    @property
    def starts(self) -> int:
        return day(dt.date(self.first, 4, 1))

    @property
    def ends(self) -> int:
        return day(dt.date(self.first + self.years, 4, 1))


@dataclass(frozen=True)
class History:
    """Periods of care with their `child` numbers and homes, episodes and reviews (both naming the
    period by its place), and what the returns draw from besides.
    """

    plan: Plan
    assumed: Assumptions
    periods: pd.DataFrame
    episodes: pd.DataFrame
    reviews: pd.DataFrame


def make_history(rng: Generator, assumed: Assumptions, gazetteer: Gazetteer, plan: Plan) -> History:
    """A council in equilibrium: about as many children start as cease.

    Raises ValueError when no child, or no year, is asked for.
    """
    if plan.children < 1 or plan.years < 1:
        raise ValueError("Ask for one child and one year at least.")
    every = make_periods(rng, assumed, children=plan.children, first=plan.starts, last=plan.ends)
    every = _named(rng, assumed, _relevant(every, plan), gazetteer)
    # Who left before the first return is told of as a care leaver only.
    told = every[every["ends"] >= plan.starts].reset_index(drop=True)
    legal = make_legal(rng, assumed, told)
    spells = make_spells(rng, assumed, told, legal)
    homes: NDArray[np.intp] = told["home_place"].to_numpy()
    placed = place_spells(rng, assumed, gazetteer, spells, homes, plan.children)
    reviews = make_reviews(rng, assumed, told, first=plan.starts, last=plan.ends)
    before = every[every["ends"] < plan.starts]
    return History(
        plan=plan,
        assumed=assumed,
        periods=pd.concat([told, before], ignore_index=True),
        episodes=make_episodes(rng, assumed, told, legal, placed),
        reviews=reviews,
    )


def _relevant(periods: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Periods that a return tells of, and those after which somebody is a care leaver in it."""
    ends = periods["ends"].to_numpy()
    old = ends >= birthday(periods["born"].to_numpy(), SIXTEEN)
    recent = ends > plan.starts - YEARS_AFTER * 366
    return periods[(ends >= plan.starts) | (old & recent)].reset_index(drop=True)


def _named(
    rng: Generator, assumed: Assumptions, periods: pd.DataFrame, gazetteer: Gazetteer
) -> pd.DataFrame:
    """With the numbers of children, of pupils, and postcodes of homes."""
    person, people = pd.factorize(periods["person"])
    low = 100_000 if len(people) * 3 < NUMBERS else 1_000_000
    span = NUMBERS if len(people) * 3 < NUMBERS else MILLIONS
    child = low + rng.choice(span, size=len(people), replace=False)
    homes = rng.integers(len(gazetteer.own.postcodes), size=len(people))
    unknown = assumed.happens(rng, "home_unknown", len(people))
    alone = periods["kind"].eq("asylum").to_numpy()
    place = np.where(alone | unknown[person], -1, homes[person])
    words = np.append(gazetteer.own.postcodes, "")
    return periods.assign(
        child=child[person],
        upn=_pupils(rng, len(people))[person],
        home_place=place,
        home=words[place].astype(object),
        mother=assumed.happens(rng, "mother", len(people))[person]
        & periods["sex"].eq("F").to_numpy(),
    )


def _pupils(rng: Generator, size: int) -> NDArray[np.object_]:
    """Unique pupil numbers: a check letter, a school's nine digits and three more."""
    digits = np.full((size, 12), 9, dtype=np.int64)
    digits[:, 3:] = rng.integers(10, size=(size, 9))
    check = (digits * np.arange(2, 14)).sum(axis=1) % len(LETTERS)
    letters = np.array(list(LETTERS), dtype=object)[check]
    numbers = (digits @ 10 ** np.arange(11, -1, -1)).astype("<U12").astype(object)
    return np.asarray(letters + numbers, dtype=object)
