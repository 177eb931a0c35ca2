"""Slides and briefing: accessible, of the pack's own figures, and no more public than it."""

from __future__ import annotations

import pypdfium2
import pytest

from accounts.models import Council
from performance.packs import quarterly_pack
from performance.packs.handouts import briefing_of, slides_of
from performance.packs.rendering import pack_as
from reference.domain.periods import quarter
from reporting.domain.charts import ChartKind
from tests.documents.checks import assert_pdf_ua
from tests.performance.figures import a_figure, a_target, indicator

Q4 = quarter(2020, 4)
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(nottingham: Council) -> Council:
    for number, value in ((1, "78"), (2, "80"), (3, "82"), (4, "86")):
        a_figure(nottingham, "pathway-plan-in-care", f"2020-21-Q{number}", value)
        a_figure(nottingham, "visits-on-time", f"2020-21-Q{number}", of=(570 - number * 60, 684))
        a_figure(nottingham, "complaints-from-children", f"2020-21-Q{number}", str(20 - number * 4))
    a_target(nottingham, "pathway-plan-in-care", "90")
    a_target(nottingham, "visits-on-time", "95")
    a_figure(nottingham, "dental-check", "2020-21-Q4", "49", reported_direction="worsening")
    return nottingham


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return texts


@pytest.mark.parametrize("form", ["slides", "briefing"])
@pytest.mark.parametrize("audience", ["public", "board"])
def test_handouts_are_accessible(told: Council, form: str, audience: str) -> None:
    assert_pdf_ua(pack_as(form, quarterly_pack(told, Q4, audience)).data)


def test_slides_are_16_by_9_and_say_the_packs_figures(told: Council) -> None:
    pack = quarterly_pack(told, Q4, "board")
    slides = slides_of(pack)
    pdf = pack_as("slides", pack)
    document = pypdfium2.PdfDocument(pdf.data)
    assert {page.get_size() for page in document} == {(960.0, 540.0)}
    document.close()
    texts = pages_of(pdf.data)
    assert len(texts) == len(slides.slides) + 2
    assert pack.headline.parts[0][0] in texts[0]
    assert pack.glance.sentence in texts[1]
    assert "48.2%" in texts[1]  # 330 of 684, as the pack prints it
    for text, slide in zip(texts[1:], slides.slides, strict=False):
        assert slide.title in text


def test_a_theme_is_told_by_the_measure_that_is_worst_off(told: Council) -> None:
    pack = quarterly_pack(told, Q4, "board")
    lines = [s for s in slides_of(pack).slides if s.chart.kind is ChartKind.LINE]
    assert lines[0].title.startswith(indicator("visits-on-time").name)


def test_the_briefing_is_one_page_with_the_worst_first(told: Council) -> None:
    pack = quarterly_pack(told, Q4, "board")
    briefing = briefing_of(pack)
    assert [row.code for row in briefing.furthest] == ["visits-on-time"]
    assert [row.code for row in briefing.surely] == ["visits-on-time"]
    assert [row.code for row in briefing.reported] == ["dental-check"]
    [page] = pages_of(pack_as("briefing", pack).data)
    assert "46.8 points short" in page
    assert "officers report it as worsening" in page


@pytest.mark.parametrize("form", ["slides", "briefing"])
def test_what_the_public_pack_hides_is_on_no_handout(told: Council, form: str) -> None:
    name = indicator("complaints-from-children").name
    board = " ".join(pages_of(pack_as("slides", quarterly_pack(told, Q4, "board")).data))
    assert "Not for publication" in board
    public = quarterly_pack(told, Q4, "public")
    assert any(row.hidden for page in public.themes for row in page.section.rows)
    text = " ".join(pages_of(pack_as(form, public).data))
    assert f"{name}: down" not in text
    assert "Not for publication" not in text


def test_a_quarter_with_little_has_its_handouts_all_the_same(nottingham: Council) -> None:
    a_figure(nottingham, "dental-check", "2020-21-Q4", "49")
    pack = quarterly_pack(nottingham, Q4, "board")
    assert len(pages_of(pack_as("slides", pack).data)) == 2
    assert len(pages_of(pack_as("briefing", pack).data)) == 1
