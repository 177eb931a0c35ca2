"""The work programme: what is planned for which meeting, deferred, asked for by the board."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record_event
from boards.calendar import figures_ready_on, working_days_of
from boards.domain.dates import short
from boards.domain.programme import Planned, next_entry, quarters_after
from boards.models import Board, Meeting, Resolution, WorkItem, WorkItemMove
from reference.domain.periods import PeriodError, parse

OVER = (Meeting.Status.CANCELLED, Meeting.Status.HELD)


class ProgrammeError(Exception):
    """What cannot be planned; `field` is the form's field that it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@transaction.atomic
def plan_work(
    *, board: Board, title: str, by: User, meeting: Meeting | None = None, **fields: Any
) -> WorkItem:
    """An entry for a meeting, or for none yet. A recurring one is put down for later ones too.

    Raises ProgrammeError.
    """
    _refuse(board, meeting, fields)
    item = WorkItem.objects.create(
        board=board,
        meeting=meeting,
        title=title,
        created_by=by,
        created_at=timezone.now(),
        **fields,
    )
    _record(item, by, "work.planned", {"meeting": _day(meeting), "repeats": item.repeats})
    _spread_series(item, by)
    return item


@transaction.atomic
def change_work(*, item: WorkItem, by: User, **fields: Any) -> WorkItem:
    """Changes what an entry says. How it repeats is the series' and changes for all of it.

    Another meeting is a deferral: see `defer_work`. Raises ProgrammeError.
    """
    _refuse(item.board, None, fields)
    root = root_of(item)
    repeats = fields.pop("repeats", root.repeats)
    changes = _changed(item, fields)
    if repeats != root.repeats:
        changes["repeats"] = {"was": root.repeats, "now": repeats}
        root.repeats = repeats
        root.save(update_fields=["repeats"])
    if fields:
        item.save(update_fields=list(fields))
    if changes:
        _record(item, by, "work.changed", _tellable(item, changes))
    if "repeats" in changes:
        _spread_series(root, by)
    return item


@transaction.atomic
def defer_work(*, item: WorkItem, to_meeting: Meeting | None, reason: str, by: User) -> WorkItem:
    """Moves an entry to another meeting, or to none yet; the trail keeps from where and why.

    Raises ProgrammeError.
    """
    item = WorkItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.status != WorkItem.Status.PLANNED:
        raise ProgrammeError("Only what is still planned can be moved.")
    if to_meeting == item.meeting:
        raise ProgrammeError(
            "It is planned for that meeting already. Choose another.", "to_meeting"
        )
    if not reason.strip() and item.meeting is not None:
        raise ProgrammeError("Say why it is moved.", "reason")
    _refuse(item.board, to_meeting, {})
    was = item.meeting
    _move(item, to_meeting, reason.strip() or "It was given a meeting", by)
    detail = {"from": _day(was), "to": _day(to_meeting), "reason": reason}
    _record(item, by, "work.deferred", _tellable(item, detail))
    return item


@transaction.atomic
def drop_work(*, item: WorkItem, by: User) -> WorkItem:
    """Takes an entry off; it stays on record and can be put back."""
    item.status = WorkItem.Status.DROPPED
    item.save(update_fields=["status"])
    _record(item, by, "work.taken_off", {"meeting": _day(item.meeting)})
    return item


@transaction.atomic
def restore_work(*, item: WorkItem, by: User) -> WorkItem:
    """Puts an entry back; where its meeting is over or cancelled, among those without one."""
    item.status = WorkItem.Status.PLANNED
    if item.meeting and item.meeting.status in OVER:
        item.meeting = None
    item.save(update_fields=["status", "meeting"])
    _record(item, by, "work.restored", {"meeting": _day(item.meeting)})
    return item


@transaction.atomic
def ask_to_report_back(
    *,
    board: Board,
    title: str,
    meeting: Meeting | None,
    repeats: str,
    by: User,
    resolution: Resolution | None = None,
) -> WorkItem:
    """The board asks officers to report back: once (`repeats` is ""), or each quarter, and so on.

    `meeting` is when, None for a day to be found; `resolution` is the one that asks. Raises
    ProgrammeError.
    """
    item = plan_work(
        board=board,
        title=title,
        meeting=meeting,
        repeats=repeats,
        asked_by_board=True,
        by=by,
    )
    if resolution is not None:
        Resolution.objects.filter(pk=resolution.pk).update(report_back=item)
    return item


