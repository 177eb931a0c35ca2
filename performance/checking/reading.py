"""What an entry says before it is judged: its text, its period, its series."""

from __future__ import annotations

import datetime as dt

from performance.domain.checks import Typed
from performance.domain.reading import read_period
from performance.models import Entry, EntryRevision
from reference.domain.periods import DEFAULT_TERMS, Period, TermDates, day

# indicator, group, area
SeriesKey = tuple[int, str, str]


def period_of_entry(
    entry: Entry, ends_on: dt.date, terms: TermDates = DEFAULT_TERMS
) -> Period | None:
    """The period that an entry describes. A dated figure that is not available needs no date: it
    is missing as at the last day of the quarter.
    """
    if not entry.period.strip():
        return day(ends_on) if entry.mode == Entry.Mode.UNAVAILABLE else None
    return read_period(entry.period, terms)[0]


def typed_of(entry: Entry | EntryRevision) -> Typed:
    return Typed(
        mode=entry.mode,
        numerator=entry.numerator,
        denominator=entry.denominator,
        value=entry.value,
        expected=entry.expected,
        unavailable_reason=entry.unavailable_reason,
        provisional=entry.provisional,
        final_due_on=entry.final_due_on,
        period=entry.period,
        confirmed=entry.confirmed,
        comment=entry.comment,
        comment_on=entry.comment_on_id is not None,
        override_reason=entry.override_reason,
    )


def series_of(entry: Entry) -> SeriesKey:
    return (entry.indicator_id, str(entry.group_id), str(entry.area_id))
