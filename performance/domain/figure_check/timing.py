"""Which time a sentence speaks of: "at 31 March 2021", "in 2019-20", "last quarter", "Q3"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from reference.domain.periods import (
    Period,
    PeriodError,
    Term,
    financial_year,
    financial_year_of,
    parse,
    quarter,
    quarter_of,
    term,
)

from .aside import MONTH
from .lexicon import Lexicon

YEARS = r"(?:19|20)\d\d\s?[-/–]\s?(?:(?:19|20)\d\d|\d\d)"
YEAR = r"(?:19|20)\d\d"
# A paper is written within so many days of the quarter's end.
SOON = 75
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "first": 1, "second": 2, "third": 3,
            "fourth": 4, "final": 4}  # fmt: skip


@dataclass(frozen=True)
class When:
    """A time that was named, and where. Any of `periods` may be meant; `current` says that it is
    the quarter's own; a time that is not `sure` never makes a contradiction.
    """

    start: int
    end: int
    periods: tuple[Period, ...]
    current: bool = False
    sure: bool = True

    @property
    def key(self) -> str:
        return self.periods[0].key if self.periods else ""


Reader = Callable[[re.Match[str], Period], When | None]


def _when(found: re.Match[str], *periods: Period | None, now: Period, sure: bool = True) -> When:
    known = tuple(dict.fromkeys(one for one in periods if one is not None))
    return When(*found.span(), known, known[:1] == (now,), sure)


def _as_written(found: re.Match[str], now: Period) -> When | None:
    words = found["when"].replace("’", " ").replace("'", " ").replace(",", " ")
    words = re.sub(r"(\d)(?:st|nd|rd|th)\b(?:\s+of)?", r"\1", words)
    words = re.sub(rf"\b({MONTH})[\s-]+(\d\d)$", r"\1 20\2", words)
    try:
        period = parse(words)
    except PeriodError:
        return None
    return _when(found, _if_quarter(period, now), now=now)


def _span(found: re.Match[str], now: Period) -> When | None:
    """ "June 2020 to March 2021"; "between April 2020 and February 2021" is one time too."""
    words = re.sub(r"\s+and\s+|\s+to\s+(?:the\s+end\s+of\s+)?", " to ", found["when"])
    words = words.replace("the end of ", "")
    try:
        period = parse(words)
    except PeriodError:
        return None
    return _when(found, _if_quarter(period, now), now=now)


def _if_quarter(period: Period, now: Period) -> Period:
    """The last day of the quarter, or its last month, is the quarter."""
    last = period.ends_on == now.ends_on and period.starts_on >= now.starts_on
    return now if last else period


def _day_without_year(found: re.Match[str], now: Period) -> When | None:
    for year in (now.ends_on.year, now.ends_on.year - 1):
        try:
            period = parse(f"{found['day']} {found['month']} {year}")
        except PeriodError:
            return None
        if period.ends_on <= now.ends_on:
            return _when(found, _if_quarter(period, now), now=now)
    return None


def _month_without_year(found: re.Match[str], now: Period) -> When | None:
    """The last one before the quarter's end, or the one of the report, soon after it."""
    try:
        periods = [parse(f"{found['month']} {now.ends_on.year - back}") for back in (0, 1)]
    except PeriodError:
        return None
    near = [one for one in periods if (one.starts_on - now.ends_on).days <= SOON]
    return _when(found, *(_if_quarter(one, now) for one in near), now=now, sure=False)


def _quarter(found: re.Match[str], now: Period) -> When | None:
    number = found["n"].lower()
    number_of = int(number) if number.isdigit() else _NUMBERS[number]
    years = found["years"] or found["before"]
    if years:
        return _when(found, quarter(int(years[:4]), number_of), now=now)
    begin = int(now.key[:4])
    if found["last"]:
        return _when(found, quarter(begin - 1, number_of), now=now)
    period = quarter(begin, number_of)
    if period > now:
        return _when(found, quarter(begin - 1, number_of), now=now)
    return _when(found, period, now=now)


def _years(found: re.Match[str], now: Period) -> When | None:
    begin, end = int(found["begin"]), int(found["end"]) % 100
    if (begin + 1) % 100 != end:
        return None
    year = financial_year(begin)
    return replace(_when(found, year, now=now), current=year == financial_year_of(now.ends_on))


def _lone_year(found: re.Match[str], now: Period) -> When | None:
    """ "2020" at the head of a column of yearly figures is 31 March 2020; in a sentence it may be
    the year that began then.
    """
    year = int(found["year"])
    march = quarter_of(dt.date(year, 3, 31))
    whole = (financial_year_of(march.ends_on), financial_year(year))
    return _when(found, march, *whole, now=now, sure=False)


def _term(found: re.Match[str], now: Period) -> When | None:
    name = Term(found["term"].lower())
    years = found["years"]
    if years and len(years) > 4:
        return _when(found, term(int(years[:4]), name), now=now)
    if years:
        begin = int(years) - (0 if name is Term.AUTUMN else 1)
        return _when(found, term(begin, name), now=now)
    terms = [term(now.ends_on.year - back, name) for back in (0, 1, 2)]
    past = [one for one in terms if one.starts_on <= now.ends_on]
    return _when(found, past[0], now=now)


