"""Meetings for calendars: what everybody may know, and never a title of a paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Council
from boards.domain.dates import in_words
from boards.models import Board, Meeting
from reporting.models import Edition

if TYPE_CHECKING:
    from icalendar import Event

MOST_ENTRIES = 60
STATUSES = {
    Meeting.Status.PLANNED: "CONFIRMED",
    Meeting.Status.PUBLISHED: "CONFIRMED",
    Meeting.Status.HELD: "CONFIRMED",
    Meeting.Status.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True)
class Entry:
    """One entry of the feed: a meeting as it stands, or a published paper."""

    key: str
    title: str
    text: str
    link: str
    at: dt.datetime


def begins_at(meeting: Meeting) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(meeting.day, meeting.time))


def calendar_of(board: Board, meetings: Iterable[Meeting]) -> bytes:
    """An iCalendar file (RFC 5545): the same UID for ever, a SEQUENCE that rises with changes."""
    # Here, because icalendar is slow to start and few pages need it.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Corporate parenting board//Meetings//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{board.name}, {board.council.name}")
    for meeting in meetings:
        calendar.add_component(_event(board, meeting))
    made: bytes = calendar.to_ical()
    return made


def _event(board: Board, meeting: Meeting) -> Event:
    from icalendar import Event

    event, begins = Event(), begins_at(meeting)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    event.add("uid", f"meeting-{meeting.pk}@{host}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at.astimezone(dt.UTC))
    event.add("last-modified", meeting.changed_at.astimezone(dt.UTC))
    event.add("dtstart", begins.astimezone(dt.UTC))
    event.add("duration", dt.timedelta(minutes=board.usual_minutes))
    event.add("summary", _summary(board, meeting))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("status", STATUSES[Meeting.Status(meeting.status)])
    event.add("url", settings.SITE_URL + reverse("boards:meeting_dates", args=[board.council.slug]))
    if told := _told(meeting):
        event.add("description", told)
    return event


def _summary(board: Board, meeting: Meeting) -> str:
    over = meeting.status == Meeting.Status.CANCELLED
    return f"Cancelled: {board.name}" if over else board.name


def _told(meeting: Meeting) -> str:
    return " ".join(one for one in (meeting.status_reason, meeting.note) if one)


def entries_of(board: Board) -> list[Entry]:
    """Meetings and public editions, what changed last first."""
    link = settings.SITE_URL + reverse("boards:meeting_dates", args=[board.council.slug])
    meetings = [_meeting_entry(board, meeting, link) for meeting in board.meetings.all()]
    papers = _papers(board.council)
    return sorted([*meetings, *papers], key=lambda one: one.at, reverse=True)[:MOST_ENTRIES]


def _meeting_entry(board: Board, meeting: Meeting, link: str) -> Entry:
    place = f", {meeting.place}" if meeting.place else ""
    state = f"{meeting.get_status_display()}. {_told(meeting)}".strip()
    return Entry(
        key=f"meeting-{meeting.pk}-{meeting.sequence}",
        title=f"{_summary(board, meeting)}, {in_words(meeting.day)}",
        text=f"{in_words(meeting.day)}, {meeting.time:%H:%M}{place}. {state}",
        link=f"{link}#{meeting.slug}",
        at=meeting.changed_at,
    )


def _papers(council: Council) -> list[Entry]:
    """Public editions that stand; their titles are those that were published."""
    found = Edition.objects.for_council(council).public().standing()
    link = settings.SITE_URL + reverse("reporting:published_list", args=[council.slug])
    return [
        Entry(
            key=f"edition-{edition.pk}",
            title=edition.title,
            text=f"Edition {edition.number}, {edition.pages} pages",
            link=f"{link}#edition-{edition.pk}",
            at=edition.published_at,
        )
        for edition in found.order_by("-published_at")[:MOST_ENTRIES]
    ]
