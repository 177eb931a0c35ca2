"""Headings of a scorecard to periods: "Q1 20/21", a year over its quarters, dates, Excel's numbers.

A year written 2019-20 is the financial year, here also where it could be a month's key (2011-12).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reference.domain import periods
from reference.domain.periods import Kind, Period, PeriodError
from reference.domain.periods.reading import MONTHS
from reporting.spreadsheets import Cell, CellKind, serial_day

from .known import KnownMeasure
from .mapping import Reads

_YEARS = re.compile(
    r"(?<![\w/.-])(?P<fy>FY\s*)?(?P<a>(?:(?:19|20)\d\d)|\d\d)\s*[-/–]\s*(?P<b>\d\d)(?![\w/.-])"
)
_QUARTER_WORD = re.compile(r"\b(?:qtr|quarter|q)\s*\.?\s*(?=[1-4]\b)", re.I)
_SHORT_MONTH = re.compile(r"^(?P<word>[a-z]{3,9})\.?[\s\-'’]*(?P<year>(?:20)?\d\d)$", re.I)
_SHORT_DAY = re.compile(r"^(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})[/.\-](?P<y>(?:20)?\d\d)$")
_DAY_MONTH = re.compile(r"^(?P<d>\d{1,2})[\s\-](?P<word>[a-z]{3,9})[\s\-](?P<y>(?:20)?\d\d)$", re.I)
_MONTHS_PAIR = re.compile(
    r"^(?P<first>[a-z]{3,9})\s*(?:[-–/]|to)\s*(?P<last>[a-z]{3,9})(?:\s+(?P<year>(?:20)?\d\d))?$",
    re.I,
)
_AT = re.compile(r"^(?:as\s+)?(?:at|of|on)\s+", re.I)
_ENDING = re.compile(
    r"^(?P<what>quarter|q|year|y/e|12 months|month)\s*(?:ending|ended|end|to)?\s+"
    r"(?P<rest>\d.*|[a-z]+ \d.*)$",
    re.I,
)
_WHOLE_YEAR = re.compile(r"^(?:year[\s-]*end|full year|outturn|year|annual|eoy)$", re.I)
_IN_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class Heading:
    """What stands over a column of figures, or beside a row. No period: it is no period.

    `text` is what a person reads there, `inner` what stands next to the figures.
    """

    text: str
    period: Period | None = None
    inner: str = ""

    @property
    def looks_like_one(self) -> bool:
        """Whether somebody meant a period: it has a digit, as years and quarters have."""
        return any(letter.isdigit() for letter in self.inner)


def read_heading(cells: Sequence[Cell]) -> Heading:
    """The heading that one to three cells make, the outermost first: ("2019/20", "Q1")."""
    seen = [cell for cell in cells if not cell.is_blank]
    words = list(dict.fromkeys(" ".join(cell.text.split()) for cell in seen))
    text, inner = " ".join(words), words[-1] if words else ""
    days = [day for cell in seen if (day := _day(cell))]
    if days:
        return Heading(text, periods.day(days[-1]), inner)
    clean = [_clean(one) for one in words]
    for attempt in _attempts(clean):
        if found := _parsed(attempt):
            return Heading(text, found, inner)
    return Heading(text, _within(clean), inner)


def _day(cell: Cell) -> dt.date | None:
    if cell.day is not None:
        return cell.day
    if cell.number is not None and not cell.percent:
        return serial_day(cell.number)
    text = cell.text.strip()
    if cell.kind is CellKind.TEXT and text.isascii() and text.isdigit() and len(text) == 5:
        return serial_day(Decimal(text))
    return None


def _attempts(words: list[str]) -> list[str]:
    """Inner and outer together in either order, then the innermost alone."""
    if len(words) < 2:
        return words
    return [" ".join(words), " ".join(reversed(words)), words[-1]]


def _clean(text: str) -> str:
    text = " ".join(_IN_BRACKETS.sub(" ", text).split()) or text
    text = _YEARS.sub(_years, text)
    return _AT.sub("", _QUARTER_WORD.sub("Q", text))


def _years(found: re.Match[str]) -> str:
    begin, end = int(found["a"]) % 100, int(found["b"])
    if end != (begin + 1) % 100:
        return found[0]
    century = found["a"][:2] if len(found["a"]) == 4 else "20"
    return f"{century}{begin:02d}/{end:02d}"


def _parsed(text: str) -> Period | None:
    ending = _ENDING.match(text)
    if ending:
        return _ended(ending["what"].lower(), ending["rest"])
    for pattern, spelt in _SPELLINGS:
        if found := pattern.match(text):
            text = spelt(found)
            break
    try:
        return periods.parse(text)
    except (PeriodError, ValueError, OverflowError):
        return None


def _full(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


_SPELLINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_SHORT_MONTH, lambda f: f"{f['word']} {_full(f['year'])}"),
    (_SHORT_DAY, lambda f: f"{f['d']}/{f['m']}/{_full(f['y'])}"),
    (_DAY_MONTH, lambda f: f"{f['d']} {f['word']} {_full(f['y'])}"),
    (
        _MONTHS_PAIR,
        lambda f: f"{f['first']} to {f['last']} {_full(f['year'])}" if f["year"] else f[0],
    ),
)


def _ended(what: str, rest: str) -> Period | None:
    """ "Quarter ending 30 June 2020", "year ended March 2021": by the last day that is named."""
    named = _parsed(_AT.sub("", rest))
    if named is None or named.kind not in (Kind.DAY, Kind.MONTH):
        return named
    if what.startswith("q"):
        made = periods.quarter_of(named.ends_on)
    elif what == "month":
        made = periods.month(named.ends_on.year, named.ends_on.month)
    else:
        made = periods.financial_year_of(named.ends_on)
    return made if made.ends_on == named.ends_on else None


def _within(words: list[str]) -> Period | None:
    """A month, months or "outturn" under a financial year: ("2020/21", "Jan") is January 2021."""
    if len(words) < 2:
        return None
    year, inner = _parsed(words[0]), words[-1]
    if year is None or year.kind is not Kind.YEAR:
        return None
    if _WHOLE_YEAR.match(inner):
        return year
    pair = _MONTHS_PAIR.match(inner)
    names = [pair["first"], pair["last"]] if pair and not pair["year"] else [inner]
    numbers = [MONTHS.get(name.lower().strip(".")) for name in names]
    if None in numbers:
        return None
    ends = [_month_of(year, number) for number in numbers if number]
    if ends[0].starts_on > ends[-1].ends_on:
        return None
    return ends[0] if len(ends) == 1 else _named(ends[0].starts_on, ends[-1].ends_on)


def _month_of(year: Period, number: int) -> Period:
    return periods.month(year.starts_on.year if number >= 4 else year.ends_on.year, number)


def _named(first: dt.date, last: dt.date) -> Period:
    """The quarter, or whatever else runs from day to day."""
    return periods.parse(f"{first.isoformat()}..{last.isoformat()}")


# --- A heading's period as a measure reports it -----------------------------------------
FITS = {
    "quarter": {Kind.QUARTER},
    "month": {Kind.MONTH},
    "term": {Kind.TERM},
    "year": {Kind.YEAR, Kind.ACADEMIC_YEAR},
}


def as_read(period: Period, reads: Reads) -> Period:
    """A heading's period as the mapping wants it read; one that says more already stays."""
    if reads is Reads.QUARTERS and period.kind in (Kind.DAY, Kind.MONTH):
        return periods.quarter_of(period.ends_on)
    if reads is Reads.MONTHS and period.kind is Kind.DAY:
        return periods.month(period.ends_on.year, period.ends_on.month)
    if reads is Reads.YEARS and period.kind in (Kind.DAY, Kind.MONTH):
        return periods.financial_year_of(period.ends_on)
    return period


