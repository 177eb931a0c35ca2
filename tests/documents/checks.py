"""What a PDF of ours must be: PDF/UA-1 by a validator, and what that validator does not see.

problems = pdf_problems(data)     # a list of words, empty when all is well
assert_pdf_ua(data)               # the same as an assertion
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from page import validate_pdf_bytes

# Structure types and what each must carry.
TABLE_HEAD, FIGURE = "/TH", "/Figure"
DEEPEST = 200


def assert_pdf_ua(data: bytes) -> None:
    problems = [*validator_problems(data), *pdf_problems(data)]
    assert not problems, "\n".join(problems[:40])


def validator_problems(data: bytes) -> list[str]:
    report = validate_pdf_bytes(data, profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def pdf_problems(data: bytes) -> list[str]:
    """What the validator lets pass: dead ends, missing labels, pictures without words."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            *_document(pdf),
            *_page_labels(pdf),
            *_links(pdf),
            *_bookmarks(pdf),
            *_structure(pdf),
        ]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not str(pdf.Root.get("/Lang", "")):
        yield "The document names no language"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "The document has no title"
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "The metadata has no title"
        if metadata.get("pdfuaid:part") != "1":
            yield "The metadata does not say PDF/UA-1"
    preferences = pdf.Root.get("/ViewerPreferences", {})
    if not preferences.get("/DisplayDocTitle", False):
        yield "The window would show the file's name, not the title"
    if not pdf.Root.get("/MarkInfo", {}).get("/Marked", False):
        yield "The document does not say that it is tagged"


def _page_labels(pdf: pikepdf.Pdf) -> Iterator[str]:
    labels = pdf.Root.get("/PageLabels", {}).get("/Nums", [])
    firsts = [int(labels[n]) for n in range(0, len(labels), 2)]
    if not firsts or firsts[0] != 0:
        yield "The first page has no label"
    if any(first >= len(pdf.pages) for first in firsts):
        yield "A page label begins after the last page"


def _pages(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    return {page.objgen for page in pdf.pages}


def _names(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Named destinations, by name."""
    tree = pdf.Root.get("/Names", {}).get("/Dests")
    found = {str(k): v for k, v in pikepdf.NameTree(tree).items()} if tree is not None else {}
    old = pdf.Root.get("/Dests")
    return found | ({str(k): v for k, v in old.items()} if old is not None else {})


def _leads_nowhere(target: Any, pdf: pikepdf.Pdf, names: dict[str, Any]) -> bool:
    if isinstance(target, pikepdf.String | pikepdf.Name | str):
        if str(target) not in names:
            return True
        target = names[str(target)]
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    if not isinstance(target, pikepdf.Array) or not len(target):
        return True
    page = target[0]
    return not isinstance(page, pikepdf.Dictionary) or page.objgen not in _pages(pdf)


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    names = _names(pdf)
    for number, page in enumerate(pdf.pages, 1):
        for note in page.get("/Annots", []):
            if note.get("/Subtype") != "/Link":
                continue
            action = note.get("/A", {})
            if action.get("/S") == "/URI":
                yield from _address(str(action.get("/URI")), number)
            elif _leads_nowhere(note.get("/Dest", action.get("/D")), pdf, names):
                yield f"A link on page {number} leads to no page of the file"
            if not str(note.get("/Contents", "")):
                yield f"A link on page {number} has no words"


def _address(address: str, number: int) -> Iterator[str]:
    if not address.startswith(("https://", "http://", "mailto:", "tel:")):
        yield f"A link on page {number} leads to {address}, which no reader of a file can open"


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    names = _names(pdf)
    with pdf.open_outline() as outline:
        if len(pdf.pages) > 1 and not outline.root:
            yield "The document has no bookmarks"
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            waiting += item.children
            target = item.destination
            if target is None and item.action is not None:
                target = item.action.get("/D")
            if _leads_nowhere(target, pdf, names):
                yield f"The bookmark {item.title!r} leads to no page of the file"


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    pages = _pages(pdf)
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        yield "The document has no structure"
        return
    for element in _elements(root):
        kind = str(element.get("/S"))
        page = element.get("/Pg")
        if page is not None and page.objgen not in pages:
            yield f"A {kind} belongs to a page that is not in the file"
        if kind == FIGURE and not str(element.get("/Alt", "")).strip():
            yield "A picture has no words in its place"
        if kind == TABLE_HEAD and not _attribute(element, "/Scope"):
            yield "A head of a table does not say what it is the head of"


def _elements(root: Any) -> Iterator[Any]:
    """Every structure element, whatever the depth."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        assert depth < DEEPEST, "The structure has no end"
        if "/S" in element:
            yield element
        kids = element.get("/K")
        found = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [(k, depth + 1) for k in found if isinstance(k, pikepdf.Dictionary)]


def _attribute(element: Any, name: str) -> Any:
    held = element.get("/A")
    found = list(held) if isinstance(held, pikepdf.Array) else [held]
    return next((a[name] for a in found if isinstance(a, pikepdf.Dictionary) and name in a), None)


def table_heads(data: bytes) -> list[str]:
    """The scope of each table head, in the order of the structure's walk."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        heads = (e for e in _elements(pdf.Root.StructTreeRoot) if str(e.S) == TABLE_HEAD)
        return [str(_attribute(head, "/Scope")) for head in heads]


def structure_types(data: bytes) -> list[str]:
    """The structure types of a file, to see what it is made of."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [str(element.S) for element in _elements(pdf.Root.StructTreeRoot)]


def words_for_pictures(data: bytes) -> list[str]:
    """What a listener hears in place of each picture."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        elements = _elements(pdf.Root.StructTreeRoot)
        return [str(element.get("/Alt", "")) for element in elements if str(element.S) == FIGURE]
