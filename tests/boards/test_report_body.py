"""What a report prints: numbers, live figures for its audience, and a PDF that frames nothing."""

from __future__ import annotations

import io
from decimal import Decimal

import docx
import pypdfium2
import pytest

from accounts.models import Council, User
from boards.models import Appendix, Openness, Report
from boards.packs.report_body import ReportBody, report_body
from boards.packs.report_findings import why_not_ready
from boards.packs.report_paper import body_pdf
from boards.packs.report_word import report_docx
from boards.services.reports import (
    begin_report,
    cells_of_reports,
    figures_of_reports,
    save_section,
    set_openness,
    set_recommendations,
    sign_off_report,
)
from tests.boards.cast import a_board, a_paper
from tests.documents.checks import assert_pdf_ua
from tests.performance.figures import a_figure, a_target

pytestmark = pytest.mark.django_db
TEXT = """Visits were on time for {{figure visits-on-time 2020-21-Q4}}, {{change visits-on-time
2020-21-Q4}}; the target is {{target visits-on-time 2020-21-Q4}}.

Audits: {{figure audits-care-inadequate 2020-21-Q4 over_period}}.

{{chart visits-on-time}}

{{table seen 2020-21-Q4}}"""


@pytest.fixture
def report(nottingham: Council, officer: User) -> Report:
    for number, value in ((3, "80.4"), (4, "83.3")):
        a_figure(nottingham, "visits-on-time", f"2020-21-Q{number}", value)
    a_target(nottingham, "visits-on-time", "95")
    a_figure(nottingham, "audits-care-inadequate", "2020-21-Q4", of=(1, 22), basis="over_period")
    report = begin_report(
        board=a_board(nottingham), title="Visits", author="Head of Service", by=officer
    )
    section = report.sections.get(key="background")
    save_section(section=section, text=TEXT, revision=0, by=officer)
    return Report.objects.get(pk=report.pk)


def said(body: ReportBody) -> str:
    section = next(one for one in body.sections if one.key == "background")
    return " ".join(piece.text for block in section.blocks for piece in block.pieces)


def test_an_open_report_prints_whole_numbers_and_withholds_few(report: Report) -> None:
    body = report_body(report)
    assert said(body).startswith("Visits were on time for  83% ,  up 3 points ; the target is  95%")
    assert "Audits:  (withheld)" in said(body)
    problems = [one for one in body.problems if "audits" in one.words]
    assert [one.stops for one in problems] == [False]
    assert all("audits" not in figure.key for figure in body.figures)


def test_an_exempt_report_prints_what_is_held(report: Report, officer: User) -> None:
    found = set_openness(
        paper=report,
        openness=Openness.EXEMPT,
        paragraph=2,
        public_interest="Few children",
        public_title="A paper",
        by=officer,
    )
    assert isinstance(found, Report)
    body = report_body(found)
    assert "83.3%" in said(body)
    assert "4.5%" in said(body)
    assert body.marking.startswith("Not for publication: exempt under paragraph 2")


def test_paragraphs_are_numbered_by_section(report: Report, officer: User) -> None:
    body = report_body(report)
    background = next(one for one in body.sections if one.key == "background")
    assert [block.number for block in background.blocks] == ["3.1", "3.2", "", ""]
    set_recommendations(
        report=report,
        recommendations=["To note it"],
        steps=(),
        revision=report.revision,
        by=officer,
    )
    assert report_body(report).sections[2].blocks[0].number == "4.1"


def test_tables_and_charts_are_of_the_figures_held(report: Report) -> None:
    blocks = {
        block.kind: block for section in report_body(report).sections for block in section.blocks
    }
    assert blocks["measures"].caption == "Table 1. Seen, heard and planned for, 2020-21 quarter 4"
    assert ("Children seen on time", "83%") in [
        (line.name, line.now) for line in blocks["measures"].measures
    ]
    assert blocks["chart"].chart is not None


