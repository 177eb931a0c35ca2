"""Checks a return's entries against what is held: the same answer for form, check page, submission.

A builder room: reads, calculates, writes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from accounts.models import Council
from performance.known import Known, known_of
from performance.models import Entry, QuarterlyReturn
from reference.domain.periods import parse

from .entry import EntryCheck
from .one import check_entry
from .reading import typed_of
from .together import Together, areas_of, asked_once, own_points, twice

__all__ = ["EntryCheck", "check_entries", "check_return", "check_returns", "typed_of"]


def check_return(
    quarterly_return: QuarterlyReturn,
    entries: Sequence[Entry] | None = None,
    *,
    as_at: dt.date | None = None,
) -> list[EntryCheck]:
    """Every entry of a return, checked as on a day: today, unless another is told. `entries` stand
    in for those kept: what would be said.
    """
    one = quarterly_return
    if entries is None:
        return check_returns(one.council, [one], as_at=as_at)[one.pk]
    known = known_of(one.council, entries, {one.quarter})
    return check_entries(entries, known, of=one, as_at=as_at or timezone.localdate())


def check_returns(
    council: Council, returns: Sequence[QuarterlyReturn], *, as_at: dt.date | None = None
) -> dict[int, list[EntryCheck]]:
    """The checked entries of several returns of a council, by the return's key. Seven queries.

    An entry that nobody touched, and that is no longer asked for, is left out: its figure has
    become final meanwhile, or its measure was switched off or is counted on another basis.
    """
    entries = list(
        Entry.objects.filter(quarterly_return__in=returns).select_related(
            "indicator", "group", "area", "comment_on", "updated_by"
        )
    )
    known = known_of(council, entries, {one.quarter for one in returns})
    by_return: dict[int, list[Entry]] = {one.pk: [] for one in returns}
    for entry in entries:
        by_return[entry.quarterly_return_id].append(entry)
    as_at = as_at or timezone.localdate()
    return {one.pk: check_entries(by_return[one.pk], known, of=one, as_at=as_at) for one in returns}


def check_entries(
    entries: Sequence[Entry], known: Known, *, of: QuarterlyReturn, as_at: dt.date
) -> list[EntryCheck]:
    """The entries of one return: each by itself, then those that stand in each other's way."""
    themes = {entry.indicator.theme_id for entry in entries}
    wanted = (one for theme in themes for one in known.asking.of(theme, parse(of.quarter)))
    together = Together(
        of=of,
        as_at=as_at,
        wanted=frozenset(wanted),
        areas=areas_of(entries),
        commented=frozenset(entry.indicator_id for entry in entries if entry.comment.strip()),
        points=own_points(entries, of.ends_on, known.asking.rules.terms),
    )
    checks = [check_entry(entry, known, together) for entry in entries]
    return asked_once(twice([one for one in checks if one.is_asked or one.is_touched]))
