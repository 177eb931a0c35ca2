"""What a council may set itself (INDICATORS, keys and lists): defaults where it has set nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from reference.domain.periods import DEFAULT_TERMS, TERM_ORDER, Term, TermDates

# A year without 29 February: a term date is a day of every year.
ANY_YEAR = 2001
MONTHS = tuple(f"{dt.date(ANY_YEAR, month, 1):%B}" for month in range(1, 13))
DAY_MONTH = re.compile(
    r"^(?P<day>\d{1,2})(?:\s*/\s*|\s+)(?P<month>\d{1,2}|[A-Za-z]{3,9})$", re.ASCII
)
MOST_TOLERANCE, MOST_SMALL, MOST_SURPRISE = Decimal(50), 500, Decimal(100)


@dataclass(frozen=True)
class Rules:
    """`tolerance`: how far off still is close, points of a percentage or percent of another figure.
    `small_group`: fewer than so many are not tested for chance. `surprise_points`: a jump by so
    many points of a percentage asks the officer.
    """

    tolerance: Decimal = Decimal(5)
    small_group: int = 30
    surprise_points: Decimal = Decimal(10)
    terms: TermDates = field(default_factory=lambda: DEFAULT_TERMS, hash=False)


DEFAULT_RULES = Rules()


def read_day_month(text: str) -> tuple[int, int] | None:
    """(month, day) of "1 September", "1 Sep" or "1/9"; None for what is no day of every year.

    >>> read_day_month("31/12")
    (12, 31)
    """
    found = DAY_MONTH.match(text.strip())
    if found is None:
        return None
    word = found["month"]
    months = [int(word)] if word.isdigit() else _months_called(word)
    try:
        day = dt.date(ANY_YEAR, months[0], int(found["day"]))
    except (IndexError, ValueError):
        return None
    return day.month, day.day


def _months_called(word: str) -> list[int]:
    return [n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower())]


def day_month(month: int, day: int) -> str:
    """ "1 September"."""
    return f"{day} {MONTHS[month - 1]}"


def terms_of(days: Mapping[Term, tuple[tuple[int, int], tuple[int, int]]]) -> TermDates:
    """First and last (month, day) by term, as periods take them: autumn begins the academic year,
    spring and summer are in the calendar year after.
    """
    return {term: (*days[term][0], *days[term][1], int(term is not Term.AUTUMN)) for term in days}


def terms_problem(terms: TermDates) -> str:
    """Why term dates cannot be used, naming the term; empty when they can."""
    for term in TERM_ORDER:
        first, last = terms[term][:2], terms[term][2:4]
        if first >= last:
            return f"The {term.value} term must end after it begins."
    spring, summer, autumn = (terms[one] for one in (Term.SPRING, Term.SUMMER, Term.AUTUMN))
    if spring[2:4] >= summer[:2]:
        return "The summer term must begin after the spring term ends."
    if summer[2:4] >= autumn[:2]:
        return "The autumn term must begin after the summer term ends."
    return ""
