"""A report as a PDF without running header and page number: the agenda pack brings those."""

from __future__ import annotations

from django.template.loader import render_to_string

from accounts.models import Council
from performance.packs import quarterly_pack
from performance.packs.parts import QuarterlyPack
from performance.packs.rendering import TEMPLATE, pack_context, pack_pdf, unframed_pdfs
from reference.domain.periods import parse
from reporting.domain.paper import PdfFile

from .report_body import ReportBody

STYLE_SHEET = "body.css"


def body_pdf(body: ReportBody, council: Council) -> PdfFile:
    """The body as PDF/UA-1: the same bytes for the same values."""
    # Here, so that pages which print nothing do not wait for WeasyPrint to start.
    from reporting.pdf import render_pdf

    html = render_to_string("boards/reports/body.html", {"body": body, "council": council})
    return render_pdf(html, title=body.title, style_sheet=STYLE_SHEET)


def body_page(body: ReportBody, council: Council) -> str:
    """The same as a piece of a web page, where no script runs."""
    context = {"body": body, "council": council, "medium": "edition"}
    return render_to_string("boards/reports/page.html", context)


def quarter_pack(council: Council, period: str, audience: str) -> QuarterlyPack:
    """The performance pack of a quarter as an agenda carries it. Raises PeriodError."""
    return quarterly_pack(council, parse(period), audience)


def quarter_pdf(pack: QuarterlyPack) -> PdfFile:
    return pack_pdf(pack, unframed=True)


def quarter_pdfs(*packs: QuarterlyPack) -> list[PdfFile]:
    return unframed_pdfs(packs)


def quarter_page(pack: QuarterlyPack) -> str:
    context = {**pack_context(pack, "edition"), "council": pack.council, "unframed": True}
    return render_to_string(TEMPLATE, {**context, "frame": "boards/published/piece.html"})
