"""Days as whole numbers since 1 January 1970, for arithmetic with many of them at once."""

from __future__ import annotations

import datetime as dt

import numpy as np

from .assumptions import Days, Numbers, Words

BLANK = np.iinfo(np.int64).min


def day(date: dt.date) -> int:
    """
    >>> day(dt.date(1970, 1, 2))
    1
    """
    return (date - dt.date(1970, 1, 1)).days


def birthday(born: Days, age: int) -> Days:
    """The birthdays of that age; of those born on 29 February, 1 March where there is none.

    >>> birthday(np.array([day(dt.date(2004, 2, 29))]), 18)[0] == day(dt.date(2022, 3, 1))
    np.True_
    """
    days = born.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    moved = (months + np.timedelta64(12 * age, "M")).astype("datetime64[D]") + (
        days - months.astype("datetime64[D]")
    )
    return np.asarray(moved.astype(np.int64))


def years_old(born: Days, on: Days | int) -> Days:
    """Completed years, to the day but for those born on 29 February."""
    there = np.broadcast_to(np.asarray(on), born.shape)
    years = ((there - born) / 365.25).astype(np.int64)
    late = _birthday_of(born, years + 1) <= there
    early = _birthday_of(born, years) > there
    return np.asarray(years + late - early)


def _birthday_of(born: Days, ages: Days) -> Days:
    days = born.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    rest = days - months.astype("datetime64[D]")
    there = (months + (12 * ages).astype("timedelta64[M]")).astype("datetime64[D]") + rest
    return np.asarray(there.astype(np.int64))


def whole(days: Numbers) -> Days:
    """Whole days, at least one; never so many that adding them overflows."""
    return np.clip(days, 1, 40_000).astype(np.int64)


def written(days: Days) -> Words:
    """As returns write days; "" for BLANK.

    >>> written(np.array([0, BLANK])).tolist()
    ['01/01/1970', '']
    """
    if not len(days):
        return np.array([], dtype="<U10")
    there = days != BLANK
    known, places = np.unique(days[there], return_inverse=True)
    words = np.array(
        [(dt.date(1970, 1, 1) + dt.timedelta(days=int(one))).strftime("%d/%m/%Y") for one in known],
        dtype="<U10",
    )
    filled = np.full(len(days), "", dtype="<U10")
    if len(words):
        filled[there] = words[places]
    return filled
