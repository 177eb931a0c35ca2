"""The book of who was there."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import AuditEvent, Council, User
from boards.dashboards.quorum import quorum_of
from boards.models import Attendance, Meeting, Member, Minutes
from boards.services.record import attendance
from tests.boards.cast import a_meeting, a_member

pytestmark = pytest.mark.django_db
TWO = dt.datetime(2021, 5, 17, 13, 0, tzinfo=dt.UTC)  # two o'clock in British summer time


@pytest.fixture
def meeting(nottingham: Council) -> Meeting:
    made = a_meeting(nottingham)
    for number in range(1, 9):
        a_member(nottingham, f"Councillor {number}")
    return made


def members(meeting: Meeting) -> list[Member]:
    return list(meeting.board.members.order_by("name"))


def call(meeting: Meeting, by: User, present: int) -> None:
    roll = {m: "present" if n < present else "apologies" for n, m in enumerate(members(meeting))}
    attendance.call_roll(meeting=meeting, present=roll, by=by)


def test_the_roll_makes_the_quorum(meeting: Meeting, governance_officer: User) -> None:
    attendance.open_meeting(meeting=meeting, at=TWO, by=governance_officer)
    call(meeting, governance_officer, 3)
    meeting.refresh_from_db()
    quorum = quorum_of(meeting)
    assert (quorum.needed, quorum.members, quorum.gaps) == (3, 8, ())
    assert meeting.attendances.filter(capacity="apologies").count() == 5
    assert AuditEvent.objects.filter(action="meeting.roll_called").count() == 1


def test_somebody_leaves_and_comes_back(meeting: Meeting, governance_officer: User) -> None:
    attendance.open_meeting(meeting=meeting, at=TWO, by=governance_officer)
    call(meeting, governance_officer, 3)
    row = meeting.attendances.filter(capacity="member").first()
    assert row is not None
    attendance.change_times(
        attendance=row,
        present_from=None,
        present_until=dt.time(15),
        note="",
        by=governance_officer,
    )
    attendance.come_back(attendance=row, at=dt.time(15, 20), by=governance_officer)
    meeting.refresh_from_db()
    quorum = quorum_of(meeting)
    assert [(g.since, g.until) for g in quorum.gaps] == [(dt.time(15), dt.time(15, 20))]
    assert "Only 2 of the 3 members needed were present from 3:00pm to 3:20pm" in quorum.words[0]


def test_called_again_the_roll_keeps_times(meeting: Meeting, governance_officer: User) -> None:
    call(meeting, governance_officer, 3)
    row = meeting.attendances.get(member=members(meeting)[0])
    row.present_until = dt.time(15)
    row.save()
    call(meeting, governance_officer, 4)
    row.refresh_from_db()
    assert row.present_until == dt.time(15)
    assert meeting.attendances.filter(capacity="member").count() == 4


def test_a_substitute_counts_for_whom_they_replace(
    meeting: Meeting, governance_officer: User, nottingham: Council
) -> None:
    call(meeting, governance_officer, 2)
    deputy = a_member(nottingham, "Deputy", kind=Member.Kind.SUBSTITUTE)
    eighth = members(meeting)[-1]
    eighth = Member.objects.get(name="Councillor 8")
    attendance.bring_substitute(
        meeting=meeting, member=deputy, for_member=eighth, by=governance_officer
    )
    assert quorum_of(meeting).present_at(dt.time(14)) == 3
    with pytest.raises(attendance.RecordError, match="already stands in"):
        attendance.bring_substitute(
            meeting=meeting, member=deputy, for_member=eighth, by=governance_officer
        )
    with pytest.raises(attendance.RecordError, match="is present"):
        attendance.bring_substitute(
            meeting=meeting,
            member=deputy,
            for_member=Member.objects.get(name="Councillor 1"),
            by=governance_officer,
        )


def test_guests_and_cooptees_make_no_quorum(
    meeting: Meeting, governance_officer: User, nottingham: Council
) -> None:
    call(meeting, governance_officer, 2)
    carer = a_member(nottingham, "Foster carer", kind=Member.Kind.COOPTEE, votes=False)
    attendance.call_roll(meeting=meeting, present={carer: "present"}, by=governance_officer)
    guest = attendance.Guest("Head of Service", job="Children in care")
    attendance.bring_guest(meeting=meeting, guest=guest, by=governance_officer)
    assert quorum_of(meeting).present_at(dt.time(14)) == 2
    with pytest.raises(attendance.RecordError, match="on the list already"):
        attendance.bring_guest(meeting=meeting, guest=guest, by=governance_officer)


def test_nobody_leaves_before_they_came(meeting: Meeting, governance_officer: User) -> None:
    call(meeting, governance_officer, 1)
    row = Attendance.objects.get(capacity="member")
    with pytest.raises(attendance.RecordError, match="before they came"):
        attendance.change_times(
            attendance=row,
            present_from=dt.time(15),
            present_until=dt.time(14),
            note="",
            by=governance_officer,
        )
    with pytest.raises(attendance.RecordError, match="when Councillor 1 left"):
        attendance.come_back(attendance=row, at=dt.time(15), by=governance_officer)


def test_a_meeting_opens_once_and_ends_after_it_began(
    meeting: Meeting, governance_officer: User
) -> None:
    with pytest.raises(attendance.RecordError, match="not been opened"):
        attendance.close_meeting(meeting=meeting, at=TWO, by=governance_officer)
    attendance.open_meeting(meeting=meeting, at=TWO, by=governance_officer)
    with pytest.raises(attendance.RecordError, match="opened already"):
        attendance.open_meeting(meeting=meeting, at=TWO, by=governance_officer)
    with pytest.raises(attendance.RecordError, match="before it begins"):
        attendance.close_meeting(meeting=meeting, at=TWO, by=governance_officer)
    end = TWO + dt.timedelta(hours=2)
    assert attendance.close_meeting(meeting=meeting, at=end, by=governance_officer).status == "held"


def test_agreed_minutes_close_the_book(meeting: Meeting, governance_officer: User) -> None:
    Minutes.objects.create(meeting=meeting, status=Minutes.Status.AGREED)
    with pytest.raises(attendance.RecordError, match="correct record"):
        call(meeting, governance_officer, 3)
    assert not meeting.attendances.exists()


def test_nothing_is_recorded_of_a_cancelled_meeting(
    meeting: Meeting, governance_officer: User
) -> None:
    Meeting.objects.update(status=Meeting.Status.CANCELLED)
    with pytest.raises(attendance.RecordError, match="cancelled"):
        attendance.open_meeting(meeting=meeting, at=TWO, by=governance_officer)
