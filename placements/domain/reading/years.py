"""Of which year a return is: from what its files are called, or from the dates in it."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

# 2018-19, 2018_2019, 201819, 2018: the return that begins in April 2018.
PAIR = re.compile(r"(?<!\d)(20\d\d)[-_ /–]?(?:20)?(\d\d)(?!\d)")
# Two years as somebody types them, though the second may not be the next.
TYPED = re.compile(r"(20\d\d)\s*[-_ /–]\s*(?:20)?(\d\d)")
ALONE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# 2019-03-31 is a day, and of the return that ends on it or holds it.
WHOLE_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")


class YearUnknown(ValueError):
    """Nothing says of which year a return is."""


def year_holding(day: dt.date) -> int:
    """The year in whose April the return begins that speaks of a day.

    >>> year_holding(dt.date(2019, 3, 31)), year_holding(dt.date(2019, 4, 1))
    (2018, 2019)
    """
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def end_of(year: int) -> dt.date:
    """31 March at the end of a return's year."""
    return dt.date(year + 1, 3, 31)


def parse_year(text: str) -> int:
    """What somebody typed: "2020-21", "2020/21", "2020". Raises YearUnknown.

    >>> parse_year('2020/21')
    2020
    """
    typed = TYPED.fullmatch(text.strip())
    skips = typed is not None and (int(typed[1]) + 1) % 100 != int(typed[2])
    found = None if skips else year_in_name(text)
    if found is None:
        raise YearUnknown(
            f"“{text[:20]}” is no year of a return. Write it as 2020-21: April 2020 to March 2021."
        )
    return found


def year_in_name(name: str) -> int | None:
    """The year that a name of a file or folder tells; None where it tells none, or several.

    >>> year_in_name('2018-episodes.csv'), year_in_name('SSDA903 2018-19'), year_in_name('a.csv')
    (2018, 2018, None)
    """
    years = set()
    for match in WHOLE_DAY.finditer(name):
        try:
            years.add(year_holding(dt.date(*(int(one) for one in match.groups()))))
        except ValueError:
            continue
    rest = WHOLE_DAY.sub(lambda m: m[0] if _is_no_day(m) else " ", name)
    for match in PAIR.finditer(rest):
        first, second = int(match[1]), int(match[2])
        if (first + 1) % 100 == second:
            years.add(first)
            rest = rest.replace(match[0], " ")
    years |= {int(match[1]) for match in ALONE.finditer(rest)}
    return years.pop() if len(years) == 1 else None


def _is_no_day(match: re.Match[str]) -> bool:
    try:
        dt.date(*(int(one) for one in match.groups()))
    except ValueError:
        return True
    return False


def year_in_episodes(starts: pd.Series, ends: pd.Series) -> int | None:
    """The year that all episodes touch: the newest date is in it, and none ended before it.

    None where the dates say no such thing.
    """
    days = pd.concat([starts, ends]).dropna()
    if days.empty:
        return None
    year = year_holding(days.max().date())
    ended = ends.dropna()
    first = pd.Timestamp(year, 4, 1)
    return None if len(ended) and (ended < first).any() else year


def is_older(starts: pd.Series, ends: pd.Series, year: int) -> bool:
    """Whether episodes cannot be of the return of that year: none of their dates is as late as its
    first day, and some ended before it.

    Each return lists what was open on its first day or began in it, so one of a year in which
    nothing happened has no end before that day.
    """
    first = pd.Timestamp(year, 4, 1)
    ended = ends.dropna()
    return bool(len(ended)) and bool(ended.max() < first) and bool(starts.max() < first)
