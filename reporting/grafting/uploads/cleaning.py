"""Takes out of a file what runs, what is attached, and who made it; draws what was filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf

from ..links import OPENABLE
from ..objects import keep, write
from ..targets import name_tree, tree_items
from .flattening import flatten
from .looking import telling
from .pictures import without_words
from .refusals import Cleaned, UploadRefused
from .trial import refuse_ungraftable
from .walking import dictionaries

KEPT_OF_ROOT = frozenset(
    {
        "/Type",
        "/Pages",
        "/StructTreeRoot",
        "/MarkInfo",
        "/Lang",
        "/Names",
        "/Dests",
        "/Outlines",
    }
)
KEPT_OF_A_PAGE = frozenset(
    {
        "/Type",
        "/Parent",
        "/Contents",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/Rotate",
        "/UserUnit",
        "/StructParents",
        "/Tabs",
        "/Annots",
        "/Group",
    }
)
# Wherever they stand.
STRIPPED = frozenset(
    {
        "/AA",
        "/AF",
        "/Alternates",
        "/EF",
        "/JS",
        "/LastModified",
        "/Metadata",
        "/OC",
        "/OPI",
        "/PA",
        "/PieceInfo",
        "/Thumb",
        "/XFA",
    }
)
# A stream whose data lie in another file, a form that shows a page of one, PostScript.
STRIPPED_OF_STREAMS = frozenset({"/F", "/FFilter", "/FDecodeParms", "/Ref", "/PS"})

TOLD = {
    "/JavaScript": "Scripts were taken out.",
    "/EmbeddedFile": "Attached files were taken out; send them as papers of their own.",
    "/Sig": "The digital signature is no longer valid: the file was changed.",
}


def cleaned(pdf: pikepdf.Pdf, out: Path, shown: str) -> Cleaned:
    """Cleans an open file and writes it. Raises UploadRefused if anything were left in it."""
    notes = [*_found(pdf), *flatten(pdf)]
    _strip_root(pdf)
    for page in pdf.pages:
        keep(page.obj, KEPT_OF_A_PAGE)
    for held in dictionaries(pdf):
        _strip(held)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    write(pdf, out)
    with pikepdf.open(out) as written:
        left = residue(written)
        if left:
            raise UploadRefused(
                f"{shown} holds what could not be taken out of it ({left[0]}). Print it to a new "
                "PDF file and send that."
            )
        pages = len(written.pages)
    refuse_ungraftable(out, pages, shown)
    return Cleaned(pages, tuple(notes))


def _found(pdf: pikepdf.Pdf) -> list[str]:
    """Notes on what is about to go, as far as its sender would miss it."""
    found = {what for held in dictionaries(pdf) for what in telling(held)}
    return [words for what, words in TOLD.items() if what in found]


def _strip_root(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    keep(root, KEPT_OF_ROOT)
    names: Any = root.get("/Names", {})
    tree = names.get("/Dests")
    if tree is not None:
        root.Names = pikepdf.Dictionary(Dests=name_tree({str(k): v for k, v in tree_items(tree)}))
    elif "/Names" in root:
        del root["/Names"]


def _strip(held: Any) -> None:
    stripped = STRIPPED
    if isinstance(held, pikepdf.Stream):
        stripped = STRIPPED | STRIPPED_OF_STREAMS
        without_words(held)
    for key in list(held.keys()):
        if key in stripped:
            del held[key]
    action = held.get("/A")
    if isinstance(action, pikepdf.Dictionary) and "/S" in action:
        if not _is_harmless(action):
            del held["/A"]
        elif "/Next" in action:
            del action["/Next"]


def _is_harmless(action: Any) -> bool:
    if action.get("/S") == "/URI":
        return str(action.get("/URI", "")).strip().lower().startswith(OPENABLE)
    return bool(action.get("/S") == "/GoTo")


def residue(pdf: pikepdf.Pdf) -> list[str]:
    """What a cleaned file must not hold, and does."""
    found = sorted(pdf.Root.keys() - KEPT_OF_ROOT)
    found += ["/Info"] if "/Info" in pdf.trailer else []
    for held in dictionaries(pdf):
        found += sorted(held.keys() & STRIPPED)
        found += [str(held.S)] if held.get("/S") in ("/JavaScript", "/Launch") else []
        found += ["/EmbeddedFile"] if held.get("/Type") == "/EmbeddedFile" else []
    for page in pdf.pages:
        kinds = (note.get("/Subtype") for note in page.obj.get("/Annots", []))
        found += [str(kind) for kind in kinds if kind != "/Link"]
    return found
