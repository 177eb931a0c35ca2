"""A governance officer takes the record of a meeting: roll, quorum, an item with its resolution and
action, minutes that a later meeting agrees, and a signature.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Council, User
from boards.models import Meeting, Recommendation
from boards.services.record.attendance import open_meeting
from tests.boards.cast import a_meeting, a_member, a_report, an_item
from tests.journeys.conftest import see
from tests.performance.figures import a_figure

VISITS = "visits-on-time"


@pytest.fixture
def meeting(nottingham: Council, governance_officer: User) -> Meeting:
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(570, 684))
    for number in range(1, 8):
        a_member(nottingham, f"Councillor {number}", office="chair" if number == 1 else "")
    a_member(nottingham, "Foster carer", kind="cooptee", votes=False)
    a_member(nottingham, "Named substitute", kind="substitute")
    made = a_meeting(nottingham)
    report = a_report(nottingham, governance_officer, "Children in care: performance")
    Recommendation.objects.create(report=report, order=1, text="To note the figures")
    Recommendation.objects.create(report=report, order=2, text="To ask for a plan on visits")
    an_item(made, "Apologies for absence")
    an_item(made, report.title, report=report, kind="report", presenter="Head of Service")
    return made


def test_from_the_roll_to_signed_minutes(
    tab: Page,
    sign_in: Callable[[User], None],
    governance_officer: User,
    nottingham: Council,
    meeting: Meeting,
) -> None:
    sign_in(governance_officer)
    at = reverse("boards:record", args=["nottingham", meeting.slug])
    see(tab, at, name="record-empty")

    # The meeting opens, and the roll is called.
    tab.get_by_role("button", name="Open the meeting").click()
    for number in range(1, 4):
        tab.get_by_label(f"Councillor {number}").select_option(label="Present")
    tab.get_by_label("Councillor 4").select_option(label="Apologies")
    tab.get_by_role("button", name="Save the roll").click()
    expect(tab.locator("main .lead")).to_contain_text("Quorate")
    see(tab, name="record-quorate")

    # Somebody leaves: without them nothing can be decided.
    tab.get_by_role("link", name="Change Councillor 3").click()
    tab.get_by_label("Left").fill("3.10pm")
    see(tab, name="record-times")
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator("main .lead")).to_contain_text("No quorum")
    tab.get_by_role("link", name="Children in care: performance").click()
    expect(tab.get_by_label("Resolved").first).to_have_value("To note the figures")
    tab.get_by_label("What was said").fill("Members asked which children were not seen.")
    for number in range(2):
        tab.get_by_label("Time of the decision").nth(number).fill("3:15pm")
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.get_by_role("alert")).to_contain_text("2 members were present and 3 are needed")
    expect(tab.get_by_label("What was said")).to_have_value(
        "Members asked which children were not seen."
    )
    see(tab, name="record-inquorate")

    # It was decided before they left; the second resolution names a measure.
    for number in range(2):
        tab.get_by_label("Time of the decision").nth(number).fill("2:50pm")
    tab.get_by_label("Measure that it should move").nth(1).select_option(VISITS)
    tab.get_by_text("Recorded votes").nth(1).click()
    tab.get_by_label("Councillor 2").nth(1).select_option(label="Against")
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.get_by_role("link", name="Children in care: performance").click()
    tab.get_by_text("Raise an action").click()
    tab.get_by_label("What is to be done").fill("Bring a plan on visits")
    tab.get_by_label("Who does it").fill("Head of Service")
    tab.get_by_label("Due on").fill("2021-07-01")
    see(tab, name="record-item")
    tab.get_by_role("button", name="Raise the action").click()
    expect(tab.get_by_role("link", name="Bring a plan on visits")).to_be_visible()

    # Minutes in one click; the next meeting agrees them, and the chair signs.
    tab.goto(at)
    tab.get_by_role("button", name="Draft the minutes").click()
    expect(tab.locator("main")).to_contain_text("Against (1): Councillor 2")
    see(tab, name="minutes-draft")
    july = a_meeting(nottingham, dt.date(2021, 7, 19))
    opened = dt.datetime(2021, 7, 19, 13, 0, tzinfo=dt.UTC)
    open_meeting(meeting=july, at=opened, by=governance_officer)
    tab.reload()
    tab.get_by_label("Agreed at the meeting of").select_option(label="19 July 2021")
    tab.get_by_label("Corrections").fill("Item 2: “visits” for “visit”")
    tab.get_by_role("button", name="Agreed as a correct record").click()
    tab.get_by_label("Who presided and signed").fill("Councillor 1, Chair")
    tab.get_by_label("Signed on").fill("2021-07-19")
    tab.get_by_role("button", name="Record the signature").click()
    expect(tab.locator("main")).to_contain_text("Signed by Councillor 1, Chair on 19 July 2021")
    see(tab, name="minutes-signed")

    # What came of it: the action, the register, the measure's own page.
    see(tab, reverse("boards:actions", args=["nottingham"]), name="actions")
    tab.get_by_role("link", name="Bring a plan on visits").click()
    see(tab, name="action")
    see(tab, reverse("boards:decisions", args=["nottingham"]), name="decisions")
    tab.get_by_role("link", name="Did it move?").click()
    expect(tab.locator("#decided + ul")).to_contain_text("To ask for a plan on visits")
    see(tab, reverse("boards:attendance", args=["nottingham"]), name="attendance")
    see(tab, reverse("boards:search", args=["nottingham"]) + "?words=visits", name="search")
    expect(tab.locator("main .said li").first).to_be_visible()
