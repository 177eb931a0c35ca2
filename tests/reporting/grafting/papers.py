"""Papers to graft: bodies of ours, and files as strangers make them, taken apart on purpose."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reporting.pdf import render_pdf

STYLE = """<style>@page { size: A4; margin: 24mm 18mm } body { font: 11pt "DejaVu Sans"; margin: 0 }
h2.new { break-before: page }</style>"""


def body(title: str, *, pages: int = 1, words: str = "", more: str = "") -> bytes:
    """A body of ours: headings, a table with heads, links within and out, a picture."""
    parts = [f"<h1>{title}</h1><p>{words} <a href='#end'>To the end</a>, "]
    parts.append("<a href='https://example.org/act'>the Act</a></p>")
    parts.append(
        "<table><caption>Figures</caption><thead><tr><th scope='col'>Measure</th>"
        "<th scope='col'>Now</th></tr></thead><tbody><tr><th scope='row'>Visits</th>"
        "<td>83%</td></tr></tbody></table>"
    )
    parts += [
        f"<h2 class='new'>Part {number} of {title}</h2><p>Words of {number}.</p>"
        for number in range(2, pages + 1)
    ]
    parts.append(f"{more}<p id='end'>The end of {title}.</p>")
    html = f"<!DOCTYPE html><html lang='en-GB'><head>{STYLE}</head><body>{''.join(parts)}</body>"
    made = render_pdf(html + "</html>", title=title, style_sheet="none.css")
    assert made.pages == pages
    return made.data


def saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, **how)
    return out.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return saved(pdf)


def font(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )


def plain(texts: list[str], *, box: tuple[float, ...] = (0, 0, 595, 842), rotate: int = 0) -> bytes:
    """Untagged pages, one text each, as many programs make them."""
    pdf = pikepdf.new()
    letters = font(pdf)
    for text in texts:
        left, bottom = min(box[0], box[2]), min(box[1], box[3])
        content = f"BT /F1 24 Tf {left + 40} {bottom + 60} Td ({text}) Tj ET".encode()
        page = Dictionary(Type=Name.Page, MediaBox=Array(list(box)), Rotate=rotate)
        page.Contents = pdf.make_stream(content)
        page.Resources = Dictionary(Font=Dictionary(F1=letters))
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return saved(pdf)


def tagged(content: bytes, kids: Callable[[pikepdf.Pdf, Any, Any], Any], **root: Any) -> bytes:
    """One page with `content`; `kids` makes the /K of the tree from file, tree root and page."""
    pdf = pikepdf.new()
    page = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842])))
    page.Contents = pdf.make_stream(content)
    page.Resources = Dictionary(Font=Dictionary(F1=font(pdf)))
    pdf.pages.append(pikepdf.Page(page))
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, **root))
    tree.K = kids(pdf, tree, pdf.pages[0].obj)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("en-GB")
    return saved(pdf)


def text(words: str, mcid: int | None = None, y: int = 700) -> bytes:
    drawn = f"BT /F1 12 Tf 60 {y} Td ({words}) Tj ET\n".encode()
    return drawn if mcid is None else b"/P <</MCID %d>> BDC\n%sEMC\n" % (mcid, drawn)


def one_tagged_field() -> bytes:
    """A tagged page with a paragraph, and a field that its tags hold."""

    def kids(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        shown = pdf.make_stream(b"BT /F1 12 Tf 2 4 Td (Filled) Tj ET")
        shown.BBox, shown.Resources = Array([0, 0, 100, 20]), page.Resources
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("a"),
                Rect=Array([60, 600, 160, 620]),
                AP=Dictionary(N=shown),
                StructParent=1,
            )
        )
        page.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        paragraph = pdf.make_indirect(Dictionary(S=Name.P, P=tree, Pg=page, K=Array([0])))
        held = Dictionary(Type=Name.OBJR, Obj=field, Pg=page)
        form = pdf.make_indirect(Dictionary(S=Name.Form, P=tree, Pg=page, K=held))
        return Array([paragraph, form])

    return tagged(text("Name:", 0), kids)
