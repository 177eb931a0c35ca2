"""Draws what annotations show into the page, and leaves only links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Matrix

from .. import content
from ..objects import Key
from ..placing import box, inherited, moved_box
from .walking import dictionaries

DRAWN = frozenset(
    {
        "/Widget",
        "/FreeText",
        "/Stamp",
        "/Ink",
        "/Line",
        "/Square",
        "/Circle",
        "/Polygon",
        "/PolyLine",
        "/Highlight",
        "/Underline",
        "/StrikeOut",
        "/Squiggly",
        "/Watermark",
    }
)
HIDDEN, NO_VIEW = 2, 32


def flatten(pdf: pikepdf.Pdf) -> list[str]:
    """Only links stay annotations. Returns notes, in words, on what was drawn or left out."""
    _draw_what_has_no_appearance(pdf)
    references = _references(pdf)
    counts: Counter[str] = Counter()
    for page in pdf.pages:
        _flatten(pdf, page.obj, references, counts)
    return list(_notes(counts))


def _notes(counts: Counter[str]) -> Iterator[str]:
    if counts["drawn"]:
        yield f"Form fields and drawings are now part of the page ({counts['drawn']})."
    if counts["empty"]:
        yield (
            f"Fields and drawings with nothing to show were left out ({counts['empty']}). If they "
            "were filled in, print the file to a new PDF file and send that."
        )
    if counts["left"]:
        yield f"Comments, hidden notes and embedded media were left out ({counts['left']})."


def _draw_what_has_no_appearance(pdf: pikepdf.Pdf) -> None:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and len(form.get("/Fields", [])):
        pdf.generate_appearance_streams()


def _references(pdf: pikepdf.Pdf) -> dict[Key, Any]:
    """The reference by which a tag holds an annotation, by the annotation."""
    found = {}
    for held in dictionaries(pdf):
        target = held.get("/Obj") if held.get("/Type") == "/OBJR" else None
        if isinstance(target, pikepdf.Dictionary):
            found[target.objgen] = held
    return found


def _flatten(pdf: pikepdf.Pdf, page: Any, references: dict[Key, Any], counts: Counter[str]) -> None:
    held = page.get("/Annots")
    notes = list(held) if isinstance(held, pikepdf.Array) else []
    notes = [note for note in notes if isinstance(note, pikepdf.Dictionary)]
    page.Annots = pikepdf.Array([note for note in notes if note.get("/Subtype") == "/Link"])
    others = [note for note in notes if note.get("/Subtype") != "/Link"]
    if not others:
        return
    drawing = _Drawing(pdf, page)
    for note in others:
        fate = _fate(note)
        if fate == "drawn":
            drawing.draw(note, references.get(note.objgen))
        counts[fate] += note.get("/Subtype") != "/Popup"
    drawing.put()


def _fate(note: Any) -> str:
    if note.get("/Subtype") not in DRAWN or int(note.get("/F", 0)) & (HIDDEN | NO_VIEW):
        return "left"
    if _appearance(note) is None or box(note.get("/Rect")) is None:
        return "empty"
    return "drawn"


def _appearance(note: Any) -> Any:
    """The stream that shows an annotation in its present state."""
    normal = note.get("/AP", {}).get("/N")
    if isinstance(normal, pikepdf.Dictionary):
        normal = normal.get(str(note.get("/AS", "/Off")))
    return normal if isinstance(normal, pikepdf.Stream) else None


class _Drawing:
    """What is drawn above a page's own content."""

    def __init__(self, pdf: pikepdf.Pdf, page: Any) -> None:
        self.pdf, self.page = pdf, page
        resources = inherited(page, "/Resources")
        held = dict(resources.items()) if isinstance(resources, pikepdf.Dictionary) else {}
        page.Resources = pikepdf.Dictionary(held)
        page.Resources.XObject = pikepdf.Dictionary(dict(held.get("/XObject", {}).items()))
        self.next_mcid = max(content.scan_page(pdf, page).mcids, default=-1) + 1
        self.written: list[bytes] = []

    def draw(self, note: Any, reference: Any) -> None:
        form, name = _appearance(note), f"/Drawn{len(self.written)}"
        while name in self.page.Resources.XObject:
            name += "x"
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        self.page.Resources.XObject[name] = form
        drawn = b"q %s cm %s Do Q" % (_onto(form, note.Rect).encode(), name.encode())
        if reference is not None:
            # What the tag held as a field, it holds as a piece of the page.
            drawn = b"/Span <</MCID %d>> BDC %s EMC" % (self.next_mcid, drawn)
            reference.Type, reference.MCID = pikepdf.Name.MCR, self.next_mcid
            reference.Pg = self.page
            del reference["/Obj"]
            self.next_mcid += 1
        self.written.append(drawn)

    def put(self) -> None:
        if self.written:
            begin, end = self.pdf.make_stream(b"q\n"), b"\nQ\n" + b"\n".join(self.written)
            streams = [begin, *content.streams_of(self.page), self.pdf.make_stream(end)]
            self.page.Contents = pikepdf.Array(streams)


def _onto(form: Any, rect: Any) -> Matrix:
    """Brings the form's box, turned by its own matrix, onto the annotation's rectangle."""
    own = Matrix(form.Matrix) if "/Matrix" in form else Matrix()
    left, bottom, right, top = moved_box(form.get("/BBox"), own) or (0, 0, 1, 1)
    to_left, to_bottom, to_right, to_top = box(rect) or (0, 0, 1, 1)
    across = (to_right - to_left) / (right - left) if right > left else 1
    up = (to_top - to_bottom) / (top - bottom) if top > bottom else 1
    return Matrix(across, 0, 0, up, to_left - left * across, to_bottom - bottom * up)
