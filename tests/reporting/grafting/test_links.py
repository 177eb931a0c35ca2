"""Links, names and bookmarks of a part lead to their new pages, or are left out."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from .papers import changed, plain
from .single import assert_sound, grafted, kinds_of, link


def test_links_are_kept_that_lead_somewhere() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        first, second = pdf.pages[0].obj, pdf.pages[1].obj
        pdf.Root.Dests = Dictionary(Old=Array([second, Name.FitH, 700]))
        leaf = Dictionary(
            Names=Array([String("new"), Dictionary(D=Array([second, Name.XYZ, 1, 2, 3]))])
        )
        deep = Dictionary(Kids=Array([pdf.make_indirect(Dictionary(Kids=Array([leaf])))]))
        pdf.Root.Names = Dictionary(Dests=deep)
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        first.Annots = Array(
            [
                link(Dest=Name.Old),
                link(Dest=String("new")),
                pdf.make_indirect(link(A=Dictionary(S=Name.GoTo, D=Array([second, Name.Fit])))),
                link(A=Dictionary(S=Name.URI, URI=String("https://example.org/"))),
                link(A=Dictionary(S=Name.URI, URI=String("javascript:alert(1)"))),
                link(A=Dictionary(S=Name.Launch, F=String("a.exe"))),
                link(A=script),
                link(Dest=String("nowhere")),
                link(Dest=Array([99, Name.Fit])),
                Dictionary(Type=Name.Annot, Subtype=Name.Text, Contents=String("A secret")),
            ]
        )

    data, found = grafted(changed(plain(["One", "Two"]), add), pages=2)
    assert_sound(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        notes = list(pdf.pages[1].Annots)
        assert [str(note.get("/Dest", "")) for note in notes[:2]] == ["item4.Old", "item4.new"]
        assert notes[2].Dest[0].objgen == pdf.pages[2].objgen
        assert len(notes) == 4
    assert "dropped" in kinds_of(found)
    assert "6" in next(note.words for note in found.notes if note.kind == "dropped")


def test_links_move_with_a_turned_page() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        note = link(A=Dictionary(S=Name.URI, URI=String("https://example.org/")))
        note.QuadPoints = Array([60, 80, 200, 80, 60, 60, 200, 60])
        pdf.pages[0].obj.Annots = Array([note])

    data, _ = grafted(changed(plain(["Turned"], rotate=90), add))
    assert_sound(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        left, bottom, right, top = (float(n) for n in pdf.pages[1].Annots[0].Rect)
    assert top - bottom > right - left  # the text runs downwards now


def test_bookmarks_that_loop_or_lead_nowhere_do_no_harm() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        first = pdf.make_indirect(Dictionary(Title=String("First"), Dest=Array([page, Name.Fit])))
        second = pdf.make_indirect(Dictionary(Title=String("Nowhere"), Dest=String("gone")))
        first.Next, second.Next, second.First = second, first, first
        pdf.Root.Outlines = Dictionary(First=first, Last=second, Count=2)

    data, _ = grafted(changed(plain(["One"]), add))
    assert_sound(data)
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        item = outline.root[0].children[-1]
        assert (item.title, [kid.title for kid in item.children]) == ("4. A paper", ["First"])
