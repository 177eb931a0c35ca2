"""Meetings are planned, moved, cancelled and brought back, each with its audit event."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, Council, User
from boards.models import Meeting, WorkItem
from boards.services.meetings import (
    MeetingError,
    cancel_meeting,
    change_meeting,
    plan_meeting,
    plan_meetings,
    post_notice,
    reinstate_meeting,
)
from boards.services.programme import plan_work
from tests.boards.cast import a_board

pytestmark = pytest.mark.django_db
MAY, JULY = dt.date(2021, 5, 17), dt.date(2021, 7, 19)
TWO, TEN = dt.time(14), dt.time(10)


@pytest.fixture
def meeting(nottingham: Council, governance_officer: User) -> Meeting:
    return plan_meeting(board=a_board(nottingham), day=MAY, place="Hall", by=governance_officer)


def test_a_meeting_takes_the_usual_time_and_is_the_first_of_its_year(meeting: Meeting) -> None:
    assert (meeting.slug, meeting.time, meeting.place) == ("2021-05-17", TWO, "Hall")
    assert meeting.first_of_civic_year
    assert AuditEvent.objects.filter(action="meeting.planned").count() == 1


def test_a_series_is_planned_or_nothing_is(meeting: Meeting, governance_officer: User) -> None:
    with pytest.raises(MeetingError, match="Monday 17 May 2021 at 14:00 already"):
        plan_meetings(board=meeting.board, days=[JULY, MAY], by=governance_officer)
    assert Meeting.objects.count() == 1
    [july] = plan_meetings(board=meeting.board, days=[JULY], by=governance_officer)
    assert not july.first_of_civic_year


def test_an_earlier_meeting_becomes_the_first(meeting: Meeting, governance_officer: User) -> None:
    early = plan_meeting(board=meeting.board, day=dt.date(2021, 5, 4), by=governance_officer)
    meeting.refresh_from_db()
    assert (early.first_of_civic_year, meeting.first_of_civic_year) == (True, False)
    cancel_meeting(meeting=early, reason="No quorum", by=governance_officer)
    meeting.refresh_from_db()
    assert meeting.first_of_civic_year


def test_two_meetings_on_a_day_have_addresses_of_their_own(
    meeting: Meeting, governance_officer: User
) -> None:
    other = plan_meeting(board=meeting.board, day=MAY, time=TEN, by=governance_officer)
    assert other.slug == "2021-05-17-2"


def test_before_publication_the_address_follows_the_day(
    meeting: Meeting, governance_officer: User
) -> None:
    changed = change_meeting(
        meeting=meeting, day=JULY, time=TEN, place="Hall", by=governance_officer
    )
    assert (changed.slug, changed.sequence) == ("2021-07-19", 1)


def test_a_note_alone_tells_no_calendar(meeting: Meeting, governance_officer: User) -> None:
    changed = change_meeting(
        meeting=meeting, day=MAY, time=TWO, place="Hall", note="Bring tea", by=governance_officer
    )
    assert (changed.note, changed.sequence) == ("Bring tea", 0)


def test_after_publication_a_change_needs_a_reason_and_keeps_the_address(
    meeting: Meeting, governance_officer: User
) -> None:
    Meeting.objects.update(published_at=timezone.now(), status="published")
    asked = {"meeting": meeting, "day": JULY, "time": TWO, "place": "Hall"}
    with pytest.raises(MeetingError, match="has been published"):
        change_meeting(**asked, by=governance_officer)
    changed = change_meeting(**asked, reason="The hall is shut", by=governance_officer)
    assert (changed.slug, changed.day, changed.sequence) == ("2021-05-17", JULY, 1)
    assert changed.status_reason == "The hall is shut"


def test_a_cancelled_meeting_frees_its_work_and_can_come_back(
    meeting: Meeting, governance_officer: User
) -> None:
    item = plan_work(board=meeting.board, title="Q1", meeting=meeting, by=governance_officer)
    with pytest.raises(MeetingError, match="Say why"):
        cancel_meeting(meeting=meeting, reason=" ", by=governance_officer)
    over = cancel_meeting(meeting=meeting, reason="No quorum", by=governance_officer)
    item.refresh_from_db()
    assert (over.status, over.sequence, item.meeting) == ("cancelled", 1, None)
    assert item.moves.get().reason == "The meeting was cancelled: No quorum"
    with pytest.raises(MeetingError, match="Bring it back first"):
        change_meeting(meeting=over, day=JULY, time=TWO, place="", by=governance_officer)
    back = reinstate_meeting(meeting=over, by=governance_officer)
    assert (back.status, back.sequence) == ("planned", 2)
    assert WorkItem.objects.get().meeting is None


def test_a_held_meeting_stays(meeting: Meeting, governance_officer: User) -> None:
    Meeting.objects.update(status="held")
    with pytest.raises(MeetingError, match="has been held"):
        cancel_meeting(meeting=meeting, reason="No quorum", by=governance_officer)


def test_the_notice_at_the_offices(meeting: Meeting, governance_officer: User) -> None:
    at = timezone.now() - dt.timedelta(days=1)
    posted = post_notice(meeting=meeting, at=at, posted_by="Porter", by=governance_officer)
    assert (posted.notice_posted_at, posted.notice_posted_by) == (at, "Porter")
    late = timezone.now() + dt.timedelta(days=1)
    with pytest.raises(MeetingError, match="in the future"):
        post_notice(meeting=meeting, at=late, posted_by="Porter", by=governance_officer)
