"""Days in words, and a list of dates as somebody pastes it."""

from __future__ import annotations

import datetime as dt
import re

# As people write them in a programme of meetings; the year has four figures.
_FORMS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y")
_WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[ .]*", re.I
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.I)


class DateError(ValueError):
    """A line that is no date; the message says which and how to write it."""


def in_words(day: dt.date) -> str:
    """ "Friday 7 May 2021".

    >>> in_words(dt.date(2021, 5, 7))
    'Friday 7 May 2021'
    """
    return f"{day:%A} {day.day} {day:%B %Y}"


def short(day: dt.date) -> str:
    """ "7 May 2021"."""
    return f"{day.day} {day:%B %Y}"


def pasted_dates(text: str) -> list[dt.date]:
    """The dates of a pasted list, in order, each once. Raises DateError for what is none.

    They stand on lines of their own or apart by semicolons; a weekday before one is read over.

    >>> pasted_dates("Monday 19 July 2021; 20/9/2021")
    [datetime.date(2021, 7, 19), datetime.date(2021, 9, 20)]
    """
    lines = [line.strip(" \t,.") for line in re.split(r"[;\n\r]+", text)]
    return sorted({_read(line) for line in lines if line})


def _read(line: str) -> dt.date:
    words = _ORDINAL.sub("", _WEEKDAY.sub("", line).replace(",", " "))
    plain = " ".join(words.split())
    for form in _FORMS:
        try:
            return dt.datetime.strptime(plain, form).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    raise DateError(f"“{line[:40]}” is not a date. Write it as 19/7/2021 or 19 July 2021.")
