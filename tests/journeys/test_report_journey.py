"""An officer writes a report, inserts a figure and asks finance; finance answers; the approver
signs it off.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Council, Role, User
from boards.models import Report
from boards.services.board import open_board
from tests.conftest import person
from tests.journeys.conftest import see
from tests.performance.figures import a_figure, a_target

pytestmark = pytest.mark.journey
WRITTEN = ("Summary of issues", "Reasons for the recommendations", "Other options considered")
ANSWERED = ("Legal comments", "Equality implications", "Background papers")


@pytest.fixture
def council(nottingham: Council) -> Council:
    open_board(council=nottingham, by=None)
    for number, value in ((3, "80"), (4, "83")):
        a_figure(nottingham, "visits-on-time", f"2020-21-Q{number}", value)
    a_target(nottingham, "visits-on-time", "95")
    return nottingham


def write(tab: Page, heading: str, text: str) -> None:
    tab.get_by_role("link", name=heading, exact=True).click()
    tab.get_by_label("Text").fill(text)
    tab.get_by_role("button", name="Save").click()


def test_a_report_from_first_words_to_sign_off(
    tab: Page,
    sign_in: Callable[[User], None],
    another_tab: Callable[..., Page],
    council: Council,
    officer: User,
    approver: User,
) -> None:
    finance = person(council, Role.ANALYST, name="Finance partner")
    sign_in(officer)
    see(tab, "/nottingham/reports/", name="reports-empty")
    tab.get_by_role("link", name="Begin a report").click()
    see(tab, name="report-new")
    tab.get_by_label("Title").fill("Children seen on time")
    tab.get_by_label("Report of").fill("Head of Service")
    tab.get_by_role("button", name="Begin").click()
    _writes(tab)
    _recommends_and_asks(tab)
    see(tab, "/nottingham/reports/children-seen-on-time/", name="report-hub")
    for page in ("details", "openness", "appendices", "word", "figures", "sections/background"):
        see(tab, f"/nottingham/reports/children-seen-on-time/{page}/", name=f"report-{page[:8]}")

    _answers(tab, sign_in, finance)
    tab.context.clear_cookies()
    sign_in(approver)
    see(tab, "/nottingham/reports/", name="reports-to-sign")
    tab.get_by_role("link", name="Children seen on time").first.click()
    tab.get_by_role("button", name="Sign off").click()
    expect(tab.get_by_text("The report has been signed off")).to_be_visible()
    see(tab, name="report-signed")
    report = Report.objects.get()
    assert report.body is not None
    assert [one["printed"] for one in report.figures] == ["83%"]


def _writes(tab: Page) -> None:
    for heading in (*WRITTEN, *ANSWERED):
        write(tab, heading, "Words of the report.")
    tab.get_by_role("link", name="Background", exact=True).click()
    text = tab.get_by_label("Text")
    text.fill("Visits were on time for ")
    tab.get_by_label("Insert a figure").select_option(index=0)
    tab.get_by_role("button", name="Insert").click()
    expect(text).to_have_value(
        "Visits were on time for {{figure visits-on-time 2020-21-Q4 average}}"
    )
    see(tab, name="report-section")
    tab.get_by_role("button", name="Save").click()
    figure = tab.locator(".live").first
    expect(figure).to_contain_text("83%")
    figure.focus()
    expect(figure.locator(".live-note")).to_be_visible()


def _recommends_and_asks(tab: Page) -> None:
    tab.get_by_role("link", name="Recommendations and next steps").click()
    tab.get_by_label("Recommendation").first.fill("To note the report")
    see(tab, name="report-recommendations")
    tab.get_by_role("button", name="Save").click()
    tab.get_by_role("link", name="Ask reviewers").click()
    tab.get_by_label("Who answers").select_option("Finance partner")
    tab.get_by_label("By when").fill("1/12/2099")
    tab.get_by_role("button", name="Ask", exact=True).click()
    see(tab, name="report-reviewers")


def _answers(tab: Page, sign_in: Callable[[User], None], finance: User) -> None:
    tab.context.clear_cookies()
    sign_in(finance)
    see(tab, "/nottingham/reports/", name="reports-to-answer")
    tab.get_by_role("link", name="answer for Finance").click()
    tab.get_by_role("button", name="Send the answer").click()
    see(tab, name="report-review-refused")
    tab.get_by_label("Cleared: my comment").check()
    tab.get_by_role("textbox", name="Comment").fill("There is no cost beyond the budget.")
    tab.get_by_role("button", name="Send the answer").click()
    expect(tab.get_by_text("There is no cost beyond the budget.").first).to_be_visible()


def test_two_authors_at_once(
    tab: Page,
    sign_in: Callable[[User], None],
    another_tab: Callable[..., Page],
    council: Council,
    officer: User,
) -> None:
    sign_in(officer)
    tab.goto("/nottingham/reports/new/")
    tab.get_by_label("Title").fill("Homes")
    tab.get_by_label("Report of").fill("Head of Service")
    tab.get_by_role("button", name="Begin").click()
    other = another_tab(signed_in=True, java_script_enabled=False)
    for page in (tab, other):
        page.goto("/nottingham/reports/homes/sections/background/")
    other.get_by_label("Text").fill("Theirs")
    other.get_by_role("button", name="Save").click()
    tab.get_by_label("Text").fill("Mine")
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator("#theirs")).to_contain_text("Theirs")
    expect(tab.get_by_label("Text")).to_have_value("Mine")
    see(tab, name="report-conflict")
