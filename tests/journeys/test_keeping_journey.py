"""An administrator answers for what is kept: who did what, what everybody may read about it, how
long things stay, and a copy of everything.
"""

import datetime as dt
import json
import zipfile
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import AuditEvent, Council, KeptFor, User
from accounts.services import record_event
from performance.models import EntryRevision, Figure
from tests.access_samples import _entry
from tests.journeys.conftest import see
from tests.performance.figures import a_figure

LONG_AGO = dt.timedelta(days=3000)


@pytest.fixture
def kept(nottingham: Council, officer: User) -> Council:
    """A figure, a version that was set aside years ago, and an old look at a paper."""
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))
    EntryRevision.objects.create(
        entry=_entry(nottingham),
        revision=1,
        outcome="set_aside",
        period="2020-21-Q4",
        by=officer,
        at=timezone.now() - LONG_AGO,
    )
    for action, days in (("read_board_edition", 3000), ("set_target", 1), ("invite_person", 2)):
        record_event(
            council=nottingham,
            by=officer,
            action=action,
            subject="Health, quarter 4",
            at=timezone.now() - dt.timedelta(days=days),
        )
    return nottingham


def address(name: str, *more: object) -> str:
    return reverse(name, args=["nottingham", *more])


def press(tab: Page, name: str) -> None:
    tab.get_by_role("button", name=name, exact=True).last.click()
    tab.wait_for_load_state()


def test_the_audit_is_looked_through(
    tab: Page, sign_in: Callable[[User], None], administrator: User, kept: Council
) -> None:
    sign_in(administrator)
    tab.get_by_role("link", name="Settings").click()
    see(tab, name="settings-links")
    tab.get_by_role("link", name="Who did what, and when").click()
    expect(tab.locator("main")).to_contain_text("3 entries")
    see(tab, name="audit-filters")
    tab.get_by_label("What", exact=True).select_option(label="Set target")
    tab.get_by_label("To what").fill("health")
    press(tab, "Show")
    expect(tab.locator("main")).to_contain_text("1 entry, the newest first")
    see(tab, name="audit-filtered")
    with tab.expect_download() as fetched:
        tab.get_by_role("link", name="Download this entry").click()
    text = fetched.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "when,who,email,what,to what,details"
    assert "Set target" in text
    assert "Invite person" not in text
    tab.get_by_label("From").fill("31 February")
    press(tab, "Show")
    expect(tab.get_by_role("alert")).to_contain_text("From must be a date")
    see(tab, name="audit-errors")
    tab.get_by_label("From").fill("1/1/2190")
    press(tab, "Show")
    expect(tab.locator("main")).to_contain_text("No entry fits")
    tab.get_by_role("link", name="Show everything").click()
    expect(tab.locator("main")).to_contain_text("4 entries")


def test_statement_and_notice_say_what_the_council_says(
    tab: Page,
    sign_in: Callable[[User], None],
    another_tab: Callable[..., Page],
    administrator: User,
    kept: Council,
) -> None:
    stranger = another_tab()
    see(stranger, reverse("accounts:accessibility"), name="accessibility-of-the-site")
    see(stranger, reverse("accounts:privacy"), name="privacy-of-the-site")
    stranger.goto(address("reporting:published_list"))
    stranger.get_by_role("contentinfo").get_by_role("link", name="Accessibility").click()
    expect(stranger.locator("main")).to_contain_text("has not yet said here whom to ask")

    sign_in(administrator)
    tab.goto(address("accounts:council_settings"))
    tab.get_by_role("link", name="Accessibility statement and privacy notice").click()
    see(tab, name="notices-form")
    tab.get_by_label("Accessibility: whom to ask").fill("Ask access@nottingham.example")
    tab.get_by_label("Accessibility: last looked over on").fill("yesterday")
    press(tab, "Save the texts")
    expect(tab.get_by_role("alert")).to_contain_text("must be a date")
    tab.get_by_label("Accessibility: last looked over on").fill("1/9/2026")
    tab.get_by_label("Privacy: data protection officer").fill("The data protection officer")
    tab.get_by_label("Privacy: lawful basis").fill("Article 6(1)(e)\n\n<b>of the UK GDPR</b>")
    press(tab, "Save the texts")
    expect(tab.get_by_role("status")).to_contain_text("Everybody can read them now")

    see(stranger, address("accounts:council_accessibility"), name="accessibility")
    expect(stranger.locator("main")).to_contain_text("last looked it over on 1 September 2026")
    link = stranger.get_by_role("link", name="access@nottingham.example")
    expect(link).to_have_attribute("href", "mailto:access@nottingham.example")
    stranger.get_by_role("contentinfo").get_by_role("link", name="Privacy").click()
    expect(stranger.locator("main")).to_contain_text("<b>of the UK GDPR</b>")
    expect(stranger.locator("main")).to_contain_text("Who did what: 6 years")
    see(stranger, name="privacy")


def test_what_is_old_is_purged_and_figures_stay(
    tab: Page, sign_in: Callable[[User], None], administrator: User, kept: Council
) -> None:
    sign_in(administrator)
    tab.goto(address("accounts:council_settings"))
    tab.get_by_role("link", name="How long things are kept").click()
    see(tab, name="retention")
    tab.get_by_label("Who did what: years").fill("2")
    press(tab, "Save")
    expect(tab.get_by_role("alert")).to_contain_text("the number of years must be from 3 to 25")
    see(tab, name="retention-errors")
    tab.get_by_label("Who did what: years").fill("7")
    press(tab, "Save")
    expect(tab.get_by_role("row", name="Who did what")).to_contain_text("7 years")
    assert KeptFor.objects.get(council=kept).amount == 7

    tab.get_by_role("link", name="Purge 2 records").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("remove this for good?")
    see(tab, name="purge")
    tab.get_by_role("link", name="Go back").click()
    assert EntryRevision.objects.filter(outcome="set_aside").exists()
    tab.get_by_role("link", name="Purge 2 records").click()
    press(tab, "Remove")
    expect(tab.get_by_role("status")).to_contain_text("2 records have been removed")
    see(tab, name="retention-after")
    assert not EntryRevision.objects.filter(outcome="set_aside").exists()
    assert not AuditEvent.objects.filter(action="read_board_edition").exists()
    assert Figure.objects.filter(council=kept).exists()
    tab.goto(address("accounts:audit"))
    expect(tab.get_by_role("row").nth(1)).to_contain_text("Purge")


def test_everything_is_exported_by_a_button(
    tab: Page, sign_in: Callable[[User], None], administrator: User, kept: Council
) -> None:
    sign_in(administrator)
    tab.goto(address("accounts:council_settings"))
    tab.get_by_role("link", name="Export all data").click()
    see(tab, name="export-empty")
    press(tab, "Make an export")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("is ready")
    see(tab, name="export-built")
    tab.locator("main").get_by_role("link", name="Fetch the export of all data").click()
    see(tab, name="export")
    with tab.expect_download() as fetched:
        tab.get_by_role("link", name="Download the export").click()
    with zipfile.ZipFile(fetched.value.path()) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["council"]["slug"] == "nottingham"
    assert manifest["rows"]["tables/performance.figure.csv"] == 1
    told = AuditEvent.objects.filter(council=kept).values_list("action", flat=True)
    assert {"ask_build", "export_council", "read_export"} <= set(told)
