"""Meetings: planned, moved, cancelled, brought back; the notice posted at the offices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.services import record_event
from boards.domain.civic_year import civic_year_bounds, civic_year_of
from boards.domain.dates import in_words, short
from boards.models import Board, Meeting

from .programme import release_work, spread_recurring

# Deadlines and civic years reach beyond the day of a meeting: calendars end in the year 9999.
YEARS = range(1974, 2200)


class MeetingError(Exception):
    """What cannot be done with a meeting; `field` is the form's field that it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


def plan_meeting(
    *,
    board: Board,
    day: dt.date,
    by: User,
    time: dt.time | None = None,
    place: str | None = None,
    note: str = "",
) -> Meeting:
    """One meeting, at the board's usual time and place unless told. Raises MeetingError."""
    [made] = plan_meetings(board=board, days=[day], by=by, time=time, place=place, note=note)
    return made


@transaction.atomic
def plan_meetings(
    *,
    board: Board,
    days: Sequence[dt.date],
    by: User,
    time: dt.time | None = None,
    place: str | None = None,
    note: str = "",
) -> list[Meeting]:
    """Meetings on these days, all or none. Raises MeetingError where one is there at that time.

    Recurring entries of the work programme that are due again are put down for them.
    """
    Board.objects.select_for_update().get(pk=board.pk)
    time, place = time or board.usual_time, board.usual_place if place is None else place
    _refuse_taken(board, days, time)
    made = [
        Meeting.objects.create(
            board=board,
            slug=_free_slug(board, day),
            day=day,
            time=time,
            place=place,
            note=note,
            changed_at=timezone.now(),
        )
        for day in sorted(days)
    ]
    _mark_first(board, days)
    for meeting in made:
        meeting.refresh_from_db()
        _record(meeting, by, "meeting.planned", {"time": meeting.time, "place": meeting.place})
        spread_recurring(meeting=meeting, by=by)
    return made


@transaction.atomic
def change_meeting(
    *,
    meeting: Meeting,
    day: dt.date,
    time: dt.time,
    place: str,
    by: User,
    note: str = "",
    reason: str = "",
) -> Meeting:
    """Another day, time or place. After publication it needs a reason. Raises MeetingError.

    Calendars that follow the feed take the change, because the sequence rises.
    """
    meeting = _held_with_board(meeting)
    _refuse_over(meeting)
    was = _told(meeting)
    now = {"day": day, "time": time, "place": place}
    moved = {name for name in now if was[name] != now[name]}
    if moved and meeting.published_at and not reason:
        raise MeetingError("Say why: the agenda has been published.", "reason")
    if moved & {"day", "time"}:
        _refuse_taken(meeting.board, [day], time, but=meeting)
    if "day" in moved and meeting.published_at is None:
        # Nobody outside has its address yet, so the address follows the day.
        meeting.slug = _free_slug(meeting.board, day, but=meeting)
    meeting.day, meeting.time, meeting.place, meeting.note = day, time, place, note
    if moved:
        meeting.status_reason = reason
        meeting.sequence += 1
        meeting.changed_at = timezone.now()
    meeting.save()
    _mark_first(meeting.board, [was["day"], day])
    detail = {"was": was, "now": _told(meeting), "reason": reason}
    _record(meeting, by, "meeting.changed", detail)
    meeting.refresh_from_db()
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by: User) -> Meeting:
    """Cancels a meeting; what was planned for it waits for another. Raises MeetingError."""
    meeting = _held_with_board(meeting)
    _refuse_over(meeting)
    if not reason.strip():
        raise MeetingError("Say why the meeting is cancelled.", "reason")
    meeting.status, meeting.status_reason = Meeting.Status.CANCELLED, reason
    meeting.sequence += 1
    meeting.changed_at = timezone.now()
    meeting.save()
    _mark_first(meeting.board, [meeting.day])
    release_work(meeting=meeting, reason=f"The meeting was cancelled: {reason}"[:240], by=by)
    _record(meeting, by, "meeting.cancelled", {"reason": reason})
    return meeting


