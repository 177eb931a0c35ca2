"""The performance pack as a PDF: accessible by the validator, and by what it does not see."""

from __future__ import annotations

import datetime as dt
import io
import re

import pikepdf
import pypdfium2
import pytest

from accounts.models import Council, User
from performance.dashboards import quarter_dashboard
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_pdf
from performance.services import set_pack_details
from reference.domain.periods import quarter
from tests.accounts.conftest import png
from tests.documents.checks import assert_pdf_ua
from tests.performance.figures import a_figure, a_target

Q4 = quarter(2020, 4)
AUDITS = "2020-06-01..2021-03-31"
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(nottingham: Council, governance_officer: User) -> Council:
    """A quarter with a trend, a whole of shares, a small number, a target met and one missed."""
    for number, value in ((1, "78"), (2, "80"), (3, "82"), (4, "86")):
        a_figure(nottingham, "pathway-plan-in-care", f"2020-21-Q{number}", value)
    a_target(nottingham, "pathway-plan-in-care", "95")
    a_figure(nottingham, "own-foster-carers", "2020-21-Q4", "53.6")
    a_target(nottingham, "own-foster-carers", "50")
    for code, value in (
        ("living-in-foster-care", "70"),
        ("living-in-residential-care", "13.4"),
        ("other-placement", "16.6"),
    ):
        a_figure(nottingham, code, "2020-21-Q4", value)
    a_figure(nottingham, "audits-care-good", AUDITS, of=(21, 22))
    a_figure(nottingham, "audits-care-inadequate", AUDITS, of=(1, 22))
    set_pack_details(
        council=nottingham,
        quarter=Q4,
        meeting_on=dt.date(2021, 5, 17),
        item="9",
        presented_by="Director",
        by=governance_officer,
    )
    return nottingham


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize("audience", ["public", "board"])
def test_both_editions_are_accessible(told: Council, audience: str) -> None:
    pdf = pack_pdf(quarterly_pack(told, Q4, audience))
    assert_pdf_ua(pdf.data)


def test_told_against_published_is_accessible_on_paper(told: Council) -> None:
    a_figure(told, "suitable-home-19-21", "2020-21-Q4", "94.7")
    pdf = pack_pdf(quarterly_pack(told, Q4, "board"))
    assert_pdf_ua(pdf.data)
    text = " ".join(pages_of(pdf.data))
    for words in ("4.7 points higher", "249 of 276", "ask why, accuse nobody"):
        assert words in text


def test_figures_on_paper_are_those_on_screen(told: Council) -> None:
    text = " ".join(pages_of(pack_pdf(quarterly_pack(told, Q4, "board")).data))
    board = quarter_dashboard(told, Q4)
    rows = [row for section in board.sections for row in section.rows]
    assert len(rows) == 7
    for row in rows:
        assert row.now in text, row.name
        assert row.judgement.words in text, row.name
    assert board.headline.text in text


def test_every_page_of_an_exempt_edition_is_marked(told: Council) -> None:
    pages = pages_of(pack_pdf(quarterly_pack(told, Q4, "board", edition_number=1)).data)
    assert len(pages) > 8
    for number, text in enumerate(pages, start=1):
        assert "Not for publication" in text, f"page {number}"
        assert "paragraphs 1 and 2" in text, f"page {number}"


def test_a_public_edition_carries_no_mark_and_no_hidden_number(told: Council) -> None:
    pages = pages_of(pack_pdf(quarterly_pack(told, Q4, "public", edition_number=1)).data)
    text = " ".join(pages)
    assert "Not for publication" not in text
    for secret in ("95.5", "4.5%", "21 of 22", "1 of 22"):
        assert secret not in text
    assert "draft" not in text


def test_a_draft_says_so_on_each_page(told: Council) -> None:
    pages = pages_of(pack_pdf(quarterly_pack(told, Q4, "board")).data)
    assert all("draft" in text.lower() for text in pages)


def test_the_contents_name_the_page_on_which_a_chapter_begins(told: Council) -> None:
    pages = pages_of(pack_pdf(quarterly_pack(told, Q4, "public", edition_number=1)).data)
    contents = next(text for text in pages[:3] if "Contents" in text)
    for chapter in ("The quarter at a glance", "Settled at home", "Definitions"):
        found = re.search(rf"{chapter}\D*(\d+)", contents)
        assert found, chapter
        assert chapter in pages[int(found[1]) - 1]
        assert f"Page {found[1]} of {len(pages)}" in pages[int(found[1]) - 1]


def test_the_same_figures_make_the_same_bytes(told: Council) -> None:
    first, again = (pack_pdf(quarterly_pack(told, Q4, "public")).data for _ in range(2))
    assert first == again


def test_the_cover_carries_the_councils_logo_with_words_for_it(told: Council) -> None:
    bare = pack_pdf(quarterly_pack(told, Q4, "public", edition_number=1)).data
    told.logo, told.logo_type = png(40, 20), "image/png"
    data = pack_pdf(quarterly_pack(told, Q4, "public", edition_number=1)).data
    assert_pdf_ua(data)
    assert (_pictures(bare), _pictures(data)) == ([], [(40, 20)])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        parts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        assert "Logo of Nottingham City Council" in [str(p.Alt) for p in parts if "/Alt" in p]


def _pictures(data: bytes) -> list[tuple[int, int]]:
    """Width and height in pixels of each bitmap on the first page."""
    document = pypdfium2.PdfDocument(data)
    kind = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    found = [one.get_px_size() for one in document[0].get_objects(filter=[kind])]
    document.close()
    return found
