"""A period, its kinds, and how one is made from numbers."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

ONE_DAY = dt.timedelta(days=1)


class PeriodError(ValueError):
    """Text that is no period; the message says what a period looks like."""


class Kind(enum.StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    YEAR = "year"
    ACADEMIC_YEAR = "academic_year"
    RANGE = "range"


class Term(enum.StrEnum):
    AUTUMN = "autumn"
    SPRING = "spring"
    SUMMER = "summer"


# (first month, first day, last month, last day, years after the academic year begins)
TermDates = Mapping[Term, tuple[int, int, int, int, int]]
DEFAULT_TERMS: TermDates = {
    Term.AUTUMN: (9, 1, 12, 31, 0),
    Term.SPRING: (1, 1, 3, 31, 1),
    Term.SUMMER: (4, 1, 7, 31, 1),
}
# Only real months: 2020-21 is a year. 2011-12 is the key of December 2011; that financial year is
# written FY2011-12, 2011/12 or "financial year 2011-12".
MONTH_KEY = re.compile(r"^(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])$")
TERM_ORDER = (Term.AUTUMN, Term.SPRING, Term.SUMMER)


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of days with its kind. Ordered by its last day, then its first, then its key."""

    ends_on: dt.date
    starts_on: dt.date
    key: str
    kind: Kind

    def __post_init__(self) -> None:
        if self.starts_on > self.ends_on:
            raise PeriodError("A period must not end before it starts")

    def __str__(self) -> str:
        return self.key

    def __contains__(self, day: dt.date) -> bool:
        return self.starts_on <= day <= self.ends_on

    @property
    def name(self) -> str:
        """As people write it: "2020-21 quarter 4", "spring term 2020-21", "28 April 2021"."""
        return _name(self)

    @property
    def short_name(self) -> str:
        """For table heads: "Q4 2020-21", "spring 2020-21", "Apr 2021"."""
        if self.kind is Kind.QUARTER:
            return f"{self.key[-2:]} {self.key[:7]}"
        if self.kind is Kind.TERM:
            return f"{self.key[8:]} {self.key[:7]}"
        if self.kind is Kind.MONTH:
            return f"{self.starts_on:%b %Y}"
        return self.name

    @property
    def span(self) -> str:
        """The days in words: "January to March 2021", "28 April 2021"."""
        return _span(self.starts_on, self.ends_on)

    @property
    def end_in_words(self) -> str:
        return long_date(self.ends_on)

    def previous(self, terms: TermDates = DEFAULT_TERMS) -> Period | None:
        """The period of the same kind just before; days and free ranges have none."""
        return shift(self, -1, terms)

    def next(self, terms: TermDates = DEFAULT_TERMS) -> Period | None:
        return shift(self, 1, terms)

    def same_last_year(self, terms: TermDates = DEFAULT_TERMS) -> Period:
        """The same period a year before; 29 February becomes 28 February, a range that ends with
        a month still does.
        """
        per_year = {Kind.MONTH: 12, Kind.QUARTER: 4, Kind.TERM: 3}
        shifted = shift(self, -per_year.get(self.kind, 1), terms)
        if shifted is not None:
            return shifted
        last = _year_before(self.ends_on)
        if self.kind is Kind.RANGE and self.ends_on == _last_day(
            self.ends_on.year, self.ends_on.month
        ):
            last = _last_day(last.year, last.month)
        return days(_year_before(self.starts_on), last)


