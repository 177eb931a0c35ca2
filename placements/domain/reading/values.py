"""Text to values, a column at a time. Each distinct text is read once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

DAY = "datetime64[s]"
BRITISH = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
MIDNIGHT = re.compile(r"[T ]0?0:00(:00(\.0+)?)?Z?$")
WHOLE = re.compile(r"[+-]?\d{1,9}(\.0+)?")
CROSSES = re.compile(r"[Xx]+")
# A day or month that nobody knows is written zz.
IN_PART = re.compile(r"(zz|ZZ|\d{1,2})/(zz|ZZ|\d{1,2})/(zzzz|ZZZZ|\d{4})")
EARLIEST, LATEST = 1900, 2100
# Day 0 of a spreadsheet, and its numbers from 1990 to 2099: a date that lost its format.
DAY_NONE, SERIAL, SERIALS = dt.datetime(1899, 12, 30), re.compile(r"\d{5}"), range(32_874, 73_051)
FLAGS = {"0": False, "1": True, "0.0": False, "1.0": True}


class Unreadable:
    """Stands for a text that is no value; `rule` says why."""

    def __init__(self, rule: str) -> None:
        self.rule = rule


NOT_A_DAY, IMPOSSIBLE = Unreadable("not_a_day"), Unreadable("impossible_day")
NOT_A_NUMBER, NOT_A_FLAG = Unreadable("not_a_number"), Unreadable("not_a_flag")
NO_REGISTER, TOO_LONG = Unreadable("no_register_number"), Unreadable("too_long")


def as_kind(values: pd.Series, kind: str) -> pd.Series:
    """The values in a type that is known by name: "Int16", "boolean"."""
    return values.astype(pd.api.types.pandas_dtype(kind))


@dataclass(frozen=True)
class Texts:
    """A column of text: each row's number among the distinct texts."""

    numbers: np.ndarray
    distinct: tuple[str, ...]

    @classmethod
    def of(cls, cells: pd.Series) -> Texts:
        """With white space as people mean it."""
        numbers, distinct = pd.factorize(cells.to_numpy(dtype=object))
        return cls(numbers, tuple(" ".join(str(one).strip("\ufeff").split()) for one in distinct))

    def each(self, change: Callable[[str], str]) -> Texts:
        return Texts(self.numbers, tuple(change(one) for one in self.distinct))

    def mask(self, holds: Callable[[str], bool]) -> np.ndarray:
        """Which rows have a text of which it holds."""
        held = np.array([holds(one) for one in self.distinct], dtype=bool)
        return np.asarray(held[self.numbers])

    def series(self) -> pd.Series:
        return pd.Series(self.distinct, dtype="str").take(self.numbers).reset_index(drop=True)


def read_column(
    texts: Texts, read: Callable[[str], Any], dtype: str
) -> tuple[pd.Series, dict[str, np.ndarray]]:
    """(values, mask of rows by the rule that they break). Blank texts are no value."""
    found = [read(text) if text else None for text in texts.distinct]
    wrong = {one.rule for one in found if isinstance(one, Unreadable)}
    masks = {
        rule: np.array([isinstance(one, Unreadable) and one.rule == rule for one in found])[
            texts.numbers
        ]
        for rule in sorted(wrong)
    }
    values = pd.Series(
        [None if isinstance(one, Unreadable) else one for one in found], dtype=object
    )
    typed = as_kind(pd.to_datetime(values) if dtype == DAY else values, dtype)
    return typed.take(texts.numbers).reset_index(drop=True), masks


def day(text: str) -> Any:
    """dd/mm/yyyy or ISO; a time at midnight is what a spreadsheet adds.

    >>> day('31/03/2021'), day('2021-03-31 00:00:00')
    (datetime.datetime(2021, 3, 31, 0, 0), datetime.datetime(2021, 3, 31, 0, 0))
    """
    text = MIDNIGHT.sub("", text)
    if SERIAL.fullmatch(text) and int(text) in SERIALS:
        return DAY_NONE + dt.timedelta(days=int(text))
    british, iso = BRITISH.fullmatch(text), ISO.fullmatch(text)
    if british:
        date, month, year = (int(one) for one in british.groups())
    elif iso:
        year, month, date = (int(one) for one in iso.groups())
    else:
        return NOT_A_DAY
    if not EARLIEST <= year <= LATEST:
        return IMPOSSIBLE
    try:
        return pd.Timestamp(year, month, date).to_pydatetime()
    except ValueError:
        return NOT_A_DAY


def day_in_part(text: str) -> Any:
    """A day, or none where part of it is written as unknown ("zz/zz/2014")."""
    if "z" in text.lower() and IN_PART.fullmatch(text):
        return None
    return day(text)


def flag(text: str) -> Any:
    return FLAGS.get(text, NOT_A_FLAG)


def score(text: str) -> Any:
    """A strengths and difficulties score: 0 to 40."""
    number = _whole(text)
    return number if number is not None and 0 <= number <= 40 else NOT_A_NUMBER


def register_number(text: str) -> Any:
    """Ofsted's number of a home; a row of X says that there is none."""
    if CROSSES.fullmatch(text):
        return None
    number = _whole(text)
    return number if number is not None and number >= 0 else NO_REGISTER


def _whole(text: str) -> int | None:
    return int(text.partition(".")[0]) if WHOLE.fullmatch(text) else None


def short(most: int) -> Callable[[str], Any]:
    """Text in capitals, of at most so many characters."""
    return lambda text: text.upper() if len(text) <= most else TOO_LONG
