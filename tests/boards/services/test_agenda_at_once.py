"""Two officers reorder one agenda at the same moment, on two connections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Council, Role, User
from boards.models import AgendaItem, AgendaStep, Meeting
from boards.services.agenda.ordering import Done, put_item_before
from boards.services.meetings import MeetingError, change_meeting
from tests.boards.cast import a_meeting, an_item
from tests.conftest import person

pytestmark = pytest.mark.django_db(transaction=True)
needs_two_writers = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


T = TypeVar("T")


@pytest.fixture
def second_officer(nottingham: Council) -> User:
    return person(nottingham, Role.GOVERNANCE, name="Second officer")


@pytest.fixture
def meeting(nottingham: Council) -> Meeting:
    made = a_meeting(nottingham)
    for title in "ABCDEF":
        an_item(made, title)
    return made


def a_day(day: int) -> dt.date:
    return dt.date(2021, 5, day)


def in_order(meeting: Meeting) -> str:
    return "".join(meeting.items.values_list("title", flat=True))


def at_once(*deeds: Callable[[], T]) -> list[T]:
    """What became of each, done by threads that begin in the same instant."""
    together = Barrier(len(deeds))

    def done(deed: Callable[[], T]) -> T:
        try:
            together.wait(timeout=10)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


@needs_two_writers
def test_neither_order_is_lost_and_the_second_is_told(
    meeting: Meeting, governance_officer: User, second_officer: User
) -> None:
    a, b, _, _, e, f = meeting.items.all()

    def put(item: AgendaItem, before: AgendaItem, by: User) -> Callable[[], Done]:
        return lambda: put_item_before(item=item, before=before.pk, by=by, revision=0)

    done = at_once(put(f, a, governance_officer), put(e, b, second_officer))
    assert in_order(meeting) == "FAEBCD"
    assert sorted(meeting.items.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert sorted(one.others_first for one in done) == [False, True]
    assert Meeting.objects.get().agenda_revision == AgendaStep.objects.count() == 2
    events = AuditEvent.objects.filter(action="agenda.reordered")
    assert {event.by for event in events} == {governance_officer, second_officer}


@needs_two_writers
def test_the_second_reads_it_on_the_page(
    meeting: Meeting,
    governance_officer: User,
    second_officer: User,
    client_of: Callable[[User], Client],
) -> None:
    """Both opened the page before either moved anything."""
    a, *_, f = meeting.items.all()

    def move(client: Client, item: AgendaItem, to: str) -> Callable[[], str]:
        page = reverse("boards:agenda_item_move", args=["nottingham", meeting.slug, item.pk])
        sent = {"to": to, "revision": "0"}
        return lambda: client.post(page, sent, follow=True).content.decode()

    pages = at_once(
        move(client_of(governance_officer), a, "down"),
        move(client_of(second_officer), f, "up"),
    )
    assert in_order(meeting) == "BACDFE"
    told = ["Somebody else changed this agenda" in page for page in pages]
    assert sorted(told) == [False, True]


@needs_two_writers
def test_two_meetings_are_not_moved_to_one_time(
    nottingham: Council, governance_officer: User, second_officer: User
) -> None:
    """Days and addresses are the board's: whoever moves another meeting of it waits."""
    first, second, third = (a_meeting(nottingham, a_day(n)) for n in (17, 18, 19))

    def moved(meeting: Meeting, by: User) -> Callable[[], str]:
        def deed() -> str:
            try:
                change_meeting(
                    meeting=meeting, day=a_day(25), time=meeting.time, place="Hall", by=by
                )
            except MeetingError as refusal:
                return str(refusal)
            return ""

        return deed

    said = at_once(moved(first, governance_officer), moved(second, second_officer))
    assert sorted(bool(words) for words in said) == [False, True]
    assert "There is a meeting on" in "".join(said)
    assert Meeting.objects.filter(day=a_day(25)).count() == 1
    assert third.day == a_day(19)


def test_one_after_the_other_is_the_same_everywhere(
    meeting: Meeting, governance_officer: User, second_officer: User
) -> None:
    """What the race asks of PostgreSQL, on any database: both opened the page at revision 0."""
    a, b, _, _, e, f = meeting.items.all()
    one = put_item_before(item=f, before=a.pk, by=governance_officer, revision=0)
    two = put_item_before(item=e, before=b.pk, by=second_officer, revision=0)
    assert (one.others_first, two.others_first) == (False, True)
    assert in_order(meeting) == "FAEBCD"
