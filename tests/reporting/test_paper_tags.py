"""Tags of papers: words belong to their paragraph or cell at once, and say the same as before."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from reporting.pdf import render_pdf

HTML = """<!DOCTYPE html><html lang='en-GB'><body><h1>Homes</h1>
<p>One line,<br>another with <b>weight</b> and <a href='#t'>a link</a>.</p>
<p>{}</p>
<table id='t'><thead><tr><th scope='col'>Measure</th></tr></thead>
<tbody><tr><td>90%</td></tr></tbody></table></body></html>""".format("Words that go on. " * 900)


def elements(root: Any) -> list[Any]:
    kids = [
        kid for kid in root.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]
    return [each for kid in kids for each in (kid, *elements(kid))]


def test_words_have_no_span_between_them_and_what_they_belong_to() -> None:
    with pikepdf.open(io.BytesIO(render_pdf(HTML, title="Homes").data)) as pdf:
        tree = pdf.Root.StructTreeRoot
        found = elements(tree)
        idle = [one for one in found if one.S == "/Span" and one.P.S in ("/P", "/H1", "/TD", "/TH")]
        kinds = {str(one.S) for one in found}
        assert idle == []
        assert {"/P", "/H1", "/TD", "/TH", "/Link"} <= kinds
        # Each piece of each page belongs to the element that names it, on that very page.
        pairs = list(tree.ParentTree.Nums)
        owners = {int(pairs[n]): pairs[n + 1] for n in range(0, len(pairs), 2)}
        assert len(pdf.pages) > 1
        for page in pdf.pages:
            for mcid, owner in enumerate(owners[int(page.StructParents)]):
                assert owner.Pg.objgen == page.obj.objgen
                assert mcid in [kid for kid in owner.K if isinstance(kid, int)]


def test_heads_of_tables_say_what_they_head() -> None:
    with pikepdf.open(io.BytesIO(render_pdf(HTML, title="Homes").data)) as pdf:
        heads = [one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/TH"]
        assert [str(head.A.Scope) for head in heads] == ["/Column"]
