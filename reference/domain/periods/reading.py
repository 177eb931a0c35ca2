"""What people write, and canonical text, to a period."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from .values import (
    DEFAULT_TERMS,
    MONTH_KEY,
    Period,
    PeriodError,
    Term,
    TermDates,
    academic_year,
    day,
    financial_year,
    month,
    named,
    quarter,
    term,
)

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}
MONTHS["sept"] = 9
EXPECTED = (
    "Write a period as 2020-21 Q4, April 2021, 2020-21 autumn term, 2020-21, 28 April 2021, "
    "or June 2020 to March 2021"
)
LONGEST = 80
_YEARS = r"(?P<begin>(?:19|20)\d\d)\s*[-/–]\s*(?P<end>(?:19|20)?\d\d)"
_QUARTER = re.compile(rf"^{_YEARS}[\s-]*(?:q|quarter\s*)(?P<n>[1-4])$", re.I)
_QUARTER_FIRST = re.compile(rf"^(?:q|quarter\s*)(?P<n>[1-4])[\s,]*{_YEARS}$", re.I)
_TERM = re.compile(rf"^{_YEARS}[\s-]*(?P<term>autumn|spring|summer)(?:\s+term)?$", re.I)
_TERM_FIRST = re.compile(rf"^(?P<term>autumn|spring|summer)(?:\s+term)?[\s,]*{_YEARS}$", re.I)
_FINANCIAL = re.compile(rf"^(?:FY\s*|financial year\s*)?{_YEARS}$", re.I)
_ACADEMIC = re.compile(rf"^(?:AY\s*|academic year\s*){_YEARS}$", re.I)
_DAY = re.compile(r"^(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)$")
_DAY_SLASHED = re.compile(r"^(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)$")
_DAY_WORDS = re.compile(
    r"^(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<word>[a-z]+)\s+(?P<year>(?:19|20)\d\d)$", re.I
)
_MONTH_WORDS = re.compile(r"^(?P<word>[a-z]+)\s+(?P<year>(?:19|20)\d\d)$", re.I)
_RANGE = re.compile(r"^(?P<first>.+?)\s*(?:\.\.|\sto\s|\s-\s|–)\s*(?P<last>.+)$", re.I)
_LONE_MONTH = re.compile(r"^[a-z]+$", re.I)


def _begin(found: re.Match[str], text: str) -> int:
    begin, end = int(found["begin"]), int(found["end"])
    if end % 100 != (begin + 1) % 100 or (end > 99 and end != begin + 1):
        raise PeriodError(f"{text!r}: a year runs over two neighbouring years. {EXPECTED}")
    return begin


def parse(text: str, terms: TermDates = DEFAULT_TERMS) -> Period:
    """Canonical text, or what people write, to a period.

    >>> parse("Q4 2020/21").key
    '2020-21-Q4'
    >>> parse("June 2020 to March 2021").key
    '2020-06-01..2021-03-31'

    Raises PeriodError with the forms that are understood.
    """
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise PeriodError(f"{text[:20]}… is too long for a period. {EXPECTED}")
    try:
        found = _parse(text, terms)
    except PeriodError:
        raise
    except ValueError as error:  # 31 February, month 13
        raise PeriodError(f"{text!r}: there is no such day. {EXPECTED}") from error
    if found is None:
        raise PeriodError(f"{text!r} is not a period. {EXPECTED}")
    return found


def _parse(text: str, terms: TermDates) -> Period | None:
    found = _parse_one(text, terms)
    if found is None and (range_ := _RANGE.match(text)):
        return _parse_range(range_["first"], range_["last"], terms)
    return found


def _parse_one(text: str, terms: TermDates) -> Period | None:
    """Anything but a range: the ends of a range are no ranges themselves."""
    if found := _QUARTER.match(text) or _QUARTER_FIRST.match(text):
        return quarter(_begin(found, text), int(found["n"]))
    if found := _TERM.match(text) or _TERM_FIRST.match(text):
        return term(_begin(found, text), Term(found["term"].lower()), terms)
    if found := MONTH_KEY.match(text):
        return month(int(found["year"]), int(found["month"]))
    if found := _FINANCIAL.match(text):
        return financial_year(_begin(found, text))
    if found := _ACADEMIC.match(text):
        return academic_year(_begin(found, text))
    if found := _DAY.match(text) or _DAY_SLASHED.match(text):
        return day(dt.date(int(found["year"]), int(found["month"]), int(found["day"])))
    if (found := _DAY_WORDS.match(text)) and found["word"].lower() in MONTHS:
        return day(dt.date(int(found["year"]), MONTHS[found["word"].lower()], int(found["day"])))
    if (found := _MONTH_WORDS.match(text)) and found["word"].lower() in MONTHS:
        return month(int(found["year"]), MONTHS[found["word"].lower()])
    return None


def _parse_range(first: str, last: str, terms: TermDates) -> Period | None:
    end = _parse_one(last, terms)
    if end is not None and _LONE_MONTH.match(first):  # "January to March", "November to March 2021"
        over_new_year = MONTHS.get(first.lower(), 0) > end.ends_on.month
        first = f"{first} {end.ends_on.year - over_new_year}"
    start = _parse_one(first, terms)
    if start is None or end is None:
        return None
    if start.starts_on > end.ends_on:
        raise PeriodError(f"{first} comes after {last}. Write the earlier day first")
    return named(start.starts_on, end.ends_on)
