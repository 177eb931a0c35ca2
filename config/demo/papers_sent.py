"""PDF files as others would send them to the council: made here, with tags and without."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from django.template.loader import render_to_string

from accounts.models import Council
from boards.domain.markup import number_sections, parse
from boards.packs.live_figures import LiveFigures
from boards.packs.printed_blocks import Printer
from reporting.pdf import render_pdf

from .tables import parts, rows


def enquiry_pages(title: str, folder: str) -> bytes:
    """The peer review: a page for each line of enquiry, tagged."""
    lines = [
        {**row, "asks": parts(row["asks"]), "evidence": parts(row["evidence"])}
        for row in rows(folder, "enquiry")
    ]
    html = render_to_string("boards/demo/enquiry.html", {"title": title, "lines": lines})
    return render_pdf(html, title=title, style_sheet="body.css").data


def described_pages(
    title: str, texts: Sequence[tuple[str, str, str]], council: Council, *, tagged: str
) -> bytes:
    """A paper of sections; without tags it is what a scanner or an old program makes."""
    printer = Printer(LiveFigures(council, public=False), council=council)
    typed = [(heading, parse(text).blocks) for _, heading, text in texts]
    sections = [
        (one.heading, [printer.printed(block) for block in one.blocks])
        for one in number_sections(typed)
    ]
    html = render_to_string("boards/demo/sent.html", {"title": title, "sections": sections})
    data = render_pdf(html, title=title, style_sheet="body.css").data
    return data if tagged == "yes" else _without_tags(data)


def _without_tags(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name in ("/StructTreeRoot", "/MarkInfo"):
            if name in pdf.Root:
                del pdf.Root[name]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
