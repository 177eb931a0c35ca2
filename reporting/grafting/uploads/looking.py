"""What a file is and holds: the look at an upload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from .. import content
from ..placing import inherited, size
from .layers import refuse_hidden_layers
from .refusals import UploadedPdf, UploadRefused
from .walking import dictionaries

COMMENTS = frozenset({"/Text", "/Popup", "/Caret", "/Highlight", "/Underline", "/StrikeOut"})
FILES = frozenset({"/FileAttachment", "/RichMedia", "/3D", "/Screen", "/Movie", "/Sound"})


def looked_at(pdf: pikepdf.Pdf, shown: str) -> UploadedPdf:
    """A look at everything. Raises UploadRefused for what could not be grafted honestly."""
    kinds = {kind for page in pdf.pages for kind in _annotations(page.obj)}
    if "/Redact" in kinds:
        raise UploadRefused(
            f"{shown} holds redactions that are marked but not applied: what they cover is still "
            "in it. Apply them in the program that made them, and send the file again."
        )
    refuse_hidden_layers(pdf, shown)
    held = list(dictionaries(pdf))
    keys = {key for one in held for key in telling(one)}
    scans = [_scan(pdf, page.obj) for page in pdf.pages]
    names: Any = pdf.Root.get("/Names", {})
    return UploadedPdf(
        pages=len(pdf.pages),
        tagged=_is_tagged(pdf, scans),
        title=_title(pdf),
        lang=str(pdf.Root.get("/Lang", "")),
        sizes=tuple(_size(page.obj) for page in pdf.pages),
        has_text=any(scan.text for scan in scans) or _has_text_in_forms(pdf, held),
        has_forms="/Widget" in kinds or bool(len(_fields(pdf))),
        has_scripts="/JavaScript" in keys or "/JavaScript" in names,
        has_attachments=bool(kinds & FILES) or "/EmbeddedFile" in keys,
        has_comments=bool(kinds & COMMENTS),
        is_signed="/Sig" in keys,
        fonts_missing=tuple(sorted(set(_fonts_missing(held)))),
    )


def _size(page: Any) -> tuple[float, float]:
    width, height = size(page)
    return round(width, 1), round(height, 1)


def _annotations(page: Any) -> Iterator[str]:
    held = page.get("/Annots", [])
    for note in held if isinstance(held, pikepdf.Array) else []:
        if isinstance(note, pikepdf.Dictionary):
            yield str(note.get("/Subtype", ""))


def telling(held: Any) -> Iterator[str]:
    """What a dictionary is, as far as it matters here."""
    if held.get("/S") == "/JavaScript" or "/JS" in held:
        yield "/JavaScript"
    if held.get("/Type") == "/EmbeddedFile" or "/EF" in held:
        yield "/EmbeddedFile"
    if held.get("/FT") == "/Sig" and "/V" in held:
        yield "/Sig"


def _scan(pdf: pikepdf.Pdf, page: Any) -> content.Scan:
    resources = inherited(page, "/Resources")
    properties = resources.get("/Properties") if isinstance(resources, pikepdf.Dictionary) else None
    data = content.data_of(page)
    for step in content.steps_of(pdf, data):
        str(step.operator)  # raises where an instruction cannot be read at all
    return content.scan(pdf, data, properties)


def _is_tagged(pdf: pikepdf.Pdf, scans: list[content.Scan]) -> bool:
    tags = pdf.Root.get("/StructTreeRoot")
    return isinstance(tags, pikepdf.Dictionary) and "/K" in tags and any(s.mcids for s in scans)


def _title(pdf: pikepdf.Pdf) -> str:
    try:
        with pdf.open_metadata(update_docinfo=False) as metadata:
            told = str(metadata.get("dc:title") or "")
    except Exception:  # XML of any quality
        told = ""
    return " ".join((told or str(pdf.docinfo.get("/Title", ""))).split())


def _fields(pdf: pikepdf.Pdf) -> Any:
    form = pdf.Root.get("/AcroForm")
    return form.get("/Fields", []) if isinstance(form, pikepdf.Dictionary) else []


def _has_text_in_forms(pdf: pikepdf.Pdf, held: Iterable[Any]) -> bool:
    streams = (one for one in held if isinstance(one, pikepdf.Stream))
    forms = (one for one in streams if one.get("/Subtype") == "/Form")
    return any(content.scan(pdf, form.read_bytes()).text for form in forms)


def _fonts_missing(held: Iterable[Any]) -> Iterator[str]:
    """Names of fonts that the file only names: PDF/UA wants every font in the file."""
    for one in held:
        is_font = one.get("/Type") == "/Font" and one.get("/Subtype") not in ("/Type0", "/Type3")
        if is_font and not _is_embedded(one.get("/FontDescriptor", {})):
            yield str(one.get("/BaseFont", "/?")).lstrip("/")


def _is_embedded(descriptor: Any) -> bool:
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
