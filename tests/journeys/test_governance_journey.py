"""A governance officer publishes a quarter's pack, corrects it, and a reader without a sign-in
opens both editions. The work is done by the product's own queue and worker.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO

import pypdfium2
import pytest
from django.core.management import call_command
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

import performance.tasks
from accounts.models import AuditEvent, Council, User
from reporting.models import Build, Edition
from tests.documents.checks import assert_pdf_ua
from tests.journeys.conftest import see
from tests.performance.figures import a_figure, a_target

VISITS, PLANS = "visits-on-time", "pathway-plan-in-care"
AUDITS = "2020-06-01..2021-03-31"
PUBLIC, BOARD = "Public edition", "Board edition"
LONGEST = 60.0  # seconds that a thread is waited for before the story has failed
# A page that follows a build asks again every three seconds: held still while it is looked at.
HOLD_STILL = "for (let n = setTimeout(() => {}, 0); n > 0; n--) clearTimeout(n)"


@pytest.fixture
def told(nottingham: Council) -> Council:
    """A target missed, a trend, and one audit of 22 that the public must not learn of."""
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(570, 684))
    a_target(nottingham, VISITS, "95")
    for number, value in ((3, "82"), (4, "86.2")):
        a_figure(nottingham, PLANS, f"2020-21-Q{number}", value)
    a_figure(nottingham, "audits-care-good", AUDITS, of=(21, 22))
    a_figure(nottingham, "audits-care-inadequate", AUDITS, of=(1, 22))
    return nottingham


@pytest.fixture(autouse=True)
def the_real_queue(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work() -> str:
    """What waits is done, by the worker as the operator runs it."""
    out = StringIO()
    call_command("run_worker", "--once", stdout=out)
    return out.getvalue()


@contextmanager
def work_held_at_a_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The worker in a thread of its own; it stops when pages are counted, and goes on at the end
    of the `with` block.
    """
    reached, go = threading.Event(), threading.Event()
    publish = performance.tasks.publish_pack

    def held(*, progress, **asked):
        def tell(stage: str, done: int, total: int) -> None:
            progress(stage, done, total)
            if total and not reached.is_set():
                reached.set()
                go.wait(LONGEST)

        return publish(progress=tell, **asked)

    def run() -> None:
        try:
            work()
        finally:
            reached.set()
            connections.close_all()

    monkeypatch.setattr(performance.tasks, "publish_pack", held)
    worker = threading.Thread(target=run)
    worker.start()
    try:
        assert reached.wait(LONGEST), "the worker counted no pages"
        yield
    finally:
        go.set()
        worker.join(LONGEST)
        monkeypatch.undo()


def address(name: str, *more: object) -> str:
    return reverse(name, args=["nottingham", *more])


def press(tab: Page, name: str) -> None:
    tab.get_by_role("button", name=name, exact=True).last.click()
    tab.wait_for_load_state()


def ask(tab: Page, edition: str, reason: str = "") -> Build:
    """Fills the form for publishing; the build that is asked for, its page held still."""
    tab.goto(address("performance:pack_publish", "2020-21-Q4"))
    tab.get_by_label(edition).check()
    tab.get_by_label("Why it is published again").fill(reason)
    if tab.get_by_label("I have read these sentences").count():
        tab.get_by_label("I have read these sentences").check()
    press(tab, "Publish")
    build = Build.objects.latest("pk")
    tab.evaluate(HOLD_STILL)
    assert tab.url.endswith(address("reporting:build_detail", build.pk))
    return build


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return " ".join(" ".join(pages).split())


