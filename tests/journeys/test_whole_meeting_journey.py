"""One meeting from its date to its signed minutes: an agenda with a report and exempt appendix, a
pack, a declaration, a vote, a part that the public does not hear, and what everybody reads of it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from accounts.models import Council, User
from boards.models import Board, Meeting, Minutes, Report
from boards.tasks import build_agenda_pack
from reference.domain.periods import long_date
from reporting.models import Build
from reporting.services import builds
from reporting.word import MEDIA_TYPE
from tests.boards.cast import a_member
from tests.journeys.conftest import see
from tests.reporting.grafting.papers import body

TITLE, SECRET = "A home in the north", "Falconhurst"
SECTIONS = (
    "Summary of issues", "Reasons for the recommendations", "Background",
    "Other options considered", "Finance comments", "Legal comments", "Equality implications",
    "Background papers",
)  # fmt: skip
PDF = "application/pdf"


def at(name: str, *parts: object) -> str:
    return reverse(f"boards:{name}", args=["nottingham", *parts])


def press(tab: Page, name: str) -> None:
    tab.get_by_role("button", name=name, exact=True).first.click()
    tab.wait_for_load_state()


def follow(tab: Page, words: str, of: str) -> None:
    """A link whose name goes on, for listeners, with what it is about."""
    tab.get_by_role("link", name=re.compile(f"^{words}.*{of}")).first.click()
    tab.wait_for_load_state()


def word(*lines: str, heads: tuple[str, ...] = ()) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    for head in heads:
        document.add_heading(head, level=1)
        document.add_paragraph(f"Words of {head.lower()}.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def file(name: str, data: bytes, kind: str = MEDIA_TYPE) -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": data}


@pytest.fixture
def council(nottingham: Council, councillor: User) -> Council:
    for number in range(1, 6):
        a_member(
            nottingham,
            f"Councillor {number}",
            office="chair" if number == 1 else "",
            user=councillor if number == 5 else None,
        )
    return nottingham


@pytest.mark.usefixtures("council")
def test_from_an_empty_meeting_to_signed_minutes(
    tab: Page,
    another_tab: Callable[..., Page],
    sign_in: Callable[[User], None],
    governance_officer: User,
    officer: User,
    approver: User,
    councillor: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(builds, "_enqueue", lambda build: None)
    day = timezone.localdate() + dt.timedelta(days=40)
    later = day + dt.timedelta(days=60)
    sign_in(governance_officer)
    _plans(tab, day, later)
    tab.context.clear_cookies()
    sign_in(officer)
    _writes(tab)
    tab.context.clear_cookies()
    sign_in(approver)
    tab.goto(at("report_detail", Report.objects.get().slug))
    press(tab, "Sign off")
    expect(tab.get_by_text("The report has been signed off")).to_be_visible()
    tab.context.clear_cookies()
    sign_in(governance_officer)
    _publishes(tab, day)
    _records(tab, day)
    _agrees_and_signs(tab, day, later)
    _is_read(tab, another_tab, sign_in, councillor, day)


def _plans(tab: Page, day: dt.date, later: dt.date) -> None:
    """The dates, the council's own Word template, an agenda with a report to follow."""
    tab.goto(at("meeting_plan"))
    tab.get_by_label("Dates").fill(f"{day:%d/%m/%Y}\n{later:%d/%m/%Y}")
    press(tab, "Plan")
    see(tab, at("word_template"), name="word-template-none")
    tab.get_by_label("Word template").set_input_files(file("letter.docx", b"no document"))
    press(tab, "Use this template")
    expect(tab.get_by_role("alert")).to_contain_text("“letter.docx” is no Word document")
    letter = word("Our letterhead", "[[content]]")
    tab.get_by_label("Word template").set_input_files(file("letter.docx", letter))
    press(tab, "Use this template")
    expect(tab.locator("main")).to_contain_text("Our words come where it says [[content]]")
    see(tab, name="word-template")
    assert Board.objects.get().word_template is not None
    tab.goto(at("agenda", day.isoformat()))
    press(tab, "Start the agenda")
    tab.get_by_role("link", name="Add an item").click()
    tab.get_by_label("Title").fill(TITLE)
    press(tab, "Save")
    expect(tab.get_by_role("row", name=TITLE)).to_contain_text("To follow")


def _writes(tab: Page) -> None:
    """A report out of a Word document, with an appendix that the public may not read."""
    tab.goto(at("report_new"))
    tab.get_by_label("Title").fill(TITLE)
    tab.get_by_label("Report of").fill("Head of Service")
    press(tab, "Begin")
    slug = Report.objects.get().slug
    tab.goto(at("report_word_in", slug))
    words = word(heads=SECTIONS)
    tab.get_by_label("Word document").set_input_files(file("report.docx", words))
    press(tab, "Fill the report")
    tab.goto(at("report_recommendations", slug))
    tab.get_by_label("Recommendation").first.fill("To note the report")
    press(tab, "Save")
    tab.goto(at("report_appendices", slug))
    tab.get_by_label("Title").fill(f"What {SECRET} costs")
    paper = body(f"{SECRET} costs")
    tab.get_by_label("The appendix as a PDF").set_input_files(file("costs.pdf", paper, PDF))
    press(tab, "Add")
    follow(tab, "Who may read it", "appendix A")
    tab.get_by_label("Exempt: the public may be excluded").check()
    tab.get_by_label("Paragraph of Schedule 12A").select_option("3")
    tab.locator("[name=public_interest]").fill("The price would rise")
    tab.locator("[name=public_title]").fill("A commercial matter")
    see(tab, name="appendix-openness")
    press(tab, "Save")
    expect(tab.locator("main")).to_contain_text("exempt under paragraph 3")
    tab.goto(at("report_detail", slug))
    press(tab, "Hand over for sign-off")


