"""Days as whole numbers, for arithmetic over millions of them at once.

A day is the number of days since 1 January 1970; `OPEN` stands for "not yet", later than any day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

OPEN = 2**31 - 1
UNKNOWN_AGE = -1
ONE_DAY = np.timedelta64(1, "D")
_EPOCH = dt.date(1970, 1, 1)


def number(day: dt.date) -> int:
    """A day as a number.

    >>> number(dt.date(1970, 1, 2))
    1
    """
    return (day - _EPOCH).days


def date(day: int) -> dt.date:
    return _EPOCH + dt.timedelta(days=int(day))


def numbers(days: Iterable[dt.date]) -> Ints:
    return np.array([number(day) for day in days], dtype=np.int64)


def numbered(column: pd.Series[Any]) -> Ints:
    """A column of days as numbers; NaT becomes OPEN."""
    values = column.to_numpy().astype("datetime64[D]")
    days = values.astype(np.int64)
    days[np.isnat(values)] = OPEN
    return days


def ymd(days: Ints) -> Ints:
    """Year, month and day as one number, so that later days are larger: 31 March 2021 is 20210331.

    OPEN has none: 0.
    """
    known = days != OPEN
    stamps = np.where(known, days, 0).astype("datetime64[D]")
    months = stamps.astype("datetime64[M]")
    years = months.astype("datetime64[Y]")
    month = (months - years).astype(np.int64) + 1
    day = (stamps - months).astype(np.int64) + 1
    found: Ints = ((years.astype(np.int64) + 1970) * 100 + month) * 100 + day
    return np.where(known, found, 0)


def years_on(born: dt.date, day: dt.date) -> int:
    """The completed years of one child, by the rule of `age_on`.

    >>> years_on(dt.date(2004, 2, 29), dt.date(2021, 2, 28))
    16
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_on(born: Ints, day: Ints) -> Ints:
    """Completed years; UNKNOWN_AGE without a date of birth. The two broadcast.

    An age is attained when the anniversary of the birth begins (Family Law Reform Act 1969,
    section 9); who was born on 29 February attains it on 1 March of a year that is no leap year.

    >>> age_on(numbers([dt.date(2004, 2, 29)]), numbers([dt.date(2021, 2, 28)])).tolist()
    [16]
    >>> age_on(numbers([dt.date(2004, 2, 29)]), numbers([dt.date(2021, 3, 1)])).tolist()
    [17]
    """
    begun = ymd(born)
    years = (ymd(day) - begun) // 10_000
    return np.where(begun > 0, years, UNKNOWN_AGE)


def add_months(days: Ints, months: int) -> Ints:
    """The same day of the month so many months later (earlier, if negative), or the month's last.

    OPEN stays OPEN.

    >>> date(add_months(numbers([dt.date(2021, 3, 31)]), -30)[0])
    datetime.date(2018, 9, 30)
    """
    known = days != OPEN
    stamps = np.where(known, days, 0).astype("datetime64[D]")
    month = stamps.astype("datetime64[M]")
    there = month + np.timedelta64(months, "M")
    last = (there + np.timedelta64(1, "M")).astype("datetime64[D]") - ONE_DAY
    moved = np.minimum(there.astype("datetime64[D]") + (stamps - month), last)
    return np.where(known, moved.astype(np.int64), OPEN)


def first_of_months(ends: Ints, months: int) -> Ints:
    """The first day of the so many months that end with a day.

    The twelve months that end on 31 March 2021 begin on 1 April 2020, those that end on
    28 February 2021 on 1 March 2020.

    >>> date(first_of_months(numbers([dt.date(2021, 3, 31)]), 12)[0])
    datetime.date(2020, 4, 1)
    """
    after = ends + 1
    begun = add_months(after, -months)
    # 29 February has no namesake in most years: the months then begin on 1 March.
    missing = (ymd(begun) % 100) < (ymd(after) % 100)
    return begun + missing


def birthdays(born: Ints, age: int | Ints) -> Ints:
    """The day on which that age is attained; OPEN without a date of birth. See `age_on`."""
    known = born != OPEN
    parts = ymd(born)
    years = parts // 10_000 + age
    months = (years - 1970) * 12 + parts // 100 % 100 - 1
    begins = months.astype("datetime64[M]")
    # 29 February counted on from 1 February runs over into 1 March where the year is no leap year.
    days = begins.astype("datetime64[D]").astype(np.int64) + parts % 100 - 1
    return np.where(known, days, OPEN)


def distinct(values: Ints) -> Ints:
    """Each value once, in order. (`numpy.unique` hashes, which is slow for numbers in order.)"""
    found = np.sort(values, kind="stable")
    fresh = np.ones(len(found), dtype=np.bool_)
    fresh[1:] = found[1:] != found[:-1]
    return found[fresh]


def add_working_days(days: Ints, n: int, holidays: Collection[dt.date] = ()) -> Ints:
    """The n-th working day after each day, as reference.domain.calendar counts; OPEN stays."""
    known = days != OPEN
    stamps = np.where(known, days, 0).astype("datetime64[D]")
    closed = np.array(sorted(holidays), dtype="datetime64[D]")
    moved = np.busday_offset(stamps, n, roll="backward", holidays=closed)
    return np.where(known, moved.astype(np.int64), OPEN)