def test_a_missing_figure_stops_sign_off(report: Report, officer: User) -> None:
    section = report.sections.get(key="options")
    text = "See {{figure dental-check 2020-21-Q4}} and {{figure no-such 2020-21-Q4}}."
    save_section(section=section, text=text, revision=0, by=officer)
    stops = [one.words for one in why_not_ready(report) if one.stops and one.part == "options"]
    assert len(stops) == 2
    assert "No measure is called no-such" in stops[1]


def test_the_key_follows_figures_and_words(
    report: Report, nottingham: Council, officer: User
) -> None:
    first = report_body(report).key
    assert report_body(report).key == first
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", "83.3")  # a new version, printed alike
    second = report_body(report).key
    assert second != first
    save_section(section=report.sections.get(key="summary"), text="Words.", revision=0, by=officer)
    assert report_body(report).key != second


def test_figures_that_change_after_sign_off_are_a_finding(
    report: Report, nottingham: Council, officer: User, approver: User
) -> None:
    for section in report.sections.exclude(key="background"):
        save_section(section=section, text="Words.", revision=0, by=officer)
    report.refresh_from_db()
    set_recommendations(
        report=report, recommendations=["To note"], steps=(), revision=report.revision, by=officer
    )
    signed = sign_off_report(report=report, by=approver)
    assert {one["printed"] for one in signed.figures} >= {"83%", "80%"}
    assert [one.key for one in why_not_ready(signed) if "since" in one.words] == []
    assert len(figures_of_reports([signed])) == len(signed.figures)
    cells = [one for one in cells_of_reports(nottingham, [signed]) if one.part == "value"]
    assert {(one.key.split("/")[4], str(one.shown)) for one in cells if "visits" in one.key} == {
        ("2020-21-Q3", "80"),
        ("2020-21-Q4", "83"),
    }
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", str(Decimal("90")))
    keys = [one.key for one in why_not_ready(Report.objects.get(pk=signed.pk))]
    assert "figures-changed" in keys


def test_the_body_names_a_closed_appendix_by_its_public_title(
    report: Report, nottingham: Council, officer: User
) -> None:
    file = a_paper(nottingham, officer, b"%PDF-1.7 x")
    Appendix.objects.create(
        report=report,
        order=1,
        title="The home in Elm Road",
        file=file,
        openness=Openness.EXEMPT,
        paragraph=3,
        public_interest="x",
        public_title="A commercial matter",
    )
    (appendix,) = report_body(report).appendices
    assert (appendix.letter, appendix.title) == ("A", "A commercial matter")


def test_the_pdf_is_accessible_and_has_nothing_in_its_margins(
    report: Report, nottingham: Council
) -> None:
    pdf = body_pdf(report_body(report), nottingham)
    assert_pdf_ua(pdf.data)
    assert body_pdf(report_body(report), nottingham).data == pdf.data
    document = pypdfium2.PdfDocument(pdf.data)
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        point = 72 / 25.4
        above = text.get_text_bounded(bottom=height - 20 * point)
        below = text.get_text_bounded(top=20 * point)
        assert (above.strip(), below.strip()) == ("", "")
        assert round(width / point) == 210
    document.close()


def test_in_word_a_chart_is_a_picture_with_words_above_its_figures(report: Report) -> None:
    found = docx.Document(io.BytesIO(report_docx(report_body(report), report)))
    picture = found.inline_shapes[0]
    assert picture._inline.docPr.get("descr").startswith("Children seen on time: Q3")
    image = found.part.related_parts[picture._inline.graphic.graphicData.pic.blipFill.blip.embed]
    assert image.blob.startswith(b"\x89PNG")
    following = picture._inline.getparent().getparent().getparent().getnext()
    assert following.text.startswith("Figures of the chart: ")
    cells = [cell.text for row in found.tables[1].rows for cell in row.cells]
    assert "83" in " ".join(cells)
