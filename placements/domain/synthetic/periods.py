"""Who enters care, when, why, and when and how they leave: periods of care in equilibrium."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator

from .assumptions import WORD, Assumptions, Days, Flags, Numbers, Words
from .dates import birthday, whole

# Nobody stays longer, so that after so many years those who enter and those who leave are as many.
LONGEST = 18 * 366
PILOT = 20_000
# Days that entries may lie before or after an even spacing: months differ, years hardly.
UNEVEN = 45
# First and last day of age at entry of each band; nobody enters in the last weeks before 18.
BANDS = {
    "under_1": (0, 364),
    "1_to_4": (366, 1825),
    "5_to_9": (1827, 3651),
    "10_to_15": (3654, 5843),
    "16_on": (5846, 6500),
}
UNDER_TEN = ("under_1", "1_to_4", "5_to_9")
# Sentenced to custody, end of a remand; and the need of those whom their own behaviour brings in.
OF_COURTS, BEHAVIOUR = ("E9", "E14"), "N6"
FORTNIGHT = 14
YOUNGEST_ALONE = 13 * 366


def make_periods(
    rng: Generator, assumed: Assumptions, *, children: int, first: int, last: int
) -> pd.DataFrame:
    """Periods of care that start before `last`, so many that `children` are in care on any day.

    Columns: person, kind, sex, ethnicity, need, born, starts, ends (not a day of care), route,
    ceased. Periods of the same person follow each other. The number in care is an expectation:
    the number itself varies about it as a council's does.
    """
    opening = first - LONGEST
    share, stay = _stay(rng, assumed)
    size = round(children / (stay * share) * (last - opening))
    evenly = np.linspace(opening, last, size, endpoint=False).astype(np.int64)
    entered = evenly + rng.integers(-UNEVEN, UNEVEN + 1, size=size)
    periods = _first_periods(rng, assumed, entered)
    periods = pd.concat([periods, _again(rng, assumed, periods)], ignore_index=True)
    periods = periods[periods["starts"] < last]
    return periods.sort_values(["person", "starts"], ignore_index=True)


def _stay(rng: Generator, assumed: Assumptions) -> tuple[float, float]:
    """The share of entrants who count as looked after, and the days that such a one spends so."""
    pilot = _first_periods(rng, assumed, np.zeros(PILOT, dtype=np.int64))
    both = pd.concat([pilot, _again(rng, assumed, pilot)])
    counted = both[both["kind"] != "breaks"]
    people = counted["person"].nunique()
    return people / PILOT, float((counted["ends"] - counted["starts"]).sum()) / people


def _first_periods(rng: Generator, assumed: Assumptions, entered: Days) -> pd.DataFrame:
    size = len(entered)
    kinds = assumed.draw_one(rng, "kind", size)
    bands = assumed.draw(rng, "entry_band", kinds)
    born = entered - _ages(rng, assumed, kinds, bands)
    need = assumed.draw(rng, "need", kinds)
    need = np.where((need == BEHAVIOUR) & np.isin(bands, UNDER_TEN), "N1", need).astype(WORD)
    people = pd.DataFrame(
        {
            "person": np.arange(size),
            "kind": kinds,
            "sex": assumed.draw(rng, "sex", kinds),
            "ethnicity": assumed.draw(rng, "ethnicity", kinds),
            "need": need,
            "born": born,
        }
    )
    return _left(rng, assumed, people.assign(starts=entered), bands)


def _ages(rng: Generator, assumed: Assumptions, kinds: Words, bands: Words) -> Days:
    """Days of age at entry."""
    size = len(bands)
    low = np.array([BANDS[band][0] for band in BANDS])
    high = np.array([BANDS[band][1] for band in BANDS])
    place = np.searchsorted(sorted(BANDS), bands)
    order = np.array([list(BANDS).index(band) for band in sorted(BANDS)])
    low, high = low[order][place], high[order][place]
    low = np.where((kinds == "asylum") & (bands == "10_to_15"), YOUNGEST_ALONE, low)
    newborn = (bands == "under_1") & assumed.happens(rng, "born_into_care", size)
    high = np.where(newborn, FORTNIGHT, high)
    return np.asarray(rng.integers(low, high + 1))


def _left(
    rng: Generator, assumed: Assumptions, periods: pd.DataFrame, bands: Words
) -> pd.DataFrame:
    """The same with route, end and reason: by their own route, or by growing up before that."""
    kinds = periods["kind"].to_numpy().astype(WORD)
    starts = periods["starts"].to_numpy()
    route = assumed.draw(rng, "route", np.where(kinds == "care", bands, kinds).astype(WORD))
    ends = starts + whole(assumed.last(rng, "care", route))
    grown = birthday(periods["born"].to_numpy(), 18)
    up = ends >= grown
    route = np.where(up & (kinds != "breaks"), "stay", route).astype(WORD)
    ceased = assumed.draw(rng, "ceased", route)
    young = np.isin(bands, UNDER_TEN) & np.isin(ceased, OF_COURTS) & ~up
    return periods.assign(
        route=route,
        ends=np.where(up, grown, ends),
        ceased=np.where(young, "E8", ceased).astype(WORD),
    )


def _again(rng: Generator, assumed: Assumptions, periods: pd.DataFrame) -> pd.DataFrame:
    """Second periods of some who went home, if they are still children."""
    home = periods["route"].eq("home").to_numpy()
    back = periods[home & assumed.happens(rng, "back_again", len(periods))]
    starts = back["ends"].to_numpy() + whole(
        assumed.last(rng, "again", np.full(len(back), "", dtype=WORD))
    )
    young: Flags = starts - back["born"].to_numpy() <= BANDS["16_on"][1]
    again = back[young].assign(starts=starts[young])
    bands = band_of(again["born"].to_numpy(), again["starts"].to_numpy())
    return _left(rng, assumed, again, bands)


def band_of(born: Days, on: Days) -> Words:
    """The entry band of an age; ages are told to the day or so.

    >>> band_of(np.array([0, 0]), np.array([10, 6000])).tolist()
    ['under_1', '16_on']
    """
    names = np.array(list(BANDS), dtype=WORD)
    age: Numbers = (on - born) / 365.25
    return np.asarray(names[np.searchsorted([1, 5, 10, 16], age, side="right")])
