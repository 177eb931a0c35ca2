"""Declarations of interest. Localism Act 2011, section 31: with a disclosable pecuniary interest a
member neither speaks nor votes without a dispensation, and registers it within 28 days."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from accounts.models import User
from boards.models import AgendaItem, Declaration, Member

from .attendance import RecordError, held_open, note_event


@transaction.atomic
def declare_interest(
    *,
    item: AgendaItem,
    member: Member,
    kind: str,
    what: str,
    left_room: bool,
    dispensation: str = "",
    registered_on: dt.date | None = None,
    by: User,
) -> Declaration:
    """Puts a declaration on record, or replaces what the member declared in that item before."""
    meeting = held_open(item.meeting)
    if not what.strip():
        raise RecordError("Write what was declared, as it was read out.")
    made, _ = Declaration.objects.update_or_create(
        member=member,
        item=item,
        defaults={
            "meeting": meeting,
            "kind": kind,
            "what": what.strip(),
            "left_room": left_room,
            "dispensation": dispensation.strip(),
            "registered_on": registered_on,
        },
    )
    detail = {"who": member.name, "kind": kind, "left the room": left_room}
    note_event(meeting, by, "meeting.interest", detail)
    return made


def bars(item: AgendaItem) -> dict[int, Declaration]:
    """Members who may neither speak nor vote on an item, by their key."""
    barred = item.declarations.filter(kind=Declaration.Kind.PECUNIARY, dispensation="")
    return {each.member_id: each for each in barred}
