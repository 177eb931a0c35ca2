"""A governance officer plans the year's meetings and what each of them hears, is warned of a report
that comes before its figures, and defers it.
"""

import re
from collections.abc import Callable
from typing import Literal

from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Council, User
from boards.models import Meeting, WorkItem
from tests.boards.cast import a_member
from tests.journeys.conftest import see


def address(name: str, *more: object) -> str:
    return reverse(f"boards:{name}", args=["nottingham", *more])


def press(tab: Page, name: str) -> None:
    tab.get_by_role("button", name=name, exact=True).last.click()
    tab.wait_for_load_state()


def of_line(tab: Page, role: Literal["button", "link"], words: str, line: str) -> None:
    """A press on "Up" in the line of that name: its name for listeners goes on with the line."""
    tab.get_by_role(role, name=re.compile(f"^{words}.*{line}")).click()
    tab.wait_for_load_state()


def follow(tab: Page, name: str) -> None:
    tab.locator("main").get_by_role("link", name=name, exact=True).first.click()
    tab.wait_for_load_state()


def test_a_year_is_planned_and_a_report_deferred(
    tab: Page,
    sign_in: Callable[[User], None],
    another_tab: Callable[..., Page],
    governance_officer: User,
    nottingham: Council,
) -> None:
    visitor = another_tab()
    see(visitor, address("meeting_dates"), name="meeting-dates-nothing")
    sign_in(governance_officer)

    # The year's dates, pasted; one is wrong, and nothing that was typed is lost.
    see(tab, address("meeting_list"), name="meetings-nothing")
    follow(tab, "Plan meetings")
    dates = "Monday 17 May 2021\n20/9/2021\n31/11/2021"
    tab.get_by_label("Dates").fill(dates)
    tab.get_by_label("Place").fill("Council House")
    press(tab, "Plan")
    expect(tab.get_by_role("alert")).to_contain_text("“31/11/2021” is not a date")
    expect(tab.get_by_label("Dates")).to_have_value(dates)
    see(tab, name="meetings-plan-error")
    tab.get_by_label("Dates").fill(dates.replace("31/11", "15/11"))
    press(tab, "Plan")
    expect(tab.get_by_role("status")).to_contain_text("3 meetings have been planned")
    see(tab, name="meetings")

    # Nothing is planned yet; a quarter's report comes too early.
    tab.goto(address("programme") + "?year=2021")
    expect(tab.locator("main")).to_contain_text("Nothing planned yet")
    see(tab, name="programme-nothing")
    follow(tab, "Plan a report")
    tab.get_by_label("What is reported").fill("Quarter 2 performance")
    tab.get_by_label("Meeting (optional)").select_option(label="20 September 2021")
    tab.get_by_label("Lead (optional)").fill("Head of Service")
    tab.get_by_label("Quarter that it reports").fill("the second")
    press(tab, "Plan it")
    expect(tab.get_by_role("alert")).to_contain_text("write it as 2021-22 Q2")
    see(tab, name="work-add-error")
    tab.get_by_label("Quarter that it reports").fill("2021-22 Q2")
    press(tab, "Plan it")
    expect(tab.locator("main")).to_contain_text("its quarter ends on 30 September 2021")
    expect(tab.locator("main")).to_contain_text("Planned too early")
    see(tab, name="programme-too-early")

    # Deferred with a reason: the warning goes, the trail stays.
    of_line(tab, "link", "Defer", "Quarter 2")
    tab.get_by_label("To which meeting").select_option(label="15 November 2021")
    press(tab, "Move it")
    expect(tab.get_by_role("alert")).to_contain_text("Say why it is moved")
    see(tab, name="work-defer-error")
    tab.get_by_label("Why").fill("The quarter must end first")
    press(tab, "Move it")
    expect(tab.locator("main")).to_contain_text(
        "From 20 September 2021 to 15 November 2021: The quarter must end first"
    )
    expect(tab.locator("main")).not_to_contain_text("Planned too early")
    see(tab, name="programme-deferred")
    assert WorkItem.objects.get().moves.count() == 1

    # The meeting's own page, its notice, and a meeting that is called off and back on.
    follow(tab, "Monday 17 May 2021")
    expect(tab.locator("main")).to_contain_text("Friday 7 May 2021")
    expect(tab.locator("main")).to_contain_text("working days late")
    see(tab, name="meeting-late")
    see(tab, address("meeting_notice", "2021-05-17"), name="meeting-notice")
    see(tab, address("meeting_change", "2021-05-17"), name="meeting-change")
    tab.goto(address("meeting_cancel", "2021-11-15"))
    tab.get_by_label("Why it is cancelled").fill("The hall is shut")
    press(tab, "Cancel the meeting")
    expect(tab.locator("main")).to_contain_text("Cancelled: The hall is shut")
    see(tab, name="meeting-cancelled")
    follow(tab, "Bring the meeting back")
    press(tab, "Bring the meeting back")
    assert Meeting.objects.get(slug="2021-11-15").sequence == 2

    # Anybody finds the dates.
    see(visitor, address("meeting_dates"), name="meeting-dates")
    expect(visitor.locator("main")).to_contain_text("Monday 20 September 2021")


def test_the_board_is_set_up(
    tab: Page, sign_in: Callable[[User], None], governance_officer: User, nottingham: Council
) -> None:
    a_member(nottingham, "Councillor A", office="chair")
    sign_in(governance_officer)
    see(tab, address("member_list"), name="members")
    of_line(tab, "link", "Change", "Councillor A")
    see(tab, name="member-change")
    press(tab, "Save")
    expect(tab.get_by_role("alert")).to_contain_text("Choose whether this is a change")
    see(tab, name="member-change-error")
    see(tab, address("member_add"), name="member-add")
    see(tab, address("board"), name="board")
    follow(tab, "Change the rules")
    tab.get_by_label("Clear days of notice").fill("some")
    press(tab, "Save the rules")
    expect(tab.get_by_role("alert")).to_contain_text("enter a whole number")
    see(tab, name="board-rules-error")
    see(tab, address("board_list", "standing-items"), name="standing-items")
    of_line(tab, "button", "Up", "Apologies")
    expect(tab.get_by_role("status")).to_contain_text("has been moved up")
    of_line(tab, "link", "Take off", "Apologies")
    see(tab, name="standing-item-remove")
    press(tab, "Take it off")
    of_line(tab, "button", "Put it back", "Apologies")
    expect(tab.get_by_role("status")).to_contain_text("has been put back")
    see(tab, address("line_add", "report-sections"), name="section-add")
    see(tab, address("board_list", "closure-days"), name="closure-days")
