"""Entries take their place in a return: new ones, or those that were set aside come back."""

from __future__ import annotations

from collections.abc import Iterable

from performance.models import Entry, QuarterlyReturn

Place = tuple[int, str, str, str, str]


def place_entries(quarterly_return: QuarterlyReturn, wanted: Iterable[Entry]) -> list[Entry]:
    """Puts entries into a return. One that was removed comes back with what was typed in it."""
    removed = Entry.every.filter(quarterly_return=quarterly_return).exclude(removed_at=None)
    aside = {_place(one): one for one in removed}
    placed = [_back(aside[_place(one)], one) if _place(one) in aside else one for one in wanted]
    Entry.objects.bulk_create(one for one in placed if one.pk is None)
    return placed


def _place(entry: Entry) -> Place:
    group, area = str(entry.group_id), str(entry.area_id)
    return (entry.indicator_id, group, area, entry.period, entry.basis)


def _back(aside: Entry, wanted: Entry) -> Entry:
    aside.removed_at = aside.removed_by = None
    aside.asked, aside.base_id = wanted.asked, wanted.base_id
    aside.save()
    return aside
