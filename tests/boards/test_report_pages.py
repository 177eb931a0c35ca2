"""Pages of reports: they work, for the right people, and nothing typed is lost."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Council, User
from boards.models import Openness, Report, WorkItem
from boards.services.reports import (
    ask_reviewer,
    begin_report,
    save_section,
    set_openness,
)
from boards.services.reports.uploading import add_appendix
from tests.boards.cast import NOW, a_board, a_meeting, an_item
from tests.boards.test_reports import fill
from tests.boards.test_word import a_document
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def report(nottingham: Council, officer: User) -> Report:
    return begin_report(
        board=a_board(nottingham), title="Two houses", author="Head of Service", by=officer
    )


def at(name: str, report: Report, *parts: object) -> str:
    return reverse(f"boards:{name}", args=[report.board.council.slug, report.slug, *parts])


def a_pdf(pages: int = 1, **root: object) -> bytes:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    out = io.BytesIO()
    pdf.save(out, **root)
    return out.getvalue()


def test_a_report_begins_from_the_work_programme(
    nottingham: Council, officer: User, client_of: ClientOf
) -> None:
    item = WorkItem.objects.create(
        board=a_board(nottingham),
        meeting=a_meeting(nottingham),
        title="Fostering update",
        lead="Fostering Service",
        created_by=officer,
        created_at=NOW,
    )
    address = reverse("boards:report_new", args=["nottingham"]) + f"?work_item={item.pk}"
    page = client_of(officer).get(address)
    assert "Fostering update" in page.content.decode()
    posted = {"title": "Fostering update", "author": "Fostering Service", "kind": "written"}
    answer = client_of(officer).post(address, posted)
    item.refresh_from_db()
    assert item.report is not None
    assert answer["Location"] == at("report_detail", item.report)


def test_the_list_puts_what_waits_for_the_reader_first(
    report: Report, officer: User, analyst: User, client_of: ClientOf
) -> None:
    ask_reviewer(
        report=report, role="Finance", reviewer=analyst, due_on=dt.date(2021, 5, 1), by=officer
    )
    address = reverse("boards:report_list", args=["nottingham"])
    page = client_of(analyst).get(address).content.decode()
    assert "1 report waits for your answer" in page
    assert "Late" in page
    assert "waits for your answer" not in client_of(officer).get(address).content.decode()
    nothing = client_of(officer).get(address, {"status": "signed_off"}).content.decode()
    assert "No report fits" in nothing


def test_a_section_is_saved_and_a_conflict_shows_both(
    report: Report, officer: User, client_of: ClientOf
) -> None:
    address = at("report_section", report, "background")
    client = client_of(officer)
    assert client.post(address, {"text": "Mine", "revision": 0})["Location"] == at(
        "report_detail", report
    )
    answer = client.post(address, {"text": "Theirs & more", "revision": 0})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<p>Mine</p>" in page
    assert "Theirs &amp; more</textarea>" in page
    assert 'name="revision" value="1"' in page


def test_a_mistake_in_the_text_is_saved_and_told(
    report: Report, officer: User, client_of: ClientOf
) -> None:
    address = at("report_section", report, "background")
    posted = {"text": "{{figure x}}", "revision": 0}
    page = client_of(officer).post(address, posted, follow=True).content.decode()
    assert "line 1: Name the period" in page
    assert report.sections.get(key="background").text == "{{figure x}}"


def test_a_figure_is_inserted_without_script(
    report: Report, nottingham: Council, officer: User, client_of: ClientOf
) -> None:
    a_figure(nottingham, "dental-check", "2020-21-Q4", "49")
    address = at("report_section", report, "background")
    page = client_of(officer).get(address).content.decode()
    reference = "{{figure dental-check 2020-21-Q4 period_end}}"
    assert f'value="{reference}"' in page
    posted = {"text": "It was", "revision": 0, "reference": reference, "insert": "1"}
    page = client_of(officer).post(address, posted).content.decode()
    assert f"It was {reference}</textarea>" in page
    assert report.sections.get(key="background").text == ""
    picker = client_of(officer).get(at("report_figures", report), {"words": "dental"})
    assert reference in picker.content.decode()


def test_who_did_not_write_it_reads_it_and_changes_nothing(
    report: Report, analyst: User, councillor: User, client_of: ClientOf
) -> None:
    assert client_of(analyst).get(at("report_detail", report)).status_code == 200
    address = at("report_section", report, "background")
    assert client_of(analyst).post(address, {"text": "x", "revision": 0}).status_code == 403
    assert client_of(councillor).get(at("report_detail", report)).status_code == 403


def test_a_restricted_report_is_not_there_for_others(
    report: Report, officer: User, analyst: User, approver: User, client_of: ClientOf
) -> None:
    found = set_openness(
        paper=report,
        openness=Openness.EXEMPT,
        paragraph=3,
        public_interest="Prices",
        public_title="A commercial matter",
        by=officer,
    )
    assert isinstance(found, Report)
    for name in ("report_detail", "report_pdf", "report_docx", "report_figures"):
        assert client_of(analyst).get(at(name, found)).status_code == 404
    page = client_of(analyst).get(reverse("boards:report_list", args=["nottingham"]))
    assert "A commercial matter" in page.content.decode()
    assert "Two houses" not in page.content.decode()
    assert client_of(approver).get(at("report_detail", found)).status_code == 200
    event = AuditEvent.objects.filter(action="read_restricted_report").get()
    assert event.by == approver
    assert "Two houses" not in event.subject


def test_typed_text_survives_a_session_that_ended(report: Report) -> None:
    answer = Client().post(
        at("report_section", report, "background"), {"text": "Mine", "revision": 0}
    )
    assert answer.status_code == 403
    assert "Mine</textarea>" in answer.content.decode()


def test_recommendations_and_steps_are_saved(
    report: Report, officer: User, client_of: ClientOf
) -> None:
    posted = {
        "revision": 0,
        "asked-TOTAL_FORMS": 2,
        "asked-INITIAL_FORMS": 0,
        "asked-0-text": "To note the report",
        "asked-1-text": "",
        "steps-TOTAL_FORMS": 1,
        "steps-INITIAL_FORMS": 0,
        "steps-0-text": "Open a home",
        "steps-0-impact": "Nearer",
        "steps-0-due_on": "17/5/2021",
    }
    address = at("report_recommendations", report)
    assert client_of(officer).post(address, posted).status_code == 302
    assert [one.text for one in report.recommendations.all()] == ["To note the report"]
    assert report.next_steps.get().due_on == dt.date(2021, 5, 17)
    again = client_of(officer).post(address, posted | {"asked-0-text": "To adopt it"})
    assert "changed while you were writing" in again.content.decode()
    assert "To adopt it" in again.content.decode()
    assert "<li>To note the report</li>" in again.content.decode()
    assert "<li>Open a home. Impact meant: Nearer</li>" in again.content.decode()


def test_it_is_reviewed_and_signed_off_on_the_pages(
    report: Report, officer: User, analyst: User, approver: User, client_of: ClientOf
) -> None:
    fill(report, officer)
    posted = {"role": "Finance", "reviewer": analyst.pk, "due_on": "30/4/2021"}
    client_of(officer).post(at("report_reviewers", report), posted)
    review = report.reviews.get()
    page = client_of(approver).get(at("report_detail", report)).content.decode()
    assert "Finance has not answered" in page
    assert "Sign-off opens when nothing stops it" in page
    report.refresh_from_db()
    answer = {"answer": "refused", "comment": "", "revision": report.revision}
    address = at("report_review", report, review.pk)
    assert "Say why it is not cleared" in client_of(analyst).post(address, answer).content.decode()
    answer |= {"answer": "cleared", "comment": "Within budget."}
    assert client_of(analyst).post(address, answer).status_code == 302
    client_of(approver).post(at("report_sign_off", report))
    report.refresh_from_db()
    assert report.status == Report.Status.SIGNED_OFF
    pdf = client_of(approver).get(at("report_pdf", report))
    assert pdf.content.startswith(b"%PDF")
    assert client_of(officer).get(at("report_details", report)).status_code == 403
    client_of(approver).post(at("report_reopen", report), {"reason": "A slip"})
    report.refresh_from_db()
    assert report.status == Report.Status.IN_REVIEW


def test_appendices_come_in_and_go_out(report: Report, officer: User, client_of: ClientOf) -> None:
    client = client_of(officer)
    file = SimpleUploadedFile("../../map.pdf", a_pdf(2))
    page = client.post(
        at("report_appendices", report), {"title": "A map", "file": file}, follow=True
    ).content.decode()
    assert "“map.pdf” has been taken: 2 pages" in page
    assert "has no tags" in page
    appendix = report.appendices.get()
    client.post(at("report_describe", report, appendix.file_id), {"description": "A map."})
    appendix.file.refresh_from_db()
    assert appendix.file.description == "A map."
    posted = {
        "openness": "exempt",
        "paragraph": 3,
        "public_interest": "Prices",
        "public_title": "A matter",
    }
    client.post(at("appendix_openness", report, appendix.pk), posted)
    appendix.refresh_from_db()
    assert appendix.openness == Openness.EXEMPT
    assert client.get(at("appendix_pdf", report, appendix.pk)).content.startswith(b"%PDF")
    client.post(at("appendix_remove", report, appendix.pk))
    assert not report.appendices.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html>", "is not a PDF file"),
        (b"%PDF-1.7 broken", "map.pdf"),
        (
            a_pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
            "password",
        ),
    ],
)
def test_a_bad_pdf_is_refused_by_name(
    report: Report, officer: User, client_of: ClientOf, data: bytes, words: str
) -> None:
    file = SimpleUploadedFile("map.pdf", data)
    answer = client_of(officer).post(
        at("report_appendices", report), {"title": "A map", "file": file}
    )
    page = answer.content.decode()
    assert "map.pdf" in page
    assert words in page
    assert 'value="A map"' in page
    assert not report.appendices.exists()


def test_an_exempt_appendix_is_read_by_few(
    report: Report, officer: User, analyst: User, client_of: ClientOf
) -> None:
    made = add_appendix(
        report=report, title="Elm Road", data=a_pdf(), name="elm-road.pdf", by=officer
    )
    set_openness(
        paper=made, openness=Openness.CONFIDENTIAL, public_title="A closed paper", by=officer
    )
    page = client_of(analyst).get(at("report_detail", report)).content.decode()
    assert "A closed paper" in page
    assert "lm Road" not in page
    assert "elm-road" not in page
    assert client_of(analyst).get(at("appendix_pdf", report, made.pk)).status_code == 404
    assert client_of(analyst).get(at("report_describe", report, made.file_id)).status_code == 403


def test_a_word_document_fills_the_report(
    report: Report, officer: User, client_of: ClientOf
) -> None:
    save_section(section=report.sections.get(key="background"), text="Mine", revision=0, by=officer)
    client, address = client_of(officer), at("report_word_in", report)
    page = client.post(address, {"file": SimpleUploadedFile("r.docx", a_document())})
    assert "holds text already" in page.content.decode()
    posted = {"file": SimpleUploadedFile("r.docx", a_document()), "replace": "on"}
    page = client.post(address, posted, follow=True)
    assert "Filled from “r.docx”: Background, Legal comments" in page.content.decode()
    bad = client.post(address, {"file": SimpleUploadedFile("r.docx", b"x")})
    assert "is no Word document" in bad.content.decode()


def test_prose_of_every_form_survives_a_session_that_ended(report: Report, officer: User) -> None:
    review = ask_reviewer(report=report, role="Legal", due_on=dt.date(2021, 5, 1), by=officer)
    forms = {
        at("report_review", report, review.pk): {"answer": "cleared", "comment": "Mine"},
        at("report_recommendations", report): {"asked-0-text": "", "steps-0-impact": "Mine"},
        at("report_openness", report): {"openness": "exempt", "public_interest": "Mine"},
        at("report_reopen", report): {"reason": "Mine"},
    }
    for address, posted in forms.items():
        answer = Client().post(address, posted)
        assert answer.status_code == 403
        assert "Mine</textarea>" in answer.content.decode()
        assert Client().post(address, {"revision": 0}).status_code == 302


def test_text_that_comes_after_sign_off_is_given_back(
    report: Report, officer: User, client_of: ClientOf
) -> None:
    Report.objects.filter(pk=report.pk).update(status=Report.Status.SIGNED_OFF)
    address = at("report_section", report, "background")
    answer = client_of(officer).post(address, {"text": "Mine & more", "revision": 0})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "This report has been signed off" in page
    assert "Mine &amp; more</textarea>" in page
    assert "</textarea>" not in client_of(officer).get(address).content.decode()


def test_who_wrote_a_section_is_not_offered_to_sign_it_off(
    report: Report, officer: User, approver: User, client_of: ClientOf
) -> None:
    Report.objects.filter(pk=report.pk).update(status=Report.Status.IN_REVIEW)
    listed = reverse("boards:report_list", args=["nottingham"])
    assert "For you to sign off" in client_of(approver).get(listed).content.decode()
    report.sections.filter(key="background").update(updated_by=approver)
    assert "For you to sign off" not in client_of(approver).get(listed).content.decode()
    page = client_of(approver).get(at("report_detail", report)).content.decode()
    assert "<h2>Sign off</h2>" not in page


def test_an_agenda_that_it_was_taken_off_is_not_named(
    report: Report, nottingham: Council, officer: User, client_of: ClientOf
) -> None:
    item = an_item(a_meeting(nottingham), report.title, report=report)
    named = "For the meeting of 17 May 2021"
    assert named in client_of(officer).get(at("report_detail", report)).content.decode()
    item.removed_at = NOW
    item.save()
    assert named not in client_of(officer).get(at("report_detail", report)).content.decode()
    entry = WorkItem.objects.create(
        board=report.board,
        meeting=item.meeting,
        title=report.title,
        report=report,
        created_by=officer,
        created_at=NOW,
        status=WorkItem.Status.DROPPED,
    )
    listed = client_of(officer).get(reverse("boards:report_list", args=["nottingham"]))
    assert "17 May 2021" not in listed.content.decode()
    WorkItem.objects.filter(pk=entry.pk).update(status=WorkItem.Status.PLANNED)
    assert named in client_of(officer).get(at("report_detail", report)).content.decode()


def test_the_second_of_two_who_change_the_details_is_told(
    report: Report, client_of: ClientOf, officer: User
) -> None:
    page = client_of(officer)
    sent = {"title": "Mine", "author": report.author, "revision": "0"}
    page.post(at("report_details", report), {**sent, "title": "Theirs", "wards": "Bulwell"})
    answer = page.post(at("report_details", report), sent)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "<dd>Theirs</dd>" in text
    assert 'value="Mine"' in text
    assert Report.objects.get(pk=report.pk).title == "Theirs"
    again = answer.context["form"]["revision"].value()
    assert page.post(at("report_details", report), {**sent, "revision": again}).status_code == 302
    assert Report.objects.get(pk=report.pk).title == "Mine"