def _loose_term(found: re.Match[str], now: Period) -> When | None:
    """ "Well up on the autumn": the term of that name, or only the season."""
    named = _term(found, now)
    if named is None or named.periods[0].ends_on >= now.ends_on:
        return None  # the one that is running
    return replace(named, sure=False)


def _cued(kind: str, now: Period) -> tuple[tuple[Period, ...], bool, bool]:
    """(periods, current, sure) of a cue: "this quarter", "last year"."""
    before, year_before = now.previous(), now.same_last_year()
    last_year = financial_year_of(year_before.ends_on)
    this_year = financial_year_of(now.ends_on)
    found = {
        "now": ((now,), True, True),
        "last_quarter": ((before or now,), False, True),
        "latest_quarter": ((now, before or now), True, True),
        "year_ago": ((year_before, last_year), False, True),
        "this_year": ((this_year,), True, True),
        "earlier": ((), False, False),
    }
    return found[kind]


_THE = re.compile(r"\b(?:the|past)\s+$", re.I)
CUES = ("now", "last_quarter", "latest_quarter", "year_ago", "this_year", "earlier")
_ENDS = rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH},?\s+{YEAR}"
_QUARTER = (
    rf"(?:(?P<before>{YEARS}),?\s?)?\b(?:q|quarter\s|qtr\s?)(?P<n>[1-4]|one|two|three|four)\b"
    rf"(?:\s?(?:of|in|for)?,?\s?\(?(?P<years>{YEARS})\)?)?"
    r"(?P<last>\s+(?:of\s+)?(?:last|the previous)\s+year)?"
)
_QUARTER_WORD = (
    rf"(?P<before>(?!))?\b(?P<n>first|second|third|fourth|final)\s+quarter\b"
    rf"(?:\s+(?:of|in|for)?\s?(?P<years>{YEARS}))?(?P<last>\s+(?:of\s+)?last\s+year)?"
)
READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.I), reader)
    for pattern, reader in (
        (rf"(?P<when>{_ENDS}\s+to\s+{_ENDS})", _as_written),
        (rf"(?P<when>{_ENDS})", _as_written),
        (
            rf"\b(?P<when>{MONTH}(?:\s+{YEAR})?\s+(?:to|-|–|and)\s+(?:the\s+end\s+of\s+)?"
            rf"{MONTH}\s+{YEAR})",
            _span,
        ),
        (r"(?P<when>\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d|\b(?:19|20)\d\d-\d\d-\d\d)", _as_written),
        (_QUARTER, _quarter),
        (_QUARTER_WORD, _quarter),
        (
            r"\b(?P<term>autumn|spring|summer)(?:\s+terms?|(?=(?:\s+and|,)\s+(?:the\s+)?(?:autumn|spring|summer)\s+terms?)|(?=\s*[:(]?\s*\d+(?:\.\d)?\s?(?:%|per)))"
            rf"(?:\s+(?:of\s+)?(?P<years>{YEARS}|{YEAR}))?",
            _term,
        ),
        (
            r"\b(?:in|on|than|over|since|from|last)\s+(?:the\s+)?(?P<term>autumn|spring|summer)\b"
            r"(?P<years>(?!))?",
            _loose_term,
        ),
        (r"\b(?P<begin>(?:19|20)\d\d)\s?[-/–]\s?(?:19|20)?(?P<end>\d\d)\b", _years),
        (rf"\b(?P<when>{MONTH}\.?,?\s+[’']?{YEAR})\b", _as_written),
        (rf"\b(?P<when>{MONTH}[\s-][’']?(?:1[5-9]|2\d))\b(?!\s?%)", _as_written),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})\b", _day_without_year),
        (rf"\b(?:in|of|during|by|since|for|end\s+of)\s+(?P<month>{MONTH})\b", _month_without_year),
        (rf"(?<![\d,.£/-])(?P<year>{YEAR})(?![\d,/%-]|\.\d)", _lone_year),
    )
)


def times_in(text: str, now: Period, lexicon: Lexicon) -> list[When]:
    """Every time that a text names, in order; of two that share letters the first found."""
    found: list[When] = []
    for one in (*_written(text, now), *_by_cue(text, now, lexicon)):
        if all(one.end <= other.start or one.start >= other.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _written(text: str, now: Period) -> Iterator[When]:
    for pattern, reader in READERS:
        for match in pattern.finditer(text):
            when = reader(match, now)
            if when is not None:
                yield when


def _by_cue(text: str, now: Period, lexicon: Lexicon) -> Iterator[When]:
    for kind in CUES:
        for match in lexicon.pattern(f"time:{kind}").finditer(text):
            if kind == "year_ago" and _THE.search(text[: match.start()]):
                continue  # "in the last year" is part of what a measure counts
            periods, current, sure = _cued(kind, now)
            yield When(*match.span(), periods, current, sure)
