"""One change of an agenda at a time: its step, its revision, its audit event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record_event
from boards.domain.agenda import Row
from boards.models import AgendaItem, AgendaStep, Meeting
from boards.packs.agenda.building import rows_of


class AgendaError(Exception):
    """A change that cannot be made; the message says why and what to do."""


@dataclass
class Change:
    """A change under way: the meeting, held against others, and its order as it stands."""

    meeting: Meeting
    rows: list[Row]
    by: User
    at: dt.datetime
    words: str = ""
    # An undoing is no step to be undone: the next one goes further back.
    undoes: bool = False

    def place(self, rows: Sequence[Row]) -> None:
        """Writes where items stand; those that stay where they are, are left alone."""
        was = {row.item: row for row in self.rows}
        now = {row.item: row for row in rows}
        items = self.meeting.items.filter(pk__in=[pk for pk in now if was.get(pk) != now[pk]])
        changed = []
        for item in items:
            row = now[item.pk]
            item.parent_id, item.position = row.parent, row.position
            if row.removed != (item.removed_at is not None):
                item.removed_at = self.at if row.removed else None
            changed.append(item)
        AgendaItem.objects.bulk_update(changed, ["parent", "position", "removed_at"])


@contextmanager
def changing(
    meeting: Meeting, *, by: User, action: str, at: dt.datetime | None = None
) -> Iterator[Change]:
    """Holds the agenda while it is changed: two officers' changes come one after the other, each on
    the newest order. The step that undoes it, the new revision and the audit event are written in
    the same transaction. Raises AgendaError for a meeting that is over.
    """
    if not by.has_perm("boards.publish_agenda", meeting.board.council):
        raise AgendaError("A governance officer builds the agenda.")
    with transaction.atomic():
        held = Meeting.objects.select_for_update(of=("self",)).select_related("board__council")
        current = held.get(pk=meeting.pk)
        if current.status in (Meeting.Status.HELD, Meeting.Status.CANCELLED):
            raise AgendaError("This meeting is over: its agenda does not change any more.")
        change = Change(current, rows_of(current), by, at or timezone.now())
        yield change
        _record(change, action)
    meeting.agenda_revision = change.meeting.agenda_revision


def _record(change: Change, action: str) -> None:
    meeting = change.meeting
    meeting.agenda_revision += 1
    meeting.agenda_started = True
    meeting.save(update_fields=["agenda_revision", "agenda_started"])
    AgendaStep.objects.create(
        meeting=meeting,
        words=change.words[:300],
        before=[[r.item, r.parent, r.position, r.removed] for r in change.rows],
        undone=change.undoes,
        by=change.by,
        at=change.at,
    )
    # The words of a step may hold a title that is not for everybody: the audit tells the deed.
    record_event(
        council=meeting.board.council,
        by=change.by,
        action=action,
        subject=str(meeting),
        detail={"revision": meeting.agenda_revision},
        at=change.at,
    )


def held_rows(before: Iterable[Sequence[object]]) -> list[Row]:
    """The order that a step kept."""
    return [Row(int(str(i)), _int(p), int(str(n)), "", bool(gone)) for i, p, n, gone in before]


def _int(value: object) -> int | None:
    return None if value is None else int(str(value))