def long_date(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _year_before(day: dt.date) -> dt.date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _years(begin: int) -> str:
    """2020 -> "2020-21"; 1999 -> "1999-00"."""
    return f"{begin}-{(begin + 1) % 100:02d}"


@lru_cache(maxsize=1024)
def quarter(begin: int, number: int) -> Period:
    """Quarter `number` (1 to 4) of the financial year that begins in April of year `begin`."""
    if number not in (1, 2, 3, 4):
        raise PeriodError(f"A quarter is 1 to 4, not {number}")
    year, month = (begin + 1, 1) if number == 4 else (begin, 1 + 3 * number)
    key = f"{_years(begin)}-Q{number}"
    return Period(_last_day(year, month + 2), dt.date(year, month, 1), key, Kind.QUARTER)


def month(year: int, number: int) -> Period:
    if not 1 <= number <= 12:
        raise PeriodError(f"A month is 1 to 12, not {number}")
    return Period(
        _last_day(year, number), dt.date(year, number, 1), f"{year}-{number:02d}", Kind.MONTH
    )


def term(begin: int, name: Term, terms: TermDates = DEFAULT_TERMS) -> Period:
    """A term of the academic year that begins in September of year `begin`."""
    m1, d1, m2, d2, later = terms[name]
    year = begin + later
    key = f"{_years(begin)}-{name.value}"
    return Period(dt.date(year, m2, d2), dt.date(year, m1, d1), key, Kind.TERM)


def financial_year(begin: int) -> Period:
    return Period(dt.date(begin + 1, 3, 31), dt.date(begin, 4, 1), f"FY{_years(begin)}", Kind.YEAR)


def academic_year(begin: int) -> Period:
    return Period(
        dt.date(begin + 1, 8, 31), dt.date(begin, 9, 1), f"AY{_years(begin)}", Kind.ACADEMIC_YEAR
    )


def day(on: dt.date) -> Period:
    return Period(on, on, on.isoformat(), Kind.DAY)


def days(first: dt.date, last: dt.date) -> Period:
    """A free range of days; a single day is a day."""
    if first == last:
        return day(first)
    return Period(last, first, f"{first.isoformat()}..{last.isoformat()}", Kind.RANGE)


def named(first: dt.date, last: dt.date) -> Period:
    """The month, financial quarter or year that runs from one day to the other; else a range.

    So "April to June 2021" and "2021-22 Q1" are one period with one key.
    """
    alike = (
        month(last.year, last.month),
        quarter_of(last),
        financial_year_of(last),
        academic_year(last.year - 1),
    )
    same = (one for one in alike if (one.starts_on, one.ends_on) == (first, last))
    return next(same, None) or days(first, last)


@lru_cache(maxsize=4096)
def quarter_of(on: dt.date) -> Period:
    """The financial quarter in which a day lies."""
    begin = on.year if on.month >= 4 else on.year - 1
    return quarter(begin, 4 if on.month < 4 else (on.month - 1) // 3)


def financial_year_of(on: dt.date) -> Period:
    return financial_year(on.year if on.month >= 4 else on.year - 1)


def months_of(period: Period) -> list[Period]:
    """The calendar months that end within a period."""
    found, current = [], month(period.starts_on.year, period.starts_on.month)
    while current.ends_on <= period.ends_on:
        found.append(current)
        current = shift(current, 1) or current
    return found


def terms_ended_in(period: Period, terms: TermDates = DEFAULT_TERMS) -> list[Period]:
    """The academic terms whose last day lies in a period, oldest first."""
    begins = range(period.starts_on.year - 1, period.ends_on.year + 1)
    every = (term(begin, name, terms) for begin in begins for name in TERM_ORDER)
    return sorted(found for found in every if found.ends_on in period)


def shift(period: Period, steps: int, terms: TermDates = DEFAULT_TERMS) -> Period | None:
    """The period of the same kind `steps` later (earlier if negative); None for days and ranges."""
    start = period.starts_on
    if period.kind is Kind.MONTH:
        index = start.year * 12 + start.month - 1 + steps
        return month(index // 12, index % 12 + 1)
    if period.kind is Kind.QUARTER:
        index = int(period.key[:4]) * 4 + int(period.key[-1]) - 1 + steps
        return quarter(index // 4, index % 4 + 1)
    if period.kind is Kind.TERM:
        index = int(period.key[:4]) * 3 + TERM_ORDER.index(Term(period.key[8:])) + steps
        return term(index // 3, TERM_ORDER[index % 3], terms)
    if period.kind is Kind.YEAR:
        return financial_year(int(period.key[2:6]) + steps)
    if period.kind is Kind.ACADEMIC_YEAR:
        return academic_year(int(period.key[2:6]) + steps)
    return None


def _name(period: Period) -> str:
    key = period.key
    if period.kind is Kind.QUARTER:
        return f"{key[:7]} quarter {key[-1]}"
    if period.kind is Kind.TERM:
        return f"{key[8:]} term {key[:7]}"
    if period.kind is Kind.YEAR:  # "2011-12" alone would read as December 2011
        return f"financial year {key[2:]}" if MONTH_KEY.match(key[2:]) else key[2:]
    if period.kind is Kind.ACADEMIC_YEAR:
        return f"academic year {key[2:]}"
    return period.span


def _span(first: dt.date, last: dt.date) -> str:
    if first == last:
        return long_date(first)
    whole_months = first.day == 1 and last == _last_day(last.year, last.month)
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    if whole_months and first.year == last.year:
        return f"{first:%B} to {last:%B %Y}"
    if whole_months:
        return f"{first:%B %Y} to {last:%B %Y}"
    return f"{long_date(first)} to {long_date(last)}"
