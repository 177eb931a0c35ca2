"""Opening and closing a meeting, and who was there from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from accounts.services import record_event
from boards.models import Attendance, Meeting, Member, Minutes


class RecordError(Exception):
    """What cannot be put on record, in words that say what to do."""


@dataclass(frozen=True)
class Guest:
    """Somebody in attendance who is no member."""

    name: str
    job: str = ""
    young_person: bool = False
    remote: bool = False


def held_open(meeting: Meeting) -> Meeting:
    """The meeting, locked, while its record may still change. Raises RecordError."""
    found = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("board__council")
        .get(pk=meeting.pk)
    )
    if found.status == Meeting.Status.CANCELLED:
        raise RecordError("This meeting was cancelled, so nothing can be recorded of it.")
    minutes = Minutes.objects.filter(meeting=found).first()
    if minutes is not None and minutes.status != Minutes.Status.DRAFT:
        raise RecordError(
            "The minutes were agreed as a correct record, so the record does not change any more. "
            "A later meeting can correct it by a resolution."
        )
    return found


@transaction.atomic
def open_meeting(*, meeting: Meeting, at: dt.datetime, by: User) -> Meeting:
    """The chair opens the meeting. Raises RecordError when it is open or cancelled."""
    found = held_open(meeting)
    if found.opened_at is not None:
        raise RecordError("The meeting has been opened already.")
    found.opened_at = at
    found.save(update_fields=["opened_at"])
    note_event(found, by, "meeting.opened", {"at": at})
    return found


@transaction.atomic
def close_meeting(*, meeting: Meeting, at: dt.datetime, by: User) -> Meeting:
    """The meeting ends. Raises RecordError when it was not opened, or ends before it begins."""
    found = held_open(meeting)
    if found.opened_at is None:
        raise RecordError("The meeting has not been opened yet.")
    if at <= found.opened_at:
        raise RecordError("The meeting cannot end before it begins.")
    found.closed_at = at
    found.status = Meeting.Status.HELD
    found.save(update_fields=["closed_at", "status"])
    note_event(found, by, "meeting.closed", {"at": at})
    return found


@transaction.atomic
def call_roll(*, meeting: Meeting, present: Mapping[Member, str], by: User) -> None:
    """Who of the members is there, who sent apologies: `present` maps each member of the day to
    "present", "apologies" or "" (nothing is known). Who came or left later keeps their times.
    """
    found = held_open(meeting)
    changed = []
    for member, state in present.items():
        if _set_state(found, member, state):
            changed.append(f"{member}: {state or 'nothing recorded'}")
    if changed:
        note_event(found, by, "meeting.roll_called", {"members": changed})


def _set_state(meeting: Meeting, member: Member, state: str) -> bool:
    wanted = {
        "present": Attendance.Capacity.MEMBER,
        "apologies": Attendance.Capacity.APOLOGIES,
        "": None,
    }[state]
    held = meeting.attendances.filter(member=member)
    if wanted is not None and held.filter(capacity=wanted).exists():
        return False
    if wanted is None and not held.exists():
        return False
    held.delete()
    if wanted is not None:
        Attendance.objects.create(meeting=meeting, member=member, name=member.name, capacity=wanted)
    return True


@transaction.atomic
def bring_substitute(*, meeting: Meeting, member: Member, for_member: Member, by: User) -> None:
    """A substitute takes a member’s place for the meeting. Raises RecordError when that member is
    present, or somebody stands in already.
    """
    found = held_open(meeting)
    taken = found.attendances.filter(for_member=for_member).first()
    if taken is not None:
        raise RecordError(f"{taken.name} already stands in for {for_member}.")
    there = found.attendances.filter(member=for_member, capacity=Attendance.Capacity.MEMBER)
    if there.exists():
        raise RecordError(f"{for_member} is present, so nobody stands in for them.")
    Attendance.objects.create(
        meeting=found,
        member=member,
        name=member.name,
        capacity=Attendance.Capacity.SUBSTITUTE,
        for_member=for_member,
    )
    note_event(found, by, "meeting.substitute", {"who": member.name, "for": for_member.name})


@transaction.atomic
def bring_guest(*, meeting: Meeting, guest: Guest, by: User) -> Attendance:
    """Somebody is in attendance: an officer, a guest, a young person."""
    found = held_open(meeting)
    if found.attendances.filter(name=guest.name, job=guest.job).exists():
        raise RecordError(f"{guest.name} is on the list already.")
    made = Attendance.objects.create(
        meeting=found,
        capacity=Attendance.Capacity.IN_ATTENDANCE,
        name=guest.name,
        job=guest.job,
        young_person=guest.young_person,
        remote=guest.remote,
    )
    note_event(found, by, "meeting.guest", {"who": guest.name})
    return made


@transaction.atomic
def change_times(
    *,
    attendance: Attendance,
    present_from: dt.time | None,
    present_until: dt.time | None,
    note: str,
    by: User,
) -> None:
    """When somebody came or left. Raises RecordError when they left before they came."""
    found = held_open(attendance.meeting)
    if present_from and present_until and present_until <= present_from:
        raise RecordError(f"{attendance.name} cannot leave before they came.")
    attendance.present_from, attendance.present_until = present_from, present_until
    attendance.note = note
    attendance.save(update_fields=["present_from", "present_until", "note"])
    detail = {"who": attendance.name, "from": present_from, "until": present_until}
    note_event(found, by, "meeting.times", detail)


@transaction.atomic
def come_back(*, attendance: Attendance, at: dt.time, by: User) -> Attendance:
    """Who left is back: a stretch of their own. Raises RecordError when they had not left."""
    found = held_open(attendance.meeting)
    if attendance.present_until is None or at < attendance.present_until:
        raise RecordError(f"Record first when {attendance.name} left.")
    made = Attendance.objects.create(
        meeting=found,
        capacity=attendance.capacity,
        member=attendance.member,
        for_member=attendance.for_member,
        name=attendance.name,
        job=attendance.job,
        young_person=attendance.young_person,
        present_from=at,
    )
    note_event(found, by, "meeting.times", {"who": attendance.name, "from": at})
    return made


@transaction.atomic
def strike_attendance(*, attendance: Attendance, by: User) -> None:
    """Somebody was put on the list by mistake."""
    found = held_open(attendance.meeting)
    note_event(found, by, "meeting.struck", {"who": attendance.name})
    attendance.delete()


def note_event(meeting: Meeting, by: User, action: str, detail: Mapping[str, object]) -> None:
    record_event(
        council=meeting.board.council, by=by, action=action, subject=str(meeting), detail=detail
    )
