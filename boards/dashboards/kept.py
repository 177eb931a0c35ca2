"""From which published editions and papers a person is kept, whatever their role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from accounts.models import Council, User
from boards.models import Action, AgendaItem, Meeting
from boards.packs.agenda import KIND, SUPPLEMENT
from boards.packs.minutes import KIND as MINUTES
from boards.report_access import is_kept_from, kept_from, meetings_kept_from

EDITIONS = (KIND, SUPPLEMENT, MINUTES)


def editions_kept_from(person: User, council: Council) -> list[tuple[str, str]]:
    """Kind and subject of board editions that hold a paper, or minutes, that the person may not
    read: one file, so all of it. Four queries for whom nothing is kept from.
    """
    kept = list(meetings_kept_from(person, council).select_related("board"))
    own = [(kind, meeting.slug) for meeting in kept for kind in EDITIONS]
    return own + [
        (kind, meeting.slug)
        for meeting in _after(kept)
        if _repeating(person, meeting)
        for kind in (KIND, SUPPLEMENT)
    ]


def is_kept_from_pack(person: User, meeting: Meeting) -> bool:
    """Whether the board's papers of a meeting, in one file, hold something not for this person."""
    return is_kept_from(person, meeting) or bool(_repeating(person, meeting))


def items_kept_from(person: User, meeting: Meeting) -> frozenset[int]:
    """The items of a meeting whose closed papers the person may not read."""
    reports = kept_from(person, meeting.board.council)
    if not reports:
        return frozenset()
    items = AgendaItem.objects.filter(meeting=meeting)
    held = items.filter(Q(report__in=reports) | Q(kind__in=_repeating(person, meeting)))
    return frozenset(held.values_list("pk", flat=True))


def _after(kept: Sequence[Meeting]) -> list[Meeting]:
    """Every meeting after the first of these, of the same board."""
    first: dict[int, dt.date] = {}
    for meeting in sorted(kept, key=lambda one: one.day, reverse=True):
        first[meeting.board_id] = meeting.day
    later = [Q(board=board, day__gt=day) for board, day in first.items()]
    if not later:
        return []
    return list(Meeting.objects.filter(reduce(or_, later)).select_related("board__council"))


def _repeating(person: User, meeting: Meeting) -> list[str]:
    """Items whose papers come by themselves, and repeat closed business that the person was kept
    from: minutes of the last meeting, and actions that were still open.
    """
    council = meeting.board.council
    last = meeting.board.meetings.standing().before(meeting.day).first()
    kinds = []
    if last and meetings_kept_from(person, council).filter(pk=last.pk).exists():
        kinds.append(AgendaItem.Kind.MINUTES.value)
    reports = kept_from(person, council)
    actions = Action.objects.filter(board=meeting.board, raised_on__lt=meeting.day)
    if reports and actions.open_on(meeting.day).filter(item__report__in=reports).exists():
        kinds.append(AgendaItem.Kind.ACTIONS.value)
    return kinds