def _publishes(tab: Page, day: dt.date) -> None:
    """The report is put to its item; whoever has an interest is kept from the exempt paper."""
    tab.goto(at("agenda", day.isoformat()))
    follow(tab, "Choose its report", TITLE)
    tab.get_by_label("Its report").select_option(label=TITLE)
    see(tab, name="agenda-choose-report")
    tab.get_by_label("Its report").select_option(label=TITLE)
    press(tab, "Save")
    tab.goto(at("report_readers", Report.objects.get().slug))
    tab.get_by_label("Who", exact=True).select_option(label="Board member")
    tab.get_by_label("May not read them").check()
    tab.get_by_label("Why").fill("Works for the seller")
    press(tab, "Save")
    see(tab, name="report-readers")
    tab.goto(at("agenda", day.isoformat()))
    press(tab, "Publish both editions")
    tab.wait_for_url("**/builds/**")
    tab.goto(at("agenda", day.isoformat()))
    assert build_agenda_pack.call(Build.objects.get().pk) == Build.Status.DONE


def _records(tab: Page, day: dt.date) -> None:
    """Roll, declaration, vote, a closed part with its resolution and action."""
    tab.goto(at("record", day.isoformat()))
    tab.get_by_label("Time").fill("2pm")
    press(tab, "Open the meeting")
    for number in range(1, 6):
        tab.get_by_label(f"Councillor {number}").select_option(label="Present")
    press(tab, "Save the roll")
    tab.get_by_role("link", name=TITLE).first.click()
    tab.get_by_text("Record a declaration").click()
    tab.get_by_label("Member", exact=True).select_option(label="Councillor 5")
    tab.get_by_label("Disclosable pecuniary interest").check()
    tab.get_by_label("What was declared").fill("Works for the seller")
    tab.get_by_label("Left the room for the item").check()
    press(tab, "Record")
    tab.get_by_label("What was said").fill("The report was introduced.")
    tab.get_by_text("Recorded votes").first.click()
    tab.get_by_label("Councillor 2").first.select_option(label="Against")
    tab.get_by_label("Why the public did not hear a part").select_option("3")
    tab.get_by_label("Said without the public").fill(f"What {SECRET} costs was asked.")
    tab.get_by_label("Summary for the public").fill("The board considered the cost of a home.")
    tab.get_by_label("Resolved", exact=True).nth(1).fill(f"To buy {SECRET}")
    tab.get_by_label("Resolved in the part that the public did not hear").nth(1).check()
    see(tab, name="record-closed-part")
    press(tab, "Save")
    tab.get_by_role("link", name=TITLE).first.click()
    tab.get_by_text("Raise an action").click()
    tab.get_by_label("What is to be done").fill(f"Sign for {SECRET}")
    tab.get_by_label("Who does it").fill("Director")
    tab.get_by_label("Due on").fill((day + dt.timedelta(days=30)).isoformat())
    tab.get_by_label("From the part that the public did not hear").check()
    press(tab, "Raise the action")
    tab.goto(at("record", day.isoformat()))
    tab.get_by_label("Time").fill("4pm")
    press(tab, "Close the meeting")
    press(tab, "Draft the minutes")
    expect(tab.locator("main")).to_contain_text("Part that the public did not hear")
    expect(tab.locator("main")).to_contain_text("Against (1): Councillor 2")
    see(tab, name="minutes-closed-part")
    press(tab, "Publish the draft minutes")


def _agrees_and_signs(tab: Page, day: dt.date, later: dt.date) -> None:
    tab.goto(at("record", later.isoformat()))
    tab.get_by_label("Time").fill("2pm")
    press(tab, "Open the meeting")
    tab.goto(at("minutes", day.isoformat()))
    tab.get_by_label("Agreed at the meeting of").select_option(label=long_date(later))
    press(tab, "Agreed as a correct record")
    tab.get_by_label("Who presided and signed").fill("Councillor 1, Chair")
    tab.get_by_label("Signed on").fill(later.isoformat())
    scan = file("signed.pdf", body("Minutes"), PDF)
    tab.get_by_label("Signed copy").set_input_files(scan)
    press(tab, "Record the signature")
    press(tab, "Publish the minutes")
    expect(tab.get_by_role("status").first).to_contain_text("has been published")
    assert Minutes.objects.get().status == Minutes.Status.SIGNED


def _is_read(
    tab: Page,
    another_tab: Callable[..., Page],
    sign_in: Callable[[User], None],
    councillor: User,
    day: dt.date,
) -> None:
    """Everybody reads the open part and the summary; who has an interest, no more than that."""
    stranger = another_tab()
    see(stranger, at("papers", day.isoformat()), name="papers-public-with-minutes")
    for link in stranger.get_by_role("link", name="Word").all():
        address = link.get_attribute("href") or ""
        data = stranger.request.get(address).body()
        said = " ".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
        assert said.startswith("Our letterhead")
        assert "The board considered the cost of a home." in said
        assert SECRET not in said
    assert SECRET not in stranger.content()
    stranger.get_by_role("link", name=re.compile("web page$")).first.click()
    expect(stranger.locator("main")).to_contain_text("The board considered the cost of a home.")
    see(stranger, name="minutes-published-page")
    assert SECRET not in stranger.content()
    tab.context.clear_cookies()
    sign_in(councillor)
    see(tab, at("board_papers", day.isoformat()), name="papers-kept-from")
    expect(tab.locator("main")).to_contain_text("you are kept from this paper")
    assert SECRET not in tab.content()
    tab.goto(at("minutes", day.isoformat()))
    assert SECRET not in tab.content()
    assert Meeting.objects.get(slug=day.isoformat()).status == Meeting.Status.HELD
