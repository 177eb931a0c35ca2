"""A report from its first draft to sign-off and back."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import AuditEvent, Council, User
from boards.models import Appendix, Board, Openness, Report, Review, WorkItem
from boards.packs.report_body import ReportBody, report_body
from boards.services.reports import (
    DetailsConflict,
    NotYoursError,
    ReportError,
    SectionConflict,
    Step,
    answer_review,
    ask_reviewer,
    begin_report,
    change_details,
    reopen_report,
    save_section,
    set_authors,
    set_openness,
    set_recommendations,
    sign_off_report,
    signing,
    why_not_ready,
    withdraw_review,
)
from boards.services.reports.uploading import remove_appendix
from reporting.domain.paper import PdfFile
from tests.boards.cast import NOW, a_board, a_paper

pytestmark = pytest.mark.django_db
DUE = dt.date(2021, 4, 30)
TODAY = dt.date(2021, 4, 20)


@pytest.fixture
def report(nottingham: Council, officer: User) -> Report:
    return begin_report(
        board=a_board(nottingham), title="Homes for children", author="Head of Service", by=officer
    )


def fill(report: Report, by: User) -> None:
    for section in report.sections.filter(required=True, reviewer=""):
        save_section(section=section, text="Words of the report.", revision=0, by=by)
    for section in report.sections.exclude(reviewer=""):
        save_section(section=section, text="There is a cost within budget.", revision=0, by=by)
    report.refresh_from_db()


def words(report: Report) -> str:
    report = Report.objects.get(pk=report.pk)
    return " | ".join(one.words for one in why_not_ready(report, today=TODAY))


def test_it_begins_with_the_boards_template(report: Report) -> None:
    assert report.sections.count() == report.board.sections.count()
    assert report.status == Report.Status.DRAFT
    assert "“Background” must be filled in" in words(report)
    assert "“Finance comments” must be filled in: it is empty and Finance" in words(report)


def test_two_reports_of_one_title_have_two_addresses(report: Report, officer: User) -> None:
    again = begin_report(board=report.board, title=report.title, author="x", by=officer)
    assert (report.slug, again.slug) == ("homes-for-children", "homes-for-children-2")


def test_two_authors_see_both_versions(report: Report, officer: User, analyst: User) -> None:
    set_authors(report=report, users=[analyst], by=officer)
    section = report.sections.get(key="background")
    save_section(section=section, text="Mine", revision=0, by=officer)
    with pytest.raises(SectionConflict) as conflict:
        save_section(section=section, text="Theirs", revision=0, by=analyst)
    assert (conflict.value.section.text, conflict.value.typed) == ("Mine", "Theirs")
    save_section(section=section, text="Both", revision=1, by=analyst)
    section.refresh_from_db()
    assert section.text == "Both"


def test_nobody_else_writes_it(report: Report, analyst: User, councillor: User) -> None:
    section = report.sections.get(key="background")
    for stranger in (analyst, councillor):
        with pytest.raises(NotYoursError):
            save_section(section=section, text="x", revision=0, by=stranger)


def test_silence_is_no_clearance(report: Report, officer: User, analyst: User) -> None:
    fill(report, officer)
    review = ask_reviewer(report=report, role="Finance", reviewer=analyst, due_on=DUE, by=officer)
    assert "Finance has not answered: asked by 30 April 2021" in words(report)
    answer_review(review=review, answer="cleared", by=analyst)
    assert "Finance" not in words(report)


def test_a_change_after_an_answer_says_so(report: Report, officer: User, analyst: User) -> None:
    fill(report, officer)
    review = ask_reviewer(report=report, role="Finance", reviewer=analyst, due_on=DUE, by=officer)
    answer_review(review=review, answer="none", by=analyst)
    save_section(
        section=report.sections.get(key="background"), text="Dearer.", revision=1, by=officer
    )
    assert "The report has changed since Finance answered" in words(report)


def test_who_does_not_clear_says_why(report: Report, officer: User, analyst: User) -> None:
    review = ask_reviewer(report=report, role="Finance", reviewer=analyst, due_on=DUE, by=officer)
    with pytest.raises(ReportError, match="Say why"):
        answer_review(review=review, answer="refused", by=analyst)
    with pytest.raises(NotYoursError):
        answer_review(review=review, answer="cleared", by=officer)
    answer_review(review=review, answer="refused", comment="No cost is given", by=analyst)
    assert "Finance did not clear it: No cost is given" in words(report)


def test_an_author_answers_no_review(report: Report, officer: User) -> None:
    with pytest.raises(ReportError, match="somebody else answers"):
        ask_reviewer(report=report, role="Legal", reviewer=officer, due_on=DUE, by=officer)


def recommend(report: Report, by: User, *texts: str) -> None:
    report.refresh_from_db()
    set_recommendations(
        report=report, recommendations=texts, steps=(), revision=report.revision, by=by
    )


def test_a_decision_needs_answers_and_a_proposal(
    report: Report, officer: User, analyst: User
) -> None:
    fill(report, officer)
    recommend(report, officer, "To note the report")
    assert words(report) == ""
    recommend(report, officer, "To adopt the strategy")
    assert "no reviewer has answered" in words(report)
    assert "its text holds no such proposal" in words(report)
    section = report.sections.get(key="background")
    save_section(section=section, text="It is proposed to adopt it.", revision=1, by=officer)
    review = ask_reviewer(report=report, role="Legal", reviewer=analyst, due_on=DUE, by=officer)
    answer_review(review=review, answer="none", by=analyst)
    assert words(report).endswith("every reviewer answered “none”: ask whether that is meant")


def test_recommendations_stand_apart_from_steps(report: Report, officer: User) -> None:
    set_recommendations(
        report=report,
        recommendations=["To note it", "  "],
        steps=[Step("Open a home", "Fewer children far away")],
        revision=0,
        by=officer,
    )
    report.refresh_from_db()
    assert report.recommendations.count() == report.next_steps.count() == 1
    with pytest.raises(ReportError, match="changed while you were writing"):
        set_recommendations(
            report=report, recommendations=["Other"], steps=(), revision=0, by=officer
        )


def test_a_restricted_report_tells_its_title_nowhere(report: Report, officer: User) -> None:
    change_details(report=report, revision=0, by=officer, title="Closing the home in Elm Road")
    with pytest.raises(ReportError, match="must differ"):
        set_openness(
            paper=report,
            openness="exempt",
            paragraph=3,
            public_title="Closing the home in Elm Road",
            by=officer,
        )
    found = set_openness(
        paper=report,
        openness=Openness.EXEMPT,
        paragraph=3,
        public_title="A commercial matter",
        by=officer,
    )
    assert found.slug == "a-commercial-matter"
    assert "nobody has said why" in words(report)
    newest = AuditEvent.objects.order_by("-pk").first()
    assert newest is not None
    assert newest.subject == f"Report {report.pk}: A commercial matter"


def signed(report: Report, officer: User, approver: User) -> Report:
    fill(report, officer)
    recommend(report, officer, "To note the report")
    return sign_off_report(report=report, by=approver)


def test_sign_off_renders_the_body_once(report: Report, officer: User, approver: User) -> None:
    found = signed(report, officer, approver)
    assert found.body is not None
    assert found.body.pages >= 1
    assert len(found.body_key) == 64
    with pytest.raises(ReportError, match="already"):
        sign_off_report(report=report, by=approver)
    with pytest.raises(ReportError, match="Reopen"):
        change_details(report=report, revision=0, by=officer, title="Another")


def test_who_wrote_it_does_not_sign_it_off(report: Report, officer: User, approver: User) -> None:
    fill(report, officer)
    recommend(report, officer, "To note the report")
    with pytest.raises(NotYoursError):
        sign_off_report(report=report, by=officer)
    set_authors(report=report, users=[approver], by=officer)
    with pytest.raises(NotYoursError, match="another approver"):
        sign_off_report(report=report, by=approver)


def test_what_stops_it_is_said(report: Report, approver: User) -> None:
    with pytest.raises(ReportError, match="It is not ready\\. “Summary of issues” must be"):
        sign_off_report(report=report, by=approver)


def test_reopening_takes_the_body_back(report: Report, officer: User, approver: User) -> None:
    found = signed(report, officer, approver)
    with pytest.raises(NotYoursError):
        reopen_report(report=found, reason="A slip", by=officer)
    with pytest.raises(ReportError, match="Say why"):
        reopen_report(report=found, reason=" ", by=approver)
    found = reopen_report(report=found, reason="A slip", by=approver)
    assert (found.status, found.body) == (Report.Status.DRAFT, None)


def test_answers_are_asked_again(report: Report, officer: User, analyst: User) -> None:
    review = ask_reviewer(report=report, role="Legal", reviewer=analyst, due_on=DUE, by=officer)
    answer_review(review=review, answer="cleared", by=analyst)
    ask_reviewer(report=report, role="legal", reviewer=analyst, due_on=DUE, by=officer)
    assert Review.objects.get().answer == ""


def test_a_refusal_is_told_and_not_printed(report: Report, officer: User, analyst: User) -> None:
    section = report.sections.exclude(reviewer="")[0]
    review = ask_reviewer(
        report=report, role=section.reviewer, reviewer=analyst, due_on=DUE, by=officer
    )
    answer_review(review=review, answer="refused", comment="No cost is given", by=analyst)
    assert "did not clear it: No cost is given" in words(report)
    assert "No cost is given" not in repr(report_body(report).sections)
    answer_review(review=review, answer="cleared", comment="Within budget", by=analyst)
    assert "Within budget" in repr(report_body(report).sections)


def test_an_answer_bears_the_day_of_the_country(
    report: Report, officer: User, analyst: User
) -> None:
    Board.objects.filter(pk=report.board_id).update(comment_initials=True)
    report = Report.objects.get(pk=report.pk)
    section = report.sections.exclude(reviewer="")[0]
    review = ask_reviewer(
        report=report, role=section.reviewer, reviewer=analyst, due_on=DUE, by=officer
    )
    past_midnight = dt.datetime(2021, 5, 31, 23, 30, tzinfo=dt.UTC)
    answer_review(review=review, answer="cleared", comment="Fine", by=analyst, at=past_midnight)
    assert "1 June 2021)" in repr(report_body(report).sections)


def test_an_answer_that_came_meanwhile_is_not_withdrawn(
    report: Report, officer: User, analyst: User
) -> None:
    asked = ask_reviewer(report=report, role="Legal", reviewer=analyst, due_on=DUE, by=officer)
    answer_review(review=asked, answer="cleared", by=analyst)
    with pytest.raises(ReportError, match="stays with the report"):
        withdraw_review(review=asked, by=officer)
    assert Review.objects.get().answer == "cleared"


def test_an_appendix_is_taken_off_once(report: Report, officer: User) -> None:
    file = a_paper(report.board.council, officer, b"a paper")
    for order in (1, 2, 3):
        Appendix.objects.create(report=report, order=order, title=f"Paper {order}", file=file)
    first = report.appendices.get(order=1)
    same = report.appendices.get(order=1)
    remove_appendix(appendix=first, by=officer)
    remove_appendix(appendix=same, by=officer)
    left = [(one.order, one.title) for one in report.appendices.order_by("order")]
    assert left == [(1, "Paper 2"), (2, "Paper 3")]


def test_an_entry_of_the_programme_has_one_report(report: Report, officer: User) -> None:
    entry = WorkItem.objects.create(
        board=report.board, title="Fostering", created_by=officer, created_at=NOW
    )
    begin_report(board=report.board, title="One", author="x", by=officer, work_item=entry)
    with pytest.raises(ReportError, match="Somebody has begun"):
        begin_report(board=report.board, title="Two", author="x", by=officer, work_item=entry)
    assert not Report.objects.filter(title="Two").exists()


def test_a_question_asked_while_it_is_printed_stops_sign_off(
    report: Report,
    officer: User,
    approver: User,
    analyst: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(report, officer)
    recommend(report, officer, "To note the report")
    printed = signing.body_pdf

    def slowly(body: ReportBody, council: Council) -> PdfFile:
        ask_reviewer(report=report, role="Legal", reviewer=analyst, due_on=DUE, by=officer)
        return printed(body, council)

    monkeypatch.setattr(signing, "body_pdf", slowly)
    with pytest.raises(ReportError, match="Legal has not answered"):
        sign_off_report(report=report, by=approver)
    report.refresh_from_db()
    assert report.status == Report.Status.IN_REVIEW


def test_two_people_who_change_the_details_lose_nothing(
    report: Report, officer: User, approver: User
) -> None:
    first = change_details(report=report, revision=0, by=officer, wards="Bulwell", authors=[])
    assert first.details_revision == 1
    with pytest.raises(DetailsConflict) as conflict:
        change_details(report=report, revision=0, by=officer, wards="All", authors=[approver])
    assert conflict.value.report.wards == "Bulwell"
    report.refresh_from_db()
    assert (report.wards, report.authors.count()) == ("Bulwell", 0)
    # The same words are no conflict, and a section that somebody saved is none either.
    change_details(report=report, revision=0, by=officer, wards="Bulwell")
    save_section(section=report.sections.get(key="legal"), text="x", revision=0, by=officer)
    change_details(report=report, revision=1, by=officer, wards="All", authors=[approver])
    report.refresh_from_db()
    assert (report.wards, report.authors.get().user) == ("All", approver)
