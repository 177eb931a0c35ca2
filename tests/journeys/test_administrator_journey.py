"""An administrator makes a council ready: people, roles, themes, a target, a measure switched off;
then a second step for their own sign-in. The person invited gets in, and is locked out once.
"""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa import app_settings as two_step
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings

from accounts.models import Council, User
from performance.models import CouncilIndicator, Target, ThemeOfficer
from tests.conftest import PASSWORD
from tests.journeys.conftest import see
from tests.performance.figures import a_figure, switch_on

VISITS, PLANS = "visits-on-time", "pathway-plan-in-care"
NEW_PASSWORD = "four quite plain words"
ADDRESS = "new.officer@nottingham.example"


@pytest.fixture
def measured(nottingham: Council) -> Council:
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(570, 684))
    switch_on(nottingham, PLANS)
    return nottingham


@pytest.fixture(autouse=True)
def slow_fingers(settings: Settings) -> None:
    """A code that is typed as the next half minute begins is still good, on either side of it."""
    settings.MFA_TOTP_TOLERANCE = 1


def code_now(secret: str) -> str:
    """What the phone shows: the code of this half minute, not the first of those that are good."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // two_step.TOTP_PERIOD))


def address(name: str, *more: object) -> str:
    return reverse(name, args=["nottingham", *more])


def press(tab: Page, name: str) -> None:
    tab.get_by_role("button", name=name, exact=True).last.click()
    tab.wait_for_load_state()


def type_sign_in(tab: Page, email: str, password: str) -> None:
    tab.goto(reverse("account_login"))
    tab.get_by_label("Email address").fill(email)
    tab.get_by_label("Password").fill(password)
    press(tab, "Sign in")


def test_people_are_invited_given_roles_and_themes(
    tab: Page,
    sign_in: Callable[[User], None],
    another_tab: Callable[..., Page],
    administrator: User,
    measured: Council,
) -> None:
    sign_in(administrator)
    tab.get_by_role("link", name="Settings").click()
    see(tab, name="settings")
    tab.get_by_role("link", name="People and their roles").click()
    see(tab, name="people")
    tab.get_by_role("link", name="Invite somebody").click()
    press(tab, "Send the invitation")
    expect(tab.get_by_role("alert")).to_contain_text("Choose at least one role")
    see(tab, name="invite-errors")
    tab.get_by_label("Email address").fill(ADDRESS)
    tab.get_by_label("Name").fill("New officer")
    tab.get_by_label("Officer: enters figures").check()
    press(tab, "Send the invitation")
    expect(tab.get_by_role("status")).to_contain_text("New officer has been added")
    expect(tab.get_by_role("row", name="New officer")).to_contain_text("no password set yet")

    # The person follows the link in their own browser.
    theirs = another_tab()
    link = re.search(r"http\S+/people/password/\S+", str(mail.outbox[-1].body))
    assert mail.outbox[-1].to == [ADDRESS]
    assert link
    theirs.goto(re.sub(r"^https?://[^/]+", "", link[0]))
    see(theirs, name="first-password")
    theirs.get_by_label("New password", exact=True).fill(NEW_PASSWORD)
    theirs.get_by_label("New password again").fill(NEW_PASSWORD)
    theirs.locator("main").get_by_role("button").click()
    theirs.wait_for_load_state()
    type_sign_in(theirs, ADDRESS, NEW_PASSWORD)
    expect(theirs.get_by_role("link", name="Your account, Officer")).to_be_visible()

    # One more role, and the themes that they enter.
    tab.get_by_role("link", name="New officer").click()
    tab.get_by_label("Analyst: looks after measures and targets").check()
    press(tab, "Save the roles")
    expect(tab.get_by_role("row", name="New officer")).to_contain_text("Officer, Analyst")
    tab.goto(address("performance:theme_officers"))
    expect(tab.get_by_role("row", name="New officer")).to_contain_text("None yet")
    tab.get_by_role("link", name="New officer").click()
    see(tab, name="officer-themes")
    tab.get_by_label("Seen, heard and planned for").check()
    press(tab, "Save the themes")
    expect(tab.get_by_role("row", name="New officer")).to_contain_text("Seen, heard")
    member = User.objects.get(email=ADDRESS)
    assert ThemeOfficer.objects.get(user=member, council=measured).theme_id == "seen"
    theirs.goto(address("performance:return_list"))
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("Returns")

    # What they mistype: after five wrong passwords the right one waits too, in words.
    press(theirs, "Sign out")
    for _ in range(5):
        type_sign_in(theirs, ADDRESS, "not the password")
    type_sign_in(theirs, ADDRESS, NEW_PASSWORD)
    expect(theirs.get_by_role("alert")).to_contain_text("locked for 15 minutes")
    see(theirs, name="locked-out")
    theirs.goto(address("performance:return_list"))
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_target_is_set_and_a_measure_switched_off(
    tab: Page, sign_in: Callable[[User], None], administrator: User, measured: Council
) -> None:
    sign_in(administrator)
    see(tab, address("performance:measure_list"), name="measures")
    expect(tab.locator("main")).to_contain_text("2 measures are switched on")

    # A target: an answer too many, then the right one; the dashboard judges by it.
    tab.get_by_role("link", name="Children seen on time").click()
    see(tab, name="measure")
    tab.get_by_role("link", name="Set a target").click()
    tab.get_by_label("From which period on").fill("whenever")
    tab.get_by_label("Lowest value").fill("ninety")
    press(tab, "Set the target")
    expect(tab.get_by_role("alert")).to_contain_text("Enter a number, for example 95")
    see(tab, name="target-errors")
    tab.get_by_label("From which period on").fill("2020-21")
    tab.get_by_label("Lowest value").fill("95")
    press(tab, "Set the target")
    expect(tab.get_by_role("status")).to_contain_text("has been saved")
    expect(tab.get_by_role("row").filter(has_text="1 April 2020")).to_contain_text("95")
    assert Target.objects.get(council=measured).low == 95
    tab.goto(address("performance:home"))
    expect(tab.locator(f"tr#m-{VISITS}")).to_contain_text("Off target")

    # Switched off, a measure is asked for no more and stands on no page.
    tab.goto(address("performance:measure_edit", PLANS))
    tab.get_by_label("Switched on").uncheck()
    press(tab, "Save")
    expect(tab.locator("main")).to_contain_text("1 measure is switched on")
    assert not CouncilIndicator.objects.get(council=measured, indicator__code=PLANS).on
    see(tab, address("accounts:audit"), name="audit")
    expect(tab.locator("main")).to_contain_text("Pathway plan up to date")


def test_a_second_step_is_turned_on_and_asked_for(
    tab: Page,
    sign_in: Callable[[User], None],
    another_tab: Callable[..., Page],
    administrator: User,
    measured: Council,
) -> None:
    sign_in(administrator)
    see(tab, reverse("accounts:own_account"), name="own-account")
    tab.get_by_role("link", name="Ask for a code from my phone too").click()
    see(tab, name="second-step-off")
    tab.locator("main").get_by_role("link", name="Turn it on").click()
    tab.get_by_label("Password").fill(PASSWORD)
    tab.locator("main").get_by_role("button").first.click()
    tab.wait_for_load_state()
    secret = tab.locator("main code").inner_text()
    tab.get_by_label("Code").fill("000000")
    press(tab, "Turn it on")
    expect(tab.get_by_role("alert")).to_contain_text("The code is not right")
    see(tab, name="second-step-wrong-code")
    assert tab.locator("main code").inner_text() == secret
    tab.get_by_label("Code").fill(code_now(secret))
    press(tab, "Turn it on")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("recovery codes")
    see(tab, name="recovery-codes")

    # From now on the password alone opens nothing.
    again = another_tab()
    type_sign_in(again, administrator.email, PASSWORD)
    expect(again.get_by_role("heading", level=1)).to_have_text("Enter a code")
    see(again, name="second-step")
    again.goto(address("accounts:people"))
    expect(again.get_by_role("heading", level=1)).to_have_text("Enter a code")
    again.get_by_label("Code").fill("000000")
    press(again, "Continue")
    expect(again.get_by_role("alert")).to_contain_text("The code is not right")
    again.get_by_label("Code").fill(code_now(secret))
    press(again, "Continue")
    expect(again.get_by_role("link", name="Your account, Administrator")).to_be_visible()
