"""Our own small document is PDF/UA-1, and the checks notice when one is not."""

from __future__ import annotations

import io
from decimal import Decimal

import pikepdf
import pytest
from django.template import Context, Template

from reporting.domain.charts import ChartKind, ChartSpec, Role, Series
from reporting.pdf import (
    MissingStaticFileError,
    MissingTitleError,
    PageLabel,
    RenderError,
    render_pdf,
)

from .checks import assert_pdf_ua, pdf_problems, structure_types, table_heads, validator_problems

CHART = ChartSpec(
    ChartKind.LINE,
    "Up in the last quarter",
    "Percent of children",
    "Our share rose from 62.2% to 65.3%",
    x=("Q3", "Q4"),
    series=(Series("Ours", (Decimal("62.2"), Decimal("65.3")), Role.OWN),),
)
TEMPLATE = """{% load charts %}<!DOCTYPE html><html><head><title>x</title></head><body>
<h1>A pack</h1><p><a href="#second">The second part</a></p>
<table><caption>Figures</caption><thead><tr><th scope="col">Measure</th><th scope="col">Now</th>
</tr></thead><tbody><tr><th scope="row">Visits</th><td>83%</td></tr></tbody></table>
<h2 id="second" style="break-before: page">The second part</h2>
{% chart chart "paper" with_table=True %}
</body></html>"""


@pytest.fixture(scope="module")
def document() -> str:
    return Template(TEMPLATE).render(Context({"chart": CHART}))


@pytest.fixture(scope="module")
def paper(document: str) -> bytes:
    return render_pdf(document, title="A pack of two pages").data


def test_document_is_accessible(paper: bytes) -> None:
    assert_pdf_ua(paper)


def test_document_holds_tables_pictures_and_headings(paper: bytes) -> None:
    kinds = structure_types(paper)
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= set(kinds)


def test_table_heads_say_what_they_are_the_head_of(paper: bytes) -> None:
    # Two tables: one of two columns and a row, one of two columns and two rows.
    assert sorted(table_heads(paper)) == ["/Column"] * 4 + ["/Row"] * 3


def test_same_document_is_the_same_file(document: str, paper: bytes) -> None:
    assert render_pdf(document, title="A pack of two pages").data == paper


def test_page_labels_are_kept_with_the_tags(document: str) -> None:
    labels = [PageLabel(0, "r"), PageLabel(1, "D", "Item 9, ", 59)]
    data = render_pdf(document, title="A pack", page_labels=labels).data
    assert_pdf_ua(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [page.label for page in pdf.pages] == ["i", "Item 9, 59"]


def test_progress_counts_pages(document: str) -> None:
    told: list[tuple[str, int, int]] = []
    render_pdf(document, title="A pack", progress=lambda *step: told.append(step))
    # How many there will be is known when they are numbered, not before.
    assert told[0] == ("Laying out", 1, 0)
    assert {total for stage, _, total in told if stage != "Laying out"} == {2}
    assert told[-1] == ("Writing the file", 2, 2)


@pytest.mark.parametrize(
    "asked",
    [
        '<img alt="a" src="https://example.org/x.png">',
        '<img alt="a" src="file:///etc/passwd">',
        '<img alt="a" src="//example.org/x.png">',
        '<img alt="a" src="/static/../../../etc/passwd">',
        '<img alt="a" src="/static/%2e%2e/%2e%2e/pyproject.toml">',
        '<img alt="a" src="/etc/passwd">',
        '<img alt="a" src="x.png">',
        '<link rel="stylesheet" href="http://example.org/a.css">',
        "<style>body { background: url(ftp://example.org/x) }</style>",
        "<style>@import url(https://example.org/a.css);</style>",
        "<style>@font-face { font-family: a; src: url(https://example.org/a.woff) }"
        "p { font-family: a }</style>",
        '<object data="https://example.org/x.svg"></object>',
        '<img alt="a" src="data:image/svg+xml,<svg xmlns=&quot;http://www.w3.org/2000/svg&quot;>'
        '<image href=&quot;file:///etc/passwd&quot;/></svg>">',
    ],
)
def test_nothing_is_fetched_from_elsewhere(asked: str) -> None:
    with pytest.raises(RenderError):
        render_pdf(f"<html><head></head><body><p>Text</p>{asked}</body></html>", title="A pack")


def test_missing_static_file_is_named() -> None:
    with pytest.raises(MissingStaticFileError, match=r"no-such\.css"):
        render_pdf('<link rel="stylesheet" href="/static/no-such.css">', title="A pack")


def test_paper_needs_a_title() -> None:
    with pytest.raises(MissingTitleError):
        render_pdf("<p>Text</p>", title=" ")


def changed(data: bytes, change: object) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)  # type: ignore[operator]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def drop_last_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def drop_labels(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.PageLabels


def drop_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (drop_last_page, "leads to no page"),
        (drop_last_page, "belongs to a page that is not in the file"),
        (drop_labels, "no label"),
        (drop_language, "no language"),
    ],
)
def test_checks_notice(paper: bytes, change: object, words: str) -> None:
    assert any(words in problem for problem in pdf_problems(changed(paper, change)))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            '<h1>A</h1><img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 '
            'width=%229%22 height=%229%22><rect width=%229%22 height=%229%22/></svg>">',
            "FIGURE",
        ),
        ('<h1>A</h1><a href="/nottingham/">home</a>', "no reader of a file can open"),
    ],
)
def test_checks_notice_what_a_template_forgot(body: str, words: str) -> None:
    data = render_pdf(f"<html><body>{body}</body></html>", title="A pack").data
    problems = [*validator_problems(data), *pdf_problems(data)]
    assert any(words in problem for problem in problems), problems


def test_picture_that_cannot_be_drawn_is_a_failure_not_a_gap() -> None:
    broken = '<img alt="a" src="data:image/svg+xml;base64,bm8gcGljdHVyZQ==">'
    with pytest.raises(RenderError, match="missing on paper"):
        render_pdf(f"<p>Text</p>{broken}", title="A pack")