def agenda_entries_for(meeting: Meeting) -> list[WorkItem]:
    """What the programme puts on a meeting's agenda, in the order in which it was planned: title,
    lead, whether it is verbal, the report that was begun for it.
    """
    planned = meeting.work_items.filter(status=WorkItem.Status.PLANNED)
    return list(planned.select_related("report", "priority").order_by("pk"))


@transaction.atomic
def spread_recurring(*, meeting: Meeting, by: User) -> list[WorkItem]:
    """Puts down for a meeting what is due again; a second time it makes nothing."""
    roots = WorkItem.objects.filter(board=meeting.board, repeats_from=None).exclude(repeats="")
    made = (_next_of(root, meeting, by) for root in roots.order_by("pk"))
    return [item for item in made if item is not None]


@transaction.atomic
def release_work(*, meeting: Meeting, reason: str, by: User) -> None:
    """What was planned for a meeting that is not held waits for another one."""
    for item in agenda_entries_for(meeting):
        _move(item, None, reason, by)


def root_of(item: WorkItem) -> WorkItem:
    """The entry with which a series began: it says how the series repeats."""
    return item.repeats_from or item


def _spread_series(root: WorkItem, by: User) -> None:
    if not root.repeats or root.meeting is None:
        return
    later = root.board.meetings.filter(day__gt=root.meeting.day, status=Meeting.Status.PLANNED)
    for meeting in later.order_by("day", "time"):
        _next_of(root, meeting, by)


def _next_of(root: WorkItem, meeting: Meeting, by: User) -> WorkItem | None:
    series = _series(root)
    following, board = quarters_after(series), meeting.board
    ready = {}
    if following:
        ready = {following.key: figures_ready_on(board, following, working_days_of(board))}
    due = next_entry(root.repeats, series, meeting.day, ready)
    if due is None:
        return None
    item = WorkItem.objects.create(
        board=board,
        meeting=meeting,
        title=root.title,
        lead=root.lead,
        verbal=root.verbal,
        priority=root.priority,
        period=due.period.key if due.period else "",
        repeats_from=root,
        asked_by_board=root.asked_by_board,
        created_by=by,
        created_at=timezone.now(),
    )
    _record(item, by, "work.repeated", {"meeting": _day(meeting)})
    return item


def _series(root: WorkItem) -> list[Planned]:
    """Every day for which an entry of the series is or was planned, and the quarter it reports."""
    items = [root, *root.repeated.select_related("meeting")]
    planned: list[Planned] = []
    for item in items:
        period = parse(item.period) if item.period else None
        moves = item.moves.exclude(from_meeting=None).select_related("from_meeting")
        meetings = [item.meeting, *(move.from_meeting for move in moves)]
        planned += [Planned(meeting.day, period) for meeting in meetings if meeting]
    return planned


def _refuse(board: Board, meeting: Meeting | None, fields: dict[str, Any]) -> None:
    if meeting is not None and meeting.board_id != board.pk:
        raise ProgrammeError("Choose a meeting of this board.", "meeting")
    if meeting is not None and meeting.status in OVER:
        words = "cancelled" if meeting.status == Meeting.Status.CANCELLED else "over"
        raise ProgrammeError(
            f"The meeting of {short(meeting.day)} is {words}. Choose another.", "meeting"
        )
    try:
        if fields.get("period"):
            parse(fields["period"])
    except PeriodError as error:
        raise ProgrammeError(str(error), "period") from error


def _move(item: WorkItem, to_meeting: Meeting | None, reason: str, by: User) -> None:
    WorkItemMove.objects.create(
        item=item,
        from_meeting=item.meeting,
        to_meeting=to_meeting,
        reason=reason,
        by=by,
        at=timezone.now(),
    )
    item.meeting = to_meeting
    item.save(update_fields=["meeting"])


def _changed(item: WorkItem, fields: dict[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name, now in fields.items():
        was = getattr(item, name)
        if was != now:
            changes[name] = {"was": _plain(was), "now": _plain(now)}
            setattr(item, name, now)
    return changes


def _tellable(item: WorkItem, detail: dict[str, Any]) -> dict[str, Any]:
    """What the audit may say: who reads it may not read restricted papers, so of an entry of one it
    holds no words."""
    if item.report is None or item.report.is_open:
        return detail
    return {name: "restricted" if name in WORDS else said for name, said in detail.items()}


# What is typed freely of an entry.
WORDS = frozenset({"title", "note", "lead", "reason"})


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool) else str(value or "")


def _day(meeting: Meeting | None) -> str:
    return meeting.day.isoformat() if meeting else ""


def _record(item: WorkItem, by: User, action: str, detail: dict[str, Any]) -> None:
    record_event(
        council=item.board.council, by=by, action=action, subject=item.told_title, detail=detail
    )
