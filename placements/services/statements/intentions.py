"""Commissioning intentions: made, changed, and what becomes of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.models import Council, User
from accounts.services import record_event
from placements.models import Intention, IntentionProgress

# What a person enters of an intention.
FIELDS = ("what", "kind", "mark", "owner", "made_on", "due_on")


@transaction.atomic
def add_intention(*, council: Council, by: User | None, **told: Any) -> Intention:
    """`told` are the fields of `FIELDS`."""
    made = Intention.objects.create(council=council, **told)
    _record(made, "add_intention", {"due_on": made.due_on}, by)
    return made


@transaction.atomic
def change_intention(*, intention: Intention, by: User | None, **told: Any) -> Intention:
    """Its words, owner or days; the audit keeps the day that was due before."""
    was = intention.due_on
    for name, value in told.items():
        setattr(intention, name, value)
    intention.save(update_fields=list(told))
    _record(intention, "change_intention", {"due_was": was, "due_on": intention.due_on}, by)
    return intention


@transaction.atomic
def note_progress(
    *, intention: Intention, on: dt.date, words: str, is_done: bool, by: User | None
) -> IntentionProgress:
    """What became of it by a day; with `is_done` it was done on that day."""
    made = IntentionProgress.objects.create(intention=intention, on=on, words=words)
    if is_done:
        intention.done_on = on
        intention.save(update_fields=["done_on"])
    _record(intention, "note_progress", {"on": on, "is_done": is_done}, by)
    return made


def _record(intention: Intention, action: str, detail: dict[str, object], by: User | None) -> None:
    record_event(
        council=intention.council, by=by, action=action, subject=str(intention), detail=detail
    )
