"""Meetings as pages show them: the list by civic year, one with what is due and late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from boards.calendar import deadlines_of, published_on, rules_of, working_days_of
from boards.domain.civic_year import civic_year_name
from boards.domain.dates import in_words
from boards.domain.deadlines import Deadlines, State, WorkingDays, deadlines, late
from boards.models import AgendaItem, Board, Meeting, Report, WorkItem
from boards.packs.open_actions import OpenActions, closed_actions, open_actions
from reference.calendar import known_until

from .programme import WorkRow, rows_of

SIGNED = Report.Status.SIGNED_OFF


@dataclass(frozen=True)
class MeetingRow:
    """One meeting in the list, with the day by which its agenda is published."""

    meeting: Meeting
    publish_by: dt.date
    late: bool

    @property
    def words(self) -> str:
        return in_words(self.meeting.day)


@dataclass(frozen=True)
class CivicYear:
    name: str
    rows: Sequence[MeetingRow]


@dataclass(frozen=True)
class MeetingList:
    coming: Sequence[MeetingRow]
    past: Sequence[CivicYear]


@dataclass(frozen=True)
class Due:
    """A deadline: what, by when, and in one line what it rests on."""

    what: str
    on: dt.date
    why: str = ""

    @property
    def words(self) -> str:
        return in_words(self.on)


@dataclass(frozen=True)
class MeetingPage:
    """One meeting as the hub of its papers. Its neighbours in time stand beside it."""

    meeting: Meeting
    words: str
    civic_year: str
    due: Sequence[Due]
    late: Sequence[str]
    notes: Sequence[str]
    work: Sequence[WorkRow]
    actions: Sequence[OpenActions]
    previous: Meeting | None
    following: Meeting | None

    @property
    def can_change(self) -> bool:
        return self.meeting.status in (Meeting.Status.PLANNED, Meeting.Status.PUBLISHED)


def meeting_list(board: Board, today: dt.date) -> MeetingList:
    """What comes, the next first; then what was, by civic year, the last first. Two queries."""
    calendar, month = working_days_of(board), board.civic_year_month
    rows = [_row(board, meeting, calendar, today) for meeting in board.meetings.all()]
    coming = [row for row in rows if row.meeting.day >= today]
    past = [row for row in rows if row.meeting.day < today]
    years = groupby(past, key=lambda row: civic_year_name(row.meeting.day, month))
    return MeetingList(coming[::-1], [CivicYear(name, list(of)) for name, of in years])


def meeting_page(
    meeting: Meeting, today: dt.date, *, restricted: bool = False, kept: Collection[int] = ()
) -> MeetingPage:
    """The hub. `restricted`: the reader may read restricted papers, but not those of the reports
    that they are `kept` from.
    """
    board = meeting.board
    calendar = working_days_of(board)
    due = deadlines_of(meeting, calendar)
    others = board.meetings.standing().exclude(pk=meeting.pk)
    return MeetingPage(
        meeting=meeting,
        words=in_words(meeting.day),
        civic_year=civic_year_name(meeting.day, board.civic_year_month),
        due=_due(board, due),
        late=late_of(meeting, calendar, today),
        notes=_notes(meeting, due),
        work=rows_of(
            board,
            WorkItem.objects.filter(meeting=meeting),
            calendar,
            restricted=restricted,
            kept=kept,
        ),
        actions=_actions(meeting, restricted=restricted, kept=kept),
        previous=others.before(meeting.day).first(),
        following=others.after(meeting.day).first(),
    )


def _actions(meeting: Meeting, *, restricted: bool, kept: Collection[int]) -> list[OpenActions]:
    """What is open on the day, as the agenda's paper has it; what came of closed business only for
    those who may read it.
    """
    found = [open_actions(meeting)]
    if restricted:
        found.append(closed_actions(meeting, kept))
    return [one for one in found if one.lines]


def late_of(meeting: Meeting, calendar: WorkingDays, today: dt.date) -> list[str]:
    """What is late for a meeting today, in sentences; nothing once it is held or cancelled."""
    if meeting.status in (Meeting.Status.HELD, Meeting.Status.CANCELLED):
        return []
    unwritten, unsigned = _unready(meeting)
    state = State(published_on(meeting), unwritten, unsigned, calendar)
    due = deadlines_of(meeting, calendar)
    return late(meeting.day, due, state, today=today, clear_days=meeting.board.clear_days)


def _unready(meeting: Meeting) -> tuple[int, int]:
    """How many reports nobody has begun, and how many are begun and not signed off."""
    if meeting.agenda_started:
        items = meeting.items.filter(kind=AgendaItem.Kind.REPORT, removed_at=None)
        found = list(items.values_list("report__status", flat=True))
    else:
        work = meeting.work_items.filter(status=WorkItem.Status.PLANNED, verbal=False)
        found = list(work.values_list("report__status", flat=True))
    begun = [state for state in found if state is not None]
    return len(found) - len(begun), sum(state != SIGNED for state in begun)


def _row(board: Board, meeting: Meeting, calendar: WorkingDays, today: dt.date) -> MeetingRow:
    due = deadlines(meeting.day, rules_of(board), calendar)
    waits = meeting.status == Meeting.Status.PLANNED and meeting.published_at is None
    is_late = waits and due.publication < today <= meeting.day
    return MeetingRow(meeting, due.publication, is_late)


def _due(board: Board, due: Deadlines) -> list[Due]:
    clear = f"{board.clear_days} clear days before the meeting"
    said = [
        Due("Reports handed in", due.report_due, _before(board.report_working_days)),
        Due("Reports signed off", due.sign_off, _before(board.sign_off_working_days)),
        Due("Agenda published", due.publication, clear),
    ]
    if due.private_reasons:
        why = f"{board.private_reasons_days} clear days: with reasons and what was said against it"
        said.insert(0, Due("Second notice of a private part", due.private_reasons, why))
    if due.private_notice:
        why = f"{board.private_notice_days} clear days: if any part will be private"
        said.insert(0, Due("Notice of a private part", due.private_notice, why))
    return sorted(said, key=lambda one: one.on)


def _before(days: int) -> str:
    return f"{days} working day{'' if days == 1 else 's'} before publication"


def _notes(meeting: Meeting, due: Deadlines) -> list[str]:
    """What the deadlines do not know."""
    if meeting.day > known_until():
        return [
            f"Bank holidays are known until {known_until().year}. The deadlines may be earlier "
            "than they stand here."
        ]
    return []
