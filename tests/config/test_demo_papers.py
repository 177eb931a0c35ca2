"""The papers of the demonstration's meeting are written, answered and signed off."""

from __future__ import annotations

import datetime as dt

import pikepdf
import pypdfium2
import pytest

from accounts.models import Council
from boards.models import Openness, Report
from boards.services.board import open_board
from boards.services.reports import why_not_ready
from config.demo import nottingham as demo
from config.demo.papers import load_papers
from config.demo.people import demo_people
from reference.models import Area
from reporting.services.files import edition_path, read_kept_file
from tests.boards.cast import a_meeting, an_item
from tests.documents.checks import assert_pdf_ua

pytestmark = pytest.mark.django_db
TODAY = dt.date(2021, 5, 6)


def text_of(sha256: str) -> str:
    document = pypdfium2.PdfDocument(read_kept_file(sha256))
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


def test_the_papers_are_whole_and_loading_again_changes_nothing() -> None:
    council = Council.objects.create(
        slug=demo.SLUG, name=demo.NAME, area=Area.objects.get(code=demo.AREA)
    )
    people = demo_people(council, "a phrase for tests")
    demo.load(council, people)
    open_board(council=council, by=people.governance)
    item = an_item(a_meeting(council), "Care Leavers Annual Report 2020-21", number="8")
    assert load_papers(council, people)
    reports = {one.title: one for one in Report.objects.for_council(council)}
    assert len(reports) == 6
    for report in reports.values():
        assert report.status == Report.Status.SIGNED_OFF
        assert why_not_ready(report, today=TODAY) == []
    item.refresh_from_db()
    assert item.report == reports[item.title]

    pages = {one.title[:8]: (one.body or one.file) for one in reports.values()}
    counts = {title: file.pages for title, file in pages.items() if file}
    assert counts["Virtual "] == 20
    assert counts["Children"] >= 14  # the pack and the strategy begin alike
    strategy = reports[
        "Children in Care Placements - Commissioning and Sufficiency Strategy 2021-23"
    ]
    assert strategy.body is not None
    provision, prices = strategy.appendices.all()
    assert not provision.file.tagged
    assert provision.file.description
    with pikepdf.open(edition_path(provision.file.sha256)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
    assert (prices.openness, prices.paragraph) == (Openness.EXEMPT, 3)
    printed = text_of(strategy.body.sha256)
    assert "which is 99 in every 10,000 residents" in printed
    assert prices.public_title in printed
    assert prices.title not in printed
    assert_pdf_ua(read_kept_file(strategy.body.sha256))

    pack = next(one for one in reports.values() if one.kind == Report.Kind.PERFORMANCE)
    (restricted,) = pack.appendices.all()
    assert restricted.paragraph == 2
    assert pack.body is not None
    assert "draft" not in text_of(pack.body.sha256)
    assert_pdf_ua(read_kept_file(pack.body.sha256))
    assert not load_papers(council, people)
