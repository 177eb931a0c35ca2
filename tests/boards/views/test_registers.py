"""Actions, decisions and attendance, listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Council, User
from boards.models import Action, Attendance, Meeting
from tests.boards.cast import a_board, a_meeting, a_member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def listed(name: str, *parts: object) -> str:
    return reverse(f"boards:{name}", args=["nottingham", *parts])


def an_action(council: Council, **fields: object) -> Action:
    number = Action.objects.count() + 1
    fields = {"text": f"Deed {number}", "owner": "Head of Service", **fields}
    fields = {"raised_on": dt.date(2021, 5, 17), "due_on": dt.date(2021, 7, 1), **fields}
    return Action.objects.create(board=a_board(council), number=number, **fields)


def test_an_empty_list_says_what_comes(client_of: ClientOf, councillor: User) -> None:
    for name in ("actions", "decisions", "attendance"):
        text = client_of(councillor).get(listed(name)).content.decode()
        assert "empty-state" in text


def test_open_actions_with_the_late_ones_first(
    client_of: ClientOf, councillor: User, nottingham: Council
) -> None:
    an_action(nottingham, due_on=dt.date(2999, 1, 1))
    an_action(nottingham)
    an_action(nottingham, closed_on=dt.date(2021, 6, 1), closed_reason="Done")
    page = client_of(councillor)
    text = page.get(listed("actions")).content.decode()
    assert text.index("Deed 2") < text.index("Deed 1")
    assert "Deed 3" not in text
    assert "<b>2 actions</b> are open, 1 of them overdue" in text
    assert "Deed 3" in page.get(listed("actions") + "?state=closed").content.decode()
    csv = page.get(listed("actions_csv") + "?state=all").content.decode()
    assert csv.count("Deed") == 3


def test_actions_of_closed_items_are_for_those_who_may(
    client_of: ClientOf, councillor: User, analyst: User, nottingham: Council
) -> None:
    an_action(nottingham, restricted=True)
    assert "Deed 1" in client_of(councillor).get(listed("actions")).content.decode()
    assert "Deed 1" not in client_of(analyst).get(listed("actions")).content.decode()
    assert client_of(analyst).get(listed("action", 1)).status_code == 404


def test_an_officer_tells_and_governance_closes(
    client_of: ClientOf, officer: User, governance_officer: User, nottingham: Council
) -> None:
    an_action(nottingham)
    page = client_of(officer)
    assert page.post(listed("action_progress", 1), {"words": ""}).status_code == 200
    page.post(listed("action_progress", 1), {"words": "Two dentists found"})
    assert "Two dentists found" in page.get(listed("action", 1)).content.decode()
    assert page.post(listed("action_close", 1), {"words": "Done"}).status_code == 403
    governance = client_of(governance_officer)
    both = {"due_on": "2030-01-01", "due_meeting": "", "reason": ""}
    refused = governance.post(listed("action_put_off", 1), both).content.decode()
    assert "Say why the day changes" in refused
    governance.post(listed("action_close", 1), {"words": "All seen"})
    assert Action.objects.get().closed_reason == "All seen"
    governance.post(listed("action_close", 1), {"words": "Not all"})
    assert Action.objects.get().closed_on is None


def test_an_action_from_an_inspection(client_of: ClientOf, governance_officer: User) -> None:
    page = client_of(governance_officer)
    sent = {"text": "Improve", "owner": "Director", "source": "inspection", "due_on": ""}
    assert (
        "Enter a date or choose a meeting" in page.post(listed("action_add"), sent).content.decode()
    )
    page.post(listed("action_add"), sent | {"due_on": "2099-01-01"})
    assert Action.objects.get().source == "inspection"


def test_attendance_by_member_with_the_six_month_warning(
    client_of: ClientOf, councillor: User, nottingham: Council
) -> None:
    present, away = a_member(nottingham, "Present"), a_member(nottingham, "Away")
    a_member(nottingham, "Later", from_on=dt.date(2021, 8, 1))  # the board has not met since
    for month in (5, 7):
        held = a_meeting(nottingham, dt.date(2021, month, 17), status=Meeting.Status.HELD)
        Attendance.objects.create(meeting=held, member=present, name="Present", capacity="member")
        Attendance.objects.create(meeting=held, member=away, name="Away", capacity="apologies")
    page = client_of(councillor)
    csv = page.get(listed("attendance_csv") + "?year=2021").content.decode().splitlines()
    assert csv[1].startswith("Away,Councillor,2,0,2,0,No attendance here since 1 May 2020")
    assert csv[2] == "Later,Councillor,0,0,0,0,"
    assert csv[3].startswith("Present,Councillor,2,2,0,0,")
    assert "Ask the monitoring officer" in page.get(listed("attendance")).content.decode()
