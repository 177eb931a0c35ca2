"""A quarter's figures from two officers' keyboards to the board's dashboard, and one correction."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from performance.models import Figure
from performance.services.returns import (
    add_entry,
    reopen_return,
    save_draft,
    sign_off_return,
    submit_return,
)
from tests.conftest import PASSWORD
from tests.journeys.conftest import see
from tests.performance.returns_cast import (
    HOME,
    Q3,
    STAYING,
    WORK,
    aim,
    enters,
    entry,
    opened,
    second_officer,
    switch_on,
    typed,
)

NAMES = {
    HOME: "In suitable accommodation",
    WORK: "In education, work or training",
    STAYING: "Staying put with a former foster carer",
}


@pytest.fixture
def leaving(nottingham, officer, approver):
    """Three measures with targets and a signed-off quarter 3; quarter 4 stands open."""
    switch_on(nottingham, *NAMES)
    aim(nottingham, HOME, 90)
    enters(officer, nottingham)
    third = opened(nottingham, Q3)
    before = [
        typed(entry(third, HOME), mode="value", value="90"),
        typed(entry(third, WORK), mode="value", value="60"),
        typed(entry(third, STAYING), mode="value", value="25", period="28 December 2020"),
    ]
    save_draft(quarterly_return=third, typed=before, by=officer)
    submit_return(quarterly_return=third, by=officer)
    sign_off_return(quarterly_return=third, by=approver)
    return opened(nottingham)


def address(name, found):
    return reverse(f"performance:{name}", args=["nottingham", found.quarter, found.theme_id])


def measure(tab, code):
    return tab.locator("section.measure").filter(
        has=tab.get_by_role("heading", name=NAMES[code], exact=True)
    )


def press(tab, name):
    tab.get_by_role("button", name=name, exact=True).last.click()
    tab.wait_for_load_state()


def test_figures_are_entered_checked_signed_off_and_corrected(
    tab, sign_in, leaving, officer, approver, nottingham
):
    other = second_officer(nottingham)
    enter, review = address("return_enter", leaving), address("return_review", leaving)

    # Empty: the list says what is missing, the form shows earlier figures.
    sign_in(officer)
    see(tab, reverse("performance:return_list", args=["nottingham"]), name="returns")
    expect(tab.get_by_text("3 of 3 figures")).to_be_visible()
    see(tab, enter, name="return-empty")

    # An error, a surprise, and a figure worked out as typed.
    work = measure(tab, WORK)
    work.get_by_label("Number in education, work or training").fill("143")
    work.get_by_label("All care leavers aged 19 to 21").fill("232")
    expect(work.locator("output").first).to_have_text("61.6%")
    # What the server would refuse is not worked out, and "33.0" is the whole number that it reads.
    for typed_number, shown in (("1,23", "–"), ("143.0", "61.6%"), ("143.5", "–")):
        work.get_by_label("Number in education, work or training").fill(typed_number)
        expect(work.locator("output").first).to_have_text(shown)
    work.get_by_label("Number in education, work or training").fill("246")
    home = measure(tab, HOME)
    home.get_by_role("button", name="I only have the percentage").click()
    home.get_by_label("Percentage").fill("9.47")
    staying = measure(tab, STAYING)
    staying.get_by_label("Number of young people").fill("26")
    staying.get_by_label("Date that the figure describes").fill("28 March 2021")
    press(tab, "Check answers")
    expect(tab.get_by_role("alert")).to_contain_text("(246) must be the same as or less than")
    see(tab, name="return-errors")
    tab.get_by_role("link", name="(246)").click()
    expect(work.get_by_label("Number in education, work or training")).to_be_focused()

    # A colleague saves the same measure meanwhile: both versions, nothing lost.
    one = entry(leaving, WORK)
    save_draft(
        quarterly_return=leaving,
        typed=[typed(one, mode="value", value="60", comment="From the September list")],
        by=other,
    )
    work.get_by_label("Number in education, work or training").fill("143")
    home.get_by_label("Percentage").fill("79.5")
    press(tab, "Check answers")
    expect(tab.get_by_text("Yours, not saved")).to_be_visible()
    expect(tab.get_by_text("From the September list").first).to_be_visible()
    expect(tab.locator("input[type=radio]:checked")).to_have_count(0)
    see(tab, name="return-conflict")
    work.get_by_label("Keep mine").check()
    home.get_by_label("Yes, 79.5 is right").check()
    home.get_by_role("textbox", name="Comment").fill(
        "Two houses closed for repair; they open in June."
    )
    press(tab, "Check answers")

    # Filled: everything once more, then handed over.
    expect(tab.get_by_role("heading", level=1)).to_contain_text("check your answers")
    see(tab, name="return-check")
    press(tab, "Submit for sign-off")
    expect(tab.get_by_role("status")).to_contain_text("has been submitted")
    assert not Figure.objects.filter(period="2020-21-Q4").exists()
    press(tab, "Sign out")

    # Somebody else signs off, and the board sees the figures.
    sign_in(approver)
    see(tab, reverse("performance:return_list", args=["nottingham"]), name="returns-to-sign")
    tab.get_by_role("link", name="Review Leaving care well, 2020-21 quarter 4").click()
    see(tab, name="return-review")
    tab.get_by_role("button", name="Sign off 3 figures").click()
    expect(tab.get_by_role("status")).to_contain_text("is signed off")
    dashboard = reverse("performance:dashboard", args=["nottingham", "2020-21-Q4"])
    tab.goto(dashboard)
    expect(tab.locator("main")).to_contain_text("79.5%")
    expect(tab.locator("main")).to_contain_text("61.6%")

    # A correction says why and is a second version.
    tab.goto(review)
    press(tab, "Reopen this return")
    expect(tab.get_by_role("alert")).to_contain_text("Say why")
    tab.get_by_label("Why is it reopened?").fill("Six young people were counted twice")
    press(tab, "Reopen this return")
    press(tab, "Sign out")
    sign_in(officer)
    tab.goto(enter)
    expect(tab.locator("main")).to_contain_text("Six young people were counted twice")
    measure(tab, WORK).get_by_label("Number in education, work or training").fill("137")
    press(tab, "Check answers")
    see(tab, name="return-check-again")
    press(tab, "Submit for sign-off")
    press(tab, "Sign out")
    sign_in(approver)
    tab.goto(review)
    tab.get_by_role("button", name="Sign off 3 figures").click()
    tab.wait_for_load_state()
    see(tab, name="return-signed-off")
    again = Figure.objects.filter(indicator__code=WORK, period="2020-21-Q4").last()
    assert (again.version, again.version_reason) == (2, "Six young people were counted twice")


def test_a_form_that_arrives_after_the_session_ended_is_sent_again(tab, sign_in, leaving, officer):
    sign_in(officer)
    tab.goto(address("return_enter", leaving))
    home = measure(tab, HOME)
    home.locator("[data-numerator]").fill("90")
    home.locator("[data-denominator]").fill("100")
    tab.context.clear_cookies(name="sessionid")
    press(tab, "Save draft")
    expect(tab.get_by_role("heading", level=1)).to_have_text(
        "What you typed has not been saved yet"
    )
    see(tab, name="return-signed-out")

    # Signing in happens in another tab of the same browser; this one keeps what was typed.
    with tab.context.expect_page() as opened_page:
        tab.get_by_role("link", name="Sign in (opens a new tab)").click()
    second = opened_page.value
    second.locator("input[name=login]").fill(officer.email)
    second.locator("input[name=password]").fill(PASSWORD)
    second.get_by_role("button", name="Sign in", exact=True).click()
    second.wait_for_url("**/nottingham/**")
    press(tab, "Send it again")
    if tab.get_by_role("button", name="Send it again").count():
        see(tab, name="return-send-again")
        press(tab, "Send it again")
    expect(tab.get_by_text("The draft has been saved")).to_be_visible()
    assert entry(leaving, HOME).numerator == "90"


def test_a_figure_that_another_return_made_final_is_not_overwritten(
    tab, sign_in, leaving, officer, approver
):
    """Quarter 3 is corrected while quarter 4 has made its figure final."""
    third = leaving.council.returns.get(quarter=Q3.key)
    add = add_entry(
        quarterly_return=leaving,
        indicator=entry(leaving, WORK).indicator,
        period=Q3,
        basis=entry(leaving, WORK).basis,
        by=officer,
    )
    contents = [
        typed(entry_of(leaving, HOME), mode="value", value="91"),
        typed(entry_of(leaving, WORK), mode="value", value="64"),
        typed(entry(leaving, STAYING), mode="value", value="26", period="28 March 2021"),
        typed(add, mode="value", value="62"),
    ]
    save_draft(quarterly_return=leaving, typed=contents, by=officer)
    submit_return(quarterly_return=leaving, by=officer)
    sign_off_return(quarterly_return=leaving, by=approver)
    reopen_return(quarterly_return=third, reason="Late records", by=approver)

    sign_in(officer)
    tab.goto(address("return_enter", third))
    expect(measure(tab, WORK)).to_contain_text("Another return signed off this newer version")
    measure(tab, WORK).get_by_label("Percentage").fill("60.5")
    press(tab, "Check answers")
    expect(tab.locator("main")).to_contain_text("signed off a newer version of this figure")
    expect(tab.locator("input[type=radio]:checked")).to_have_count(0)
    see(tab, name="return-two-returns")
    tab.get_by_label("Keep version 2").check()
    press(tab, "Check answers")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("check your answers")
    see(tab, name="return-check-newer-kept")


def entry_of(found, code):
    return found.entries.get(indicator__code=code, period=found.quarter)