def uniform_days(found: Sequence[Period]) -> bool:
    """Whether the days among the headings are all quarters' last days, or all their first."""
    days = [one.ends_on for one in found if one.kind is Kind.DAY]
    quarters = [periods.quarter_of(day) for day in days]
    last = all(q.ends_on == day for q, day in zip(quarters, days, strict=True))
    first = all(q.starts_on == day for q, day in zip(quarters, days, strict=True))
    return bool(days) and (last or first)


def fitted(period: Period, measure: KnownMeasure, *, reads: Reads, uniform: bool) -> Period | None:
    """The period as the measure reports it; None where the two do not fit.

    A day is read by how often the measure is reported, where the headings are all the first days
    of quarters or all their last. `uniform` says so.
    """
    kinds = FITS.get(measure.frequency.value)
    if kinds is None or period.kind in kinds or reads is Reads.DAYS:
        return period
    if period.kind is Kind.YEAR and measure.frequency.value in ("quarter", "month"):
        return period  # the year's outturn
    if period.kind is not Kind.DAY or not uniform:
        return None
    if measure.frequency.value == "quarter":
        return periods.quarter_of(period.ends_on)
    if measure.frequency.value == "month":
        return periods.month(period.ends_on.year, period.ends_on.month)
    year = periods.financial_year_of(period.ends_on)
    return year if period.ends_on in (year.starts_on, year.ends_on) else None