@transaction.atomic
def reinstate_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """Takes a cancellation back. What was planned for it stays where it was put. MeetingError."""
    meeting = _held_with_board(meeting)
    if meeting.status != Meeting.Status.CANCELLED:
        raise MeetingError("This meeting is not cancelled.")
    _refuse_taken(meeting.board, [meeting.day], meeting.time, but=meeting)
    published = meeting.published_at is not None
    meeting.status = Meeting.Status.PUBLISHED if published else Meeting.Status.PLANNED
    meeting.status_reason = ""
    meeting.sequence += 1
    meeting.changed_at = timezone.now()
    meeting.save()
    _mark_first(meeting.board, [meeting.day])
    _record(meeting, by, "meeting.reinstated", {})
    return meeting


@transaction.atomic
def post_notice(*, meeting: Meeting, at: dt.datetime, posted_by: str, by: User) -> Meeting:
    """The notice hangs at the offices: since when, and who put it up. Raises MeetingError."""
    meeting = locked(meeting)
    if at > timezone.now():
        raise MeetingError("The notice cannot have been posted in the future.", "day")
    meeting.notice_posted_at, meeting.notice_posted_by = at, posted_by
    meeting.save(update_fields=["notice_posted_at", "notice_posted_by"])
    _record(meeting, by, "meeting.notice_posted", {"at": at, "posted_by": posted_by})
    return meeting


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now; whoever else changes it waits."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("board__council")
    return found.get(pk=meeting.pk)


def _held_with_board(meeting: Meeting) -> Meeting:
    """The same, and its board before it: addresses, days and the first meeting of a civic year are
    the board's, so whoever plans or moves another meeting waits too.
    """
    Board.objects.select_for_update().get(pk=meeting.board_id)
    return locked(meeting)


def _refuse_over(meeting: Meeting) -> None:
    if meeting.status == Meeting.Status.HELD:
        raise MeetingError("The meeting has been held: it can no longer be changed.")
    if meeting.status == Meeting.Status.CANCELLED:
        raise MeetingError("The meeting is cancelled. Bring it back first.")


def _refuse_taken(
    board: Board, days: Sequence[dt.date], time: dt.time, but: Meeting | None = None
) -> None:
    if far := [day for day in days if day.year not in YEARS]:
        raise MeetingError(
            f"The year {far[0].year} is none for a meeting: it must be from {YEARS[0]} to "
            f"{YEARS[-1]}.",
            "day",
        )
    there = board.meetings.exclude(status=Meeting.Status.CANCELLED).filter(day__in=days, time=time)
    taken = _others(there, but).order_by("day").first()
    if taken:
        raise MeetingError(
            f"There is a meeting on {in_words(taken.day)} at {taken.time:%H:%M} already.", "day"
        )


def _free_slug(board: Board, day: dt.date, but: Meeting | None = None) -> str:
    others = _others(board.meetings.all(), but)
    taken = set(others.filter(slug__startswith=day.isoformat()).values_list("slug", flat=True))
    names = (day.isoformat() if n == 1 else f"{day.isoformat()}-{n}" for n in range(1, 100))
    return next(name for name in names if name not in taken)


def _mark_first(board: Board, days: Sequence[dt.date]) -> None:
    """The first meeting of each civic year that was touched is marked as such, and no other."""
    month = board.civic_year_month
    for year in {civic_year_of(day, month) for day in days}:
        of_year = board.meetings.filter(day__range=civic_year_bounds(year, month), frozen_at=None)
        standing = board.meetings.exclude(status=Meeting.Status.CANCELLED)
        first = standing.filter(day__range=civic_year_bounds(year, month)).order_by("day", "time")
        keep = first.first()
        _others(of_year, keep).update(first_of_civic_year=False)
        if keep is not None:
            of_year.filter(pk=keep.pk).update(first_of_civic_year=True)


def _others(meetings: QuerySet[Meeting], but: Meeting | None) -> QuerySet[Meeting]:
    return meetings.exclude(pk=but.pk) if but else meetings


def _told(meeting: Meeting) -> dict[str, Any]:
    return {"day": meeting.day, "time": meeting.time, "place": meeting.place}


def _record(meeting: Meeting, by: User, action: str, detail: dict[str, Any]) -> None:
    record_event(
        council=meeting.board.council,
        by=by,
        action=action,
        subject=f"Meeting of {short(meeting.day)}",
        detail=detail,
    )