def test_a_pack_is_published_corrected_and_read_by_anybody(
    tab: Page,
    sign_in: Callable[[User], None],
    another_tab: Callable[..., Page],
    governance_officer: User,
    told: Council,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visitor = another_tab()
    see(visitor, address("reporting:published_list"), name="published-nothing")
    expect(visitor.locator("main")).to_contain_text("Nothing is published yet")

    # From the list of packs to publishing, and the cover first.
    sign_in(governance_officer)
    see(tab, address("performance:pack_list"), name="packs")
    tab.get_by_role("link", name="2020-21 quarter 4").click()
    tab.get_by_role("link", name="Publish…").click()
    tab.get_by_role("link", name="Change what the cover says").click()
    tab.get_by_label("Date of the meeting").fill("31/2/2021")
    press(tab, "Save")
    expect(tab.get_by_role("alert")).to_contain_text("day/month/year")
    see(tab, name="pack-cover-error")
    tab.get_by_label("Date of the meeting").fill("17/5/2021")
    tab.get_by_label("Agenda item number").fill("9")
    tab.get_by_label("Presented by").fill("Director of Children’s Services")
    press(tab, "Save")
    expect(tab.get_by_role("status")).to_contain_text("The cover has been changed")
    press(tab, "Publish")
    expect(tab.get_by_role("alert")).to_contain_text("Choose which edition")
    see(tab, name="pack-publish-error")

    # Asked for, waiting, worked on, done.
    build = ask(tab, PUBLIC)
    expect(tab.locator("main")).to_contain_text("Waiting for its turn")
    see(tab, name="build-waiting")
    with work_held_at_a_page(monkeypatch):
        tab.reload()
        tab.evaluate(HOLD_STILL)
        expect(tab.get_by_role("heading", level=1)).to_have_text("Building the public edition")
        expect(tab.locator("main")).to_contain_text("You can leave this page")
        expect(tab.get_by_role("progressbar")).to_be_visible()
        see(tab, name="build-working")
    see(tab, f"{address('reporting:build_detail', build.pk)}?stay=1", name="build-done")
    expect(tab.get_by_role("heading", level=1)).to_have_text("The public edition is ready")
    edition = Edition.objects.get()
    assert edition.published_by == governance_officer

    # Anybody reads it: on the web and as the very file that was published.
    see(visitor, address("reporting:published_list"), name="published")
    expect(visitor.locator("main")).to_contain_text("Edition 1")
    pdf = opened_pdf(visitor, edition)
    assert_pdf_ua(pdf)
    text = text_of(pdf)
    assert "For the meeting of 17 May 2021, item 9" in text
    assert "Director of Children’s Services" in text
    assert "83%" in text
    assert not [secret for secret in ("21 of 22", "95.5", "4.5%") if secret in text]
    visitor.get_by_role("link", name="Web page").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("How our children are doing")
    expect(visitor.locator("main")).to_contain_text("83%")
    see(visitor, name="published-web-edition")
    assert "21 of 22" not in visitor.content()

    # The same again needs a reason: the build fails, in words, and nothing is published.
    build = ask(tab, PUBLIC)
    assert f"build_pack({build.pk}): failed" in work()
    tab.reload()
    expect(tab.get_by_role("heading", level=1)).to_have_text("The public edition was not built")
    expect(tab.locator("main")).to_contain_text("holds the same figures. Say why")
    expect(tab.locator("main")).to_contain_text("Nothing was published and nothing was lost")
    see(tab, name="build-failed")
    assert Edition.objects.count() == 1

    # A figure is corrected: the next edition says so, the first one stays.
    a_figure(
        told,
        VISITS,
        "2020-21-Q4",
        of=(600, 684),
        signed_at=timezone.now(),
        version_reason="Visits of March were recorded late",
    )
    ask(tab, PUBLIC)
    work()
    visitor.goto(address("reporting:published_list"))
    newest, first = visitor.locator(".edition").all()
    expect(newest).to_contain_text("Edition 2")
    expect(newest).to_contain_text("Published")
    newest.locator("summary").click()
    expect(newest).to_contain_text("83% before, 88% now")
    # An officer's own words are for the board.
    expect(newest).to_contain_text("Corrected")
    expect(newest).not_to_contain_text("Visits of March were recorded late")
    expect(first).to_contain_text("Replaced")
    expect(first).to_contain_text("Edition 1")
    see(visitor, name="published-twice")
    assert opened_pdf(visitor, edition) == pdf

    # The first edition is taken back: its address says so, and the list has no way to it.
    tab.goto(address("performance:pack_publish", "2020-21-Q4"))
    tab.get_by_role("link", name="Withdraw public edition 1").click()
    press(tab, "Withdraw the edition")
    expect(tab.get_by_role("alert")).to_contain_text("Say why it is withdrawn")
    see(tab, name="edition-withdraw-error")
    tab.get_by_label("Why it is withdrawn").fill("The wrong quarter stood on its cover")
    press(tab, "Withdraw the edition")
    expect(tab.get_by_role("status")).to_contain_text("has been withdrawn")
    see(visitor, address("reporting:published_list"), name="published-withdrawn")
    expect(visitor.locator("main")).to_contain_text("Withdrawn on")
    gone = visitor.request.get(
        address("reporting:edition_file", edition.pk, edition.pdf.name if edition.pdf else "")
    )
    assert (gone.status, "This edition was withdrawn" in gone.text()) == (410, True)

    # The board's edition is for members, and each look at it is kept.
    ask(tab, BOARD)
    work()
    board = Edition.objects.get(audience="board")
    file = board.pdf
    assert file is not None
    path = address("reporting:board_edition_file", board.pk, file.name)
    visitor.goto(path)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Sign in")
    answer = tab.request.get(path)
    assert answer.status == 200
    assert_pdf_ua(answer.body())
    assert "Not for publication" in text_of(answer.body())
    assert AuditEvent.objects.filter(
        council=told, by=governance_officer, action="read_board_edition"
    )


def opened_pdf(visitor: Page, edition: Edition) -> bytes:
    """What a visitor gets behind the link of an edition's PDF; it is what was published."""
    file = edition.pdf
    assert file is not None
    # Slides and briefing stand beside it, under names of their own.
    found = visitor.locator(f"a[href$='/published/{edition.pk}/{file.name}']")
    expect(found).to_have_count(1)
    answer = visitor.request.get(found.get_attribute("href") or "")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    body = answer.body()
    assert hashlib.sha256(body).hexdigest() == file.sha256
    return body
