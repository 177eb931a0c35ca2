"""Trees of tags as the world makes them, and what is put right in them."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from reporting.grafting import GraftError

from .checks import graft_problems
from .papers import tagged, text
from .single import assert_sound, elements, grafted, kinds_of, link, one_paragraph


def test_kids_may_be_one_dictionary_and_direct() -> None:
    def direct(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        return Dictionary(S=Name.P, P=tree, K=Dictionary(Type=Name.MCR, Pg=page, MCID=0))

    data, found = grafted(tagged(text("Alone", 0), direct))
    assert_sound(data)
    assert kinds_of(found) == []


def test_a_parent_tree_is_not_needed_and_not_believed() -> None:
    wrong = Dictionary(Kids=Array([Dictionary(Kids=Array([Dictionary(Nums=Array([7, 7]))]))]))
    data, _ = grafted(tagged(text("Alone", 0), one_paragraph, ParentTree=wrong))
    assert_sound(data)


def test_a_tree_that_leads_back_into_itself_ends() -> None:
    def loop(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        paragraph = one_paragraph(pdf, tree, page)
        section = pdf.make_indirect(Dictionary(S=Name.Sect, P=tree, K=Array([paragraph])))
        paragraph.K = Array([0, section, paragraph])
        return Array([section, section, paragraph])

    data, _ = grafted(tagged(text("Alone", 0), loop))
    assert_sound(data)


def test_a_tree_without_a_bottom_is_refused() -> None:
    def deep(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        element = one_paragraph(pdf, tree, page)
        for _ in range(400):
            element = pdf.make_indirect(Dictionary(S=Name.Div, P=tree, K=Array([element])))
        return element

    with pytest.raises(GraftError, match="nested too deeply"):
        grafted(tagged(text("Alone", 0), deep))


def test_types_are_followed_to_what_readers_know() -> None:
    def odd(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        space = Dictionary(RoleMapNS=Dictionary(Overskrift=Array([Name.H3, Dictionary()])))
        kinds = ("Textbody", "Loop1", "Unheard", "Overskrift", "Strong", "H")
        made = []
        for mcid, kind in enumerate(kinds):
            element = one_paragraph(pdf, tree, page)
            element.S, element.K = Name("/" + kind), Array([mcid])
            if kind == "Overskrift":
                element.NS = space
            made.append(element)
        return Array(made)

    roles = Dictionary(Textbody=Name.Body, Body=Name.P, Loop1=Name.Loop2, Loop2=Name.Loop1)
    content = b"".join(text(f"n{n}", n, 700 - 20 * n) for n in range(6))
    data, found = grafted(tagged(content, odd, RoleMap=roles))
    assert_sound(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        part = next(e for e in elements(pdf) if e.S == "/Part")
        kinds = [str(kid.S) for kid in part.K]
        assert "/RoleMap" not in pdf.Root.StructTreeRoot
    assert kinds == ["/P", "/Span", "/Span", "/H1", "/Span", "/H1"]
    assert "mended" in kinds_of(found)


def test_headings_skip_no_level() -> None:
    def headings(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        made = []
        for mcid, kind in enumerate(("H3", "H6", "H2", "H4")):
            element = one_paragraph(pdf, tree, page)
            element.S, element.K = Name("/" + kind), Array([mcid])
            made.append(element)
        return Array(made)

    content = b"".join(text(f"n{n}", n, 700 - 20 * n) for n in range(4))
    data, _ = grafted(tagged(content, headings))
    assert_sound(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        part = next(e for e in elements(pdf) if e.S == "/Part")
        assert [str(kid.S) for kid in part.K] == ["/H1", "/H2", "/H2", "/H3"]


def test_pictures_and_heads_of_tables_get_words() -> None:
    def table(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        cells = []
        for mcid, kind in enumerate(("TH", "TH", "TH", "TD")):
            cell = one_paragraph(pdf, tree, page)
            cell.S, cell.K = Name("/" + kind), Array([mcid])
            cells.append(cell)
        rows = [
            pdf.make_indirect(Dictionary(S=Name.TR, P=tree, K=Array(cells[n : n + 2])))
            for n in (0, 2)
        ]
        figure = one_paragraph(pdf, tree, page)
        figure.S, figure.K = Name.Figure, Array([4])
        made = pdf.make_indirect(Dictionary(S=Name.Table, P=tree, K=Array(rows)))
        return Array([made, figure])

    content = b"".join(text(f"n{n}", n, 700 - 20 * n) for n in range(5))
    data, found = grafted(tagged(content, table))
    assert_sound(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        scopes = [str(e.A[0].Scope) for e in elements(pdf) if e.S == "/TH" and "/ID" not in e]
    assert scopes == ["/Column", "/Column", "/Row"]
    assert "1" in next(n.words for n in found.notes if "pictures" in n.words)


def test_rows_of_different_lengths_are_made_even() -> None:
    def table(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        cells = []
        for mcid in range(4):
            cell = one_paragraph(pdf, tree, page)
            cell.S, cell.K = Name.TD, Array([mcid])
            cells.append(cell)
        cells[0].A = Dictionary(O=Name.Table, RowSpan=2)
        rows = [
            pdf.make_indirect(Dictionary(S=Name.TR, P=tree, K=Array(held)))
            for held in (cells[:3], cells[3:])
        ]
        stranger = one_paragraph(pdf, tree, page)
        stranger.K = Array([4])
        return pdf.make_indirect(Dictionary(S=Name.Table, P=tree, K=Array([*rows, stranger])))

    content = b"".join(text(f"n{n}", n, 700 - 20 * n) for n in range(5))
    data, found = grafted(tagged(content, table))
    assert_sound(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        table_of_part = [e for e in elements(pdf) if e.S == "/Table"][-1]
        assert [len(row.K) for row in table_of_part.K] == [3, 2, 3]
        assert [str(kid.S) for kid in table_of_part.K] == ["/TR"] * 3
    assert {"mended"} == set(kinds_of(found))


def test_a_link_is_tagged_as_a_link() -> None:
    def reference(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        note = pdf.make_indirect(link(A=Dictionary(S=Name.URI, URI=String("https://example.org/"))))
        page.Annots = Array([note])
        element = one_paragraph(pdf, tree, page)
        element.K = Array([0, Dictionary(Type=Name.OBJR, Obj=note, Pg=page)])
        return element

    data, _ = grafted(tagged(text("See", 0), reference))
    assert_sound(data)


def test_ids_classes_and_heads_of_cells_are_prefixed() -> None:
    def ids(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
        head, cell = (one_paragraph(pdf, tree, page) for _ in range(2))
        head.S, head.ID, head.C = Name.TH, String("h"), Name.Head
        cell.S, cell.K, cell.ID = Name.TD, Array([1]), String("h")
        cell.A = Dictionary(O=Name.Table, Headers=Array([String("h"), String("gone")]))
        row = pdf.make_indirect(Dictionary(S=Name.TR, P=tree, K=Array([head, cell])))
        return pdf.make_indirect(Dictionary(S=Name.Table, P=tree, K=row))

    classes = Dictionary(Head=Dictionary(O=Name.Table, Scope=Name.Column))
    data, _ = grafted(tagged(text("a", 0) + text("b", 1, 600), ids, ClassMap=classes))
    assert graft_problems(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert list(pdf.Root.StructTreeRoot.ClassMap.keys()) == ["/item4.Head"]
        cell = next(
            e
            for e in elements(pdf)
            if e.S == "/TD"
            and "/Headers" in e.get("/A", {})
            and str(e.get("/ID", "")).startswith("item4")
        )
        assert [str(head) for head in cell.A.Headers] == ["item4.h"]
