"""Calendars and the feed: no sign-in, one UID for ever, and never the title of a paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Council, User
from boards.models import Board, Meeting
from boards.services.meetings import cancel_meeting, change_meeting, plan_meeting
from reporting.models import Audience, Edition
from tests.boards.cast import a_board, a_report, an_item

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "Placement of child Z"


def to(name: str, *more: object) -> str:
    return reverse(f"boards:{name}", args=["nottingham", *more])


@pytest.fixture
def meeting(nottingham: Council, governance_officer: User) -> Meeting:
    board = a_board(nottingham)
    made = plan_meeting(
        board=board, day=dt.date(2021, 5, 17), place="Hall, upstairs", by=governance_officer
    )
    report = a_report(
        nottingham,
        governance_officer,
        SECRET,
        openness="exempt",
        paragraph=1,
        public_title="An exempt matter",
    )
    an_item(made, SECRET, kind="report", report=report)
    return made


def events(path: str) -> list[Calendar]:
    answer = Client().get(path)
    assert answer["Content-Type"].startswith("text/calendar")
    assert SECRET not in answer.content.decode()
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_meeting_in_a_calendar(meeting: Meeting) -> None:
    [event] = events(to("meetings_ics"))
    assert event["uid"] == f"meeting-{meeting.pk}@127.0.0.1"
    # Two o'clock in summer time.
    assert event.decoded("dtstart") == dt.datetime(2021, 5, 17, 13, tzinfo=dt.UTC)
    assert (str(event["location"]), event["status"]) == ("Hall, upstairs", "CONFIRMED")
    assert event["sequence"] == 0
    assert event.decoded("duration") == dt.timedelta(hours=2)
    assert [one["uid"] for one in events(to("meeting_ics", meeting.slug))] == [event["uid"]]


def test_a_change_and_a_cancellation_reach_who_follows(
    meeting: Meeting, governance_officer: User
) -> None:
    [before] = events(to("meetings_ics"))
    moved = change_meeting(
        meeting=meeting,
        day=dt.date(2021, 5, 18),
        time=dt.time(10),
        place="Hall",
        by=governance_officer,
    )
    [after] = events(to("meetings_ics"))
    assert (after["uid"], after["sequence"]) == (before["uid"], 1)
    cancel_meeting(meeting=moved, reason="Strike", by=governance_officer)
    [over] = events(to("meetings_ics"))
    assert (over["uid"], over["sequence"], over["status"]) == (before["uid"], 2, "CANCELLED")
    assert str(over["summary"]).startswith("Cancelled: ")
    assert "Strike" in over["description"]


def test_the_feed_has_meetings_and_public_editions_alone(
    meeting: Meeting, nottingham: Council, governance_officer: User
) -> None:
    for audience, title in ((Audience.PUBLIC, "Public pack"), (Audience.BOARD, SECRET)):
        Edition.objects.create(
            council=nottingham,
            kind="performance-pack",
            subject="2020-21-Q4",
            audience=audience,
            number=1,
            title=title,
            published_at=timezone.now(),
            published_by=governance_officer,
            pages=3,
        )
    answer = Client().get(to("meetings_atom"))
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert SECRET not in answer.content.decode()
    feed = ElementTree.fromstring(answer.content)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert sorted(titles, key=str) == [
        f"{nottingham.board_name}, Monday 17 May 2021",
        "Public pack",
    ]


def test_the_public_page(meeting: Meeting) -> None:
    said = Client().get(to("meeting_dates")).content.decode()
    assert "Monday 17 May 2021" in said
    assert SECRET not in said


def test_an_informal_board_tells_nobody(
    meeting: Meeting, client_of: Callable[[User], Client], councillor: User
) -> None:
    Board.objects.update(access_regime="informal")
    for name in ("meetings_ics", "meetings_atom"):
        assert Client().get(to(name)).status_code == 404
    assert Client().get(to("meeting_ics", meeting.slug)).status_code == 404
    assert "17 May 2021" not in Client().get(to("meeting_dates")).content.decode()
    assert "Monday 17 May 2021" in client_of(councillor).get(to("meeting_list")).content.decode()
