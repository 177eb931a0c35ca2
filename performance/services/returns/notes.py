"""Values without a date: beside the series, never in it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from performance.models import Indicator, SeriesNote

from .refusals import ReturnError


@transaction.atomic
def add_series_note(
    *,
    council: Council,
    indicator: Indicator,
    printed: str,
    when: str,
    text: str,
    by: User | None,
    group: str = "all",
    at: dt.datetime | None = None,
) -> SeriesNote:
    """Keeps a value whose period the source does not state beside the series, never in it.

    The same value with the same words of time is kept once. Raises ReturnError when the value, or
    what the source says of its time, is empty.
    """
    printed, when, text = (" ".join(words.split()) for words in (printed, when, text))
    if not printed or not when:
        raise ReturnError("Enter the value, and what the source says of its time.")
    note, new = SeriesNote.objects.get_or_create(
        council=council,
        indicator=indicator,
        group_id=group,
        printed=printed,
        when=when,
        defaults={"text": text, "written_by": by, "written_at": at or timezone.now()},
    )
    if new:
        record_event(
            council=council,
            by=by,
            action="series_note.added",
            subject=str(note),
            detail={"text": text},
            at=at,
        )
    return note


@transaction.atomic
def remove_series_note(*, note: SeriesNote, by: User) -> None:
    """Takes an undated value away; the audit keeps what it said."""
    record_event(
        council=note.council,
        by=by,
        action="series_note.removed",
        subject=str(note),
        detail={"text": note.text},
    )
    note.delete()
