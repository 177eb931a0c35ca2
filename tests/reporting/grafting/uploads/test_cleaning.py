"""What goes from an upload, what stays, and what is told of it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from reporting.grafting import Graft, graft
from reporting.grafting.uploads import Cleaned, UploadedPdf, clean, inspect_upload
from reporting.grafting.uploads.pictures import stripped
from tests.documents.checks import pdf_problems
from tests.reporting.grafting.checks import everything_in, graft_problems, texts_of
from tests.reporting.grafting.papers import body, changed, font, one_tagged_field, plain
from tests.reporting.grafting.single import shell

SECRET = "Nightingale"


def cleaned(data: bytes, tmp_path: Path) -> tuple[bytes, Cleaned]:
    given, out = tmp_path / "given.pdf", tmp_path / "out.pdf"
    given.write_bytes(data)
    found = clean(given, out, "Paper.pdf")
    return out.read_bytes(), found


def looked_at(data: bytes, tmp_path: Path) -> UploadedPdf:
    given = tmp_path / "given.pdf"
    given.write_bytes(data)
    return inspect_upload(given)


def script(words: str = SECRET) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{words}')"))


def everything_bad(pdf: pikepdf.Pdf) -> None:
    """A secret in every place that a reader does not show."""
    page, root = pdf.pages[0].obj, pdf.Root
    file = pdf.make_stream(SECRET.encode())
    file.Type = Name.EmbeddedFile
    attached = pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=file))
    )
    pdf.docinfo["/Author"] = SECRET
    pdf.docinfo["/Producer"] = SECRET
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [SECRET]
    root.OpenAction = script()
    root.AA = Dictionary(WC=script())
    root.URI = Dictionary(Base=String(SECRET))
    root.PieceInfo = Dictionary(Word=Dictionary(Private=String(SECRET)))
    root.AF = Array([attached])
    root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), script()])),
        EmbeddedFiles=Dictionary(Names=Array([String(SECRET), attached])),
        Dests=Dictionary(Names=Array([String("here"), Array([page, Name.Fit])])),
    )
    page.AA = Dictionary(O=script())
    page.Thumb = pdf.make_stream(SECRET.encode())
    page.Metadata = pdf.make_stream(SECRET.encode())
    page.Resources.Properties = Dictionary(P=Dictionary(Metadata=pdf.make_stream(b"Nightingale")))
    boxed = {"Type": Name.Annot, "Rect": Array([9, 9, 50, 50])}
    page.Annots = Array(
        [
            Dictionary(Subtype=Name.FileAttachment, FS=attached, **boxed),
            Dictionary(Subtype=Name.Text, Contents=String(SECRET), T=String(SECRET), **boxed),
            Dictionary(Subtype=Name.Link, A=script(), **boxed),
            Dictionary(
                Subtype=Name.Link,
                A=Dictionary(S=Name.Launch, F=String(SECRET)),
                PA=Dictionary(S=Name.URI, URI=String(SECRET)),
                **boxed,
            ),
            Dictionary(Subtype=Name.RichMedia, Contents=String(SECRET), **boxed),
            Dictionary(Subtype=Name.Screen, A=script(), **boxed),
            Dictionary(Subtype=Name.Link, Dest=String("here"), **boxed),
            Dictionary(
                Subtype=Name.Link,
                A=Dictionary(S=Name.URI, URI=String("https://example.org/"), Next=script()),
                **boxed,
            ),
        ]
    )
    root.AcroForm = Dictionary(XFA=String(SECRET), Fields=Array([]))


def test_nothing_stays_of_what_a_reader_does_not_show(tmp_path: Path) -> None:
    bad = changed(plain(["Shown"]), everything_bad)
    assert SECRET.encode() in everything_in(bad)
    data, found = cleaned(bad, tmp_path)
    assert SECRET.lower().encode() not in everything_in(data).lower()
    assert texts_of(data) == ["Shown"]
    assert found.pages == 1
    words = " ".join(found.notes)
    for said in ("Scripts were taken out", "Attached files were taken out", "left out (4)"):
        assert said in words
    with pikepdf.open(io.BytesIO(data)) as pdf:
        kinds = [str(note.Subtype) for note in pdf.pages[0].Annots]
        assert set(kinds) == {"/Link"}
        assert str(pdf.pages[0].Annots[-1].A.URI) == "https://example.org/"
        assert "/Info" not in pdf.trailer


def test_a_look_tells_of_it(tmp_path: Path) -> None:
    found = looked_at(changed(plain(["Shown"]), everything_bad), tmp_path)
    assert (found.has_scripts, found.has_attachments, found.has_comments) == (True, True, True)
    assert (found.tagged, found.has_text, found.pages) == (False, True, 1)
    assert found.fonts_missing == ("Helvetica",)


def test_a_look_at_a_body_of_ours(tmp_path: Path) -> None:
    found = looked_at(body("A paper", pages=2), tmp_path)
    assert found == UploadedPdf(
        pages=2,
        tagged=True,
        title="A paper",
        lang="en-GB",
        sizes=((595.3, 841.9), (595.3, 841.9)),
        has_text=True,
        has_forms=False,
        has_scripts=False,
        has_attachments=False,
        has_comments=False,
        is_signed=False,
        fonts_missing=(),
    )


def test_a_cleaned_body_is_grafted_with_all_its_tags(tmp_path: Path) -> None:
    data, found = cleaned(body("A paper"), tmp_path)
    assert found.notes == ()
    out = io.BytesIO()
    made = graft(shell(), [Graft(data, 2, 1, "A paper", "i4", uploaded=True)], out)
    assert made.notes == ()
    assert [*graft_problems(out.getvalue()), *pdf_problems(out.getvalue())] == []


def test_cleaning_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, _ = cleaned(changed(plain(["Shown"]), everything_bad), tmp_path)
    again, _ = cleaned(changed(plain(["Shown"]), everything_bad), tmp_path)
    assert first == again


def filled_form(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    shown = pdf.make_stream(b"BT /F1 12 Tf 2 4 Td (Filled in) Tj ET")
    shown.BBox, shown.Resources = Array([0, 0, 100, 20]), page.Resources
    field = {"Type": Name.Annot, "Subtype": Name.Widget, "FT": Name.Tx}
    text = pdf.make_indirect(
        Dictionary(
            T=String("a"),
            V=String("Filled in"),
            Rect=Array([60, 600, 260, 640]),
            AP=Dictionary(N=shown),
            **field,
        )
    )
    hidden = pdf.make_indirect(
        Dictionary(T=String("b"), Rect=Array([0, 0, 9, 9]), F=2, AP=Dictionary(N=shown), **field)
    )
    yes = pdf.make_stream(b"0 g 0 0 10 10 re f")
    yes.BBox = Array([0, 0, 10, 10])
    box = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Btn,
            T=String("c"),
            Rect=Array([60, 500, 80, 520]),
            AS=Name.Off,
            AP=Dictionary(N=Dictionary(Yes=yes)),
        )
    )
    later = pdf.make_indirect(
        Dictionary(
            T=String("d"),
            V=String("Typed"),
            DA=String("/F1 12 Tf 0 g"),
            Rect=Array([60, 400, 260, 420]),
            **field,
        )
    )
    page.Annots = Array([text, hidden, box, later])
    pdf.Root.AcroForm = Dictionary(
        Fields=page.Annots, DR=page.Resources, DA=String("/F1 12 Tf 0 g"), NeedAppearances=True
    )


def test_what_was_filled_in_is_part_of_the_page(tmp_path: Path) -> None:
    data, found = cleaned(changed(plain(["Form"]), filled_form), tmp_path)
    assert "Filled in" in texts_of(data)[0]
    assert "Typed" in texts_of(data)[0]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert len(pdf.pages[0].get("/Annots", [])) == 0
    assert any("now part of the page (2)" in note for note in found.notes)
    assert looked_at(changed(plain(["Form"]), filled_form), tmp_path).has_forms


def test_a_tagged_field_stays_in_the_order_of_reading(tmp_path: Path) -> None:
    data, told = cleaned(one_tagged_field(), tmp_path)
    assert told.tagged
    out = io.BytesIO()
    graft(shell(), [Graft(data, 2, 1, "A paper", "i4", uploaded=True)], out)
    assert graft_problems(out.getvalue()) == []
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        number = int(pdf.pages[1].StructParents)
        owned = pdf.Root.StructTreeRoot.ParentTree.Nums[2 * number + 1]
        assert [str(element.S) for element in owned] == ["/P", "/Span"]


def test_a_photograph_loses_its_words_and_not_its_picture() -> None:
    app0 = b"\xff\xe0\x00\x04JF"
    exif = b"\xff\xe1\x00\x0eExif\x00\x00Secret"
    comment = b"\xff\xfe\x00\x06Note"
    table = b"\xff\xdb\x00\x04ab"
    scan = b"\xff\xda\x00\x02\x12\x34\xff\xd9"
    jpeg = b"\xff\xd8" + app0 + exif + comment + table + scan
    assert stripped(jpeg) == b"\xff\xd8" + app0 + table + scan
    assert stripped(b"no jpeg") == b"no jpeg"
    assert stripped(b"\xff\xd8\xff") == b"\xff\xd8\xff"


@pytest.mark.parametrize("kind", ["/DCTDecode", Array([Name.DCTDecode])])
def test_photographs_in_a_file_lose_their_words(tmp_path: Path, kind: Any) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        image = pikepdf.Stream(pdf, b"")
        exif = b"\xff\xe1\x00\x10Exif" + SECRET.encode()[:10]
        data = b"\xff\xd8" + exif + b"\xff\xda\x00\x02\x12\xff\xd9"
        image.write(data, filter=Name(kind) if isinstance(kind, str) else kind)
        image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 1, 1
        pdf.pages[0].obj.Resources.XObject = Dictionary(I=image)

    bad = changed(plain(["a"]), add)
    assert SECRET.encode()[:10] in everything_in(bad)
    data, _ = cleaned(bad, tmp_path)
    assert SECRET.encode()[:10] not in everything_in(data)


def test_a_font_that_is_only_named_is_told(tmp_path: Path) -> None:
    def other(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.Font.F2 = font(pdf)

    assert looked_at(changed(plain(["a"]), other), tmp_path).fonts_missing == ("Helvetica",)
