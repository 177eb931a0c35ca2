"""Each open paper as a web page; what is refused in words around papers and reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Council, User
from boards.models import AgendaItem, Appendix, Meeting, Minute, Override, Report
from boards.packs import report_findings
from boards.packs.agenda import KIND
from boards.services.publishing import publish_agenda
from boards.services.reports import (
    begin_report,
    reopen_report,
    set_openness,
    sign_off_report,
    signing,
    writing,
)
from reporting.domain.paper import PdfFile
from reporting.models import Build, Edition
from reporting.services import PublishError
from tests.boards.agendas import SECRET, exempt, signed, what_is_on_record, with_report
from tests.boards.cast import NOW, a_board, a_paper, a_report
from tests.boards.test_reports import fill
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def written(nottingham: Council, officer: User, approver: User) -> Report:
    report = begin_report(
        board=a_board(nottingham), title="Homes for children", author="Head", by=officer
    )
    fill(report, officer)
    secret = a_paper(nottingham, officer, b"%PDF-1.7", name=f"{SECRET}.pdf")
    Appendix.objects.create(report=report, order=1, title=SECRET, file=secret, **exempt())
    return sign_off_report(report=report, by=approver, at=NOW)


@pytest.fixture
def meeting(nottingham: Council, governance_officer: User, written: Report) -> Meeting:
    made = what_is_on_record(nottingham, governance_officer)
    with_report(made, written)
    with_report(made, signed(nottingham, governance_officer, "An upload", 1))
    Override.objects.create(
        meeting=made, check_key="notice", reason="Agreed.", by=governance_officer, at=NOW
    )
    return made


@pytest.fixture
def published(meeting: Meeting, governance_officer: User) -> Meeting:
    appendix = Appendix.objects.get(title=SECRET)
    # A page for the appendix: a grafted one must be a PDF.
    appendix.file = signed(meeting.board.council, governance_officer, "Prices", 1).body  # type: ignore[assignment]
    appendix.save()
    publish_agenda(meeting=meeting, by=governance_officer, at=NOW)
    meeting.refresh_from_db()
    return meeting


def address(name: str, meeting: Meeting, *more: object) -> str:
    return reverse(f"boards:{name}", args=[meeting.board.council.slug, meeting.slug, *more])


def test_open_papers_are_web_pages_and_restricted_ones_are_not_there(
    client: Client, client_of: ClientOf, published: Meeting, councillor: User
) -> None:
    text = client.get(address("papers", published)).content.decode()
    for key in ("1", "2", "3"):
        assert f'href="{address("paper_page", published, key)}"' in text
    assert f'href="{address("paper_page", published, "4")}"' not in text
    assert text.index(address("paper_page", published, "1")) < text.index(
        address("paper", published, "1")
    )
    pages = {key: client.get(address("paper_page", published, key)) for key in ("1", "2", "3")}
    told = {key: page.content.decode() for key, page in pages.items()}
    assert "The board asked about dentists." in told["1"]
    assert "Write to dentists" in told["2"]
    assert "63 days late" in told["2"]
    assert "Words of the report." in told["3"]
    assert all(page.count("<h1") == 1 and SECRET not in page for page in told.values())
    for key in ("1-A", "2-A", "3-A", "4", "5", "x"):
        assert client.get(address("paper_page", published, key)).status_code == 404
        assert client.get(address("board_paper_page", published, key)).status_code == 302
    board = client_of(councillor)
    page = board.get(address("board_paper_page", published, "2-A"))
    assert f"Ask {SECRET}" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    event = AuditEvent.objects.get(by=councillor, action="read_board_paper")
    assert SECRET not in f"{event.subject}{event.detail}"


def test_a_page_stays_as_it_was_published(
    client: Client, published: Meeting, written: Report, governance_officer: User
) -> None:
    reopen_report(report=written, reason="A figure", by=governance_officer)
    Minute.objects.filter(number="1").update(discussion="Another word.")
    page = client.get(address("paper_page", published, "3")).content.decode()
    assert "Words of the report." in page
    assert "Another word." not in client.get(address("paper_page", published, "1")).content.decode()
    written.refresh_from_db()
    assert written.page is None


def test_the_public_edition_keeps_nothing_of_what_is_restricted(published: Meeting) -> None:
    public = Edition.objects.get(kind=KIND, audience="public")
    assert SECRET not in str(public.beside)
    assert [paper["label"] for paper in public.beside["papers"] if "page" not in paper] == [
        "Item 1, Appendix A", "Item 2, Appendix A", "Item 3, Appendix A", "Item 4",
    ]  # fmt: skip


def test_the_meeting_shows_its_open_actions(
    client_of: ClientOf, meeting: Meeting, councillor: User, analyst: User
) -> None:
    page = address("meeting_detail", meeting)
    text = client_of(analyst).get(page).content.decode()
    assert "Write to dentists" in text
    assert "63 days late" in text
    assert SECRET not in text
    assert f"Ask {SECRET}" in client_of(councillor).get(page).content.decode()


def test_the_paper_is_left_out_on_the_page(
    client_of: ClientOf, meeting: Meeting, governance_officer: User
) -> None:
    client = client_of(governance_officer)
    text = client.get(address("agenda", meeting)).content.decode()
    assert "Leave its paper out" in text
    item = meeting.items.get(kind=AgendaItem.Kind.MINUTES)
    move = address("agenda_item_move", meeting, item.pk)
    assert client.post(move, {"to": "without-paper"}).status_code == 302
    item.refresh_from_db()
    assert item.paper_left_out
    text = client.get(address("agenda", meeting)).content.decode()
    assert "Put its paper back" in text
    assert "Its paper is left out" in text


def test_a_supplement_without_business_is_refused_in_words(
    client_of: ClientOf, meeting: Meeting, governance_officer: User
) -> None:
    client = client_of(governance_officer)
    answer = client.post(address("agenda_publish", meeting), {"supplement": "on"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "There is no business for a supplement" in text
    assert 'href="#id_supplement"' in text
    assert not Build.objects.exists()
    with pytest.raises(PublishError, match="no business for a supplement"):
        publish_agenda(meeting=meeting, by=governance_officer, at=NOW, supplement=True)
    assert not Edition.objects.filter(kind__startswith="agenda").exists()


def test_what_is_wrong_in_a_box_is_in_the_summary(
    nottingham: Council, officer: User, client_of: ClientOf
) -> None:
    report = begin_report(board=a_board(nottingham), title="Homes", author="Head", by=officer)
    posted = {
        "revision": 0,
        "asked-TOTAL_FORMS": 1,
        "asked-INITIAL_FORMS": 0,
        "asked-0-text": "To note the report" * 300,
        "steps-TOTAL_FORMS": 1,
        "steps-INITIAL_FORMS": 0,
        "steps-0-text": "Open a home",
        "steps-0-due_on": "soon",
    }
    page = reverse("boards:report_recommendations", args=["nottingham", report.slug])
    text = client_of(officer).post(page, posted).content.decode()
    assert "There is a problem" in text
    assert '<a href="#id_asked-0-text">' in text
    assert '<a href="#id_steps-0-due_on">Write the date as day/month/year' in text
    assert 'id="id_steps-0-due_on"' in text
    assert "<title>Error: " in text
    assert not report.recommendations.exists()


def test_a_report_that_has_nothing_to_print_says_why(
    nottingham: Council, officer: User, client_of: ClientOf
) -> None:
    client = client_of(officer)

    def told(title: str, **fields: Any) -> str:
        made = a_report(nottingham, officer, title, **fields)
        answer = client.get(reverse("boards:report_pdf", args=["nottingham", made.slug]))
        assert answer["Content-Type"].startswith("text/html")
        return answer.content.decode()

    kinds = Report.Kind
    assert "Upload the PDF" in told("An upload", kind=kinds.UPLOADED)
    assert "Choose the quarter" in told("No quarter", kind=kinds.PERFORMANCE)
    text = told("Quarter", kind=kinds.PERFORMANCE, period="2020-21-Q4")
    assert "no figure of that quarter has been signed off" in text


def test_an_address_taken_in_the_same_instant_gives_way_to_the_next(
    nottingham: Council, officer: User, governance_officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        begin_report(board=a_board(nottingham), title=title, author="Head", by=officer)
        for title in ("First", "Second")
    )
    said = {"openness": "exempt", "paragraph": 3, "public_title": "A contract"}
    set_openness(paper=first, by=officer, **said)  # type: ignore[arg-type]
    free, asked = writing.free_slug, []

    def late(board: Any, title: str, report: Any = None) -> str:
        """What this transaction saw before the other one was committed."""
        asked.append(title)
        return "a-contract" if len(asked) == 1 else free(board, title, report)

    monkeypatch.setattr(writing, "free_slug", late)
    made = set_openness(paper=second, by=officer, **said)  # type: ignore[arg-type]
    assert isinstance(made, Report)
    assert made.slug == "a-contract-2"
    assert len(asked) == 2


def test_the_public_pack_is_built_once_at_sign_off(
    nottingham: Council, officer: User, approver: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(833, 1000))
    report = begin_report(
        board=a_board(nottingham), title="Quarter 4", author="Head", by=officer,
        kind=Report.Kind.PERFORMANCE, period="2020-21-Q4",
    )  # fmt: skip
    built: list[str] = []

    def counted(council: Council, period: str, audience: str) -> Any:
        built.append(str(audience))
        return made(council, period, audience)

    made = report_findings.quarter_pack
    monkeypatch.setattr(report_findings, "quarter_pack", counted)
    monkeypatch.setattr(signing, "quarter_pack", counted)
    monkeypatch.setattr(
        signing, "quarter_pdfs", lambda *packs: [PdfFile(b"%PDF-1.7", 1) for _ in packs]
    )
    found = sign_off_report(report=report, by=approver, at=NOW)
    assert built.count("public") == 1
    assert found.page is not None
    assert found.page.media_type == "text/html"
