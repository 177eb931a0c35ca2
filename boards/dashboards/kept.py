"""From which published editions and papers a person is kept, whatever their role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from accounts.models import Council, User
from boards.models import Action, AgendaItem, Meeting
from boards.packs.agenda import KIND, SUPPLEMENT
from boards.packs.minutes import KIND as MINUTES
from boards.report_access import is_kept_from, kept_from, meetings_with

EDITIONS = (KIND, SUPPLEMENT, MINUTES)


def editions_kept_from(person: User, council: Council) -> list[tuple[str, str]]:
    """Kind and subject of board editions that hold a paper, or minutes, that the person may not
    read: one file, so all of it. Seven queries, however many meetings there are; two for whom
    nothing is kept from.
    """
    reports = kept_from(person, council)
    if not reports:
        return []
    kept = list(meetings_with(reports, council))
    later = _after(kept)
    repeating = _repeating(later, reports, {meeting.pk for meeting in kept})
    own = [(kind, meeting.slug) for meeting in kept for kind in EDITIONS]
    return own + [
        (kind, meeting.slug)
        for meeting in later
        if repeating[meeting.pk]
        for kind in (KIND, SUPPLEMENT)
    ]


def is_kept_from_pack(person: User, meeting: Meeting) -> bool:
    """Whether the board's papers of a meeting, in one file, hold something not for this person."""
    return is_kept_from(person, meeting) or bool(_repeated(person, meeting))


def items_kept_from(person: User, meeting: Meeting) -> frozenset[int]:
    """The items of a meeting whose closed papers the person may not read."""
    reports = kept_from(person, meeting.board.council)
    if not reports:
        return frozenset()
    items = AgendaItem.objects.filter(meeting=meeting)
    held = items.filter(Q(report__in=reports) | Q(kind__in=_repeated(person, meeting)))
    return frozenset(held.values_list("pk", flat=True))


def _after(kept: Sequence[Meeting]) -> list[Meeting]:
    """Every meeting after the first of these, of the same board."""
    first: dict[int, dt.date] = {}
    for meeting in sorted(kept, key=lambda one: one.day, reverse=True):
        first[meeting.board_id] = meeting.day
    later = [Q(board=board, day__gt=day) for board, day in first.items()]
    return list(Meeting.objects.filter(reduce(or_, later))) if later else []


def _repeated(person: User, meeting: Meeting) -> list[str]:
    council = meeting.board.council
    reports = kept_from(person, council)
    kept = meetings_with(reports, council).values_list("pk", flat=True)
    return _repeating([meeting], reports, set(kept))[meeting.pk]


def _repeating(
    meetings: Sequence[Meeting], reports: Collection[int], kept: Collection[int]
) -> dict[int, list[str]]:
    """For each meeting, the items whose papers come by themselves and repeat closed business of
    these reports: minutes of the last meeting, if it is one of `kept`, and actions that were still
    open. Two queries.
    """
    before = _last_before(meetings)
    actions = Action.objects.filter(board__in={meeting.board_id for meeting in meetings})
    spans = actions.on_reports(reports).values_list("board_id", "raised_on", "closed_on")
    raised = list(spans)
    found: dict[int, list[str]] = {}
    for meeting in meetings:
        held = [(AgendaItem.Kind.MINUTES, before.get(meeting.pk) in kept)]
        held.append((AgendaItem.Kind.ACTIONS, _is_open_before(meeting, raised)))
        found[meeting.pk] = [kind.value for kind, repeats in held if repeats]
    return found


def _last_before(meetings: Sequence[Meeting]) -> Mapping[int, int]:
    """The meeting before each of these that took place, or will, where there is one."""
    boards = {meeting.board_id for meeting in meetings}
    standing = Meeting.objects.filter(board__in=boards).standing().order_by("day", "time")
    held = list(standing.values_list("pk", "board_id", "day"))
    return {
        meeting.pk: earlier[-1]
        for meeting in meetings
        if (earlier := [pk for pk, b, day in held if b == meeting.board_id and day < meeting.day])
    }


def _is_open_before(
    meeting: Meeting, raised: Iterable[tuple[int, dt.date, dt.date | None]]
) -> bool:
    """Whether an action from before the meeting is still open on its day."""
    return any(
        board == meeting.board_id
        and begun < meeting.day
        and (closed is None or closed > meeting.day)
        for board, begun, closed in raised
    )
