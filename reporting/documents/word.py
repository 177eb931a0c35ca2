"""Word files: paragraphs, headings, list items and tables of `word/document.xml`.

A docx is a ZIP file of XML. It is looked into before anything is unpacked, and its XML may define
nothing. Deleted text of tracked changes is left out, inserted text is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree

from reporting.domain.documents import Block, Kind, cells_of, columns_told
from reporting.spreadsheets.archive import counted, opened, refuse_sizes

BODY = "word/document.xml"
LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback"})
_HEADING = re.compile(r"^(?:heading|title|subtitle)", re.I)


def blocks_of(data: bytes, shown: str) -> list[Block]:
    """The blocks of a Word file; the place is its paragraph or its table's row."""
    broken = f"{shown} is damaged or no Word file. Open it in Word and save it again as .docx."
    too_large = f"{shown} would be far too large when unpacked: it was not opened."
    too_many = f"{shown} is too large to be a paper of a meeting. Send it in parts."
    defines = f"{shown} holds definitions that Word does not write, so it was not opened."
    with opened(data, broken) as archive:
        refuse_sizes(archive, shown, too_large)
        counted(archive, BODY, too_many=too_many, defines=defines)
        root = ElementTree.fromstring(archive.read(BODY), forbid_dtd=True)
        # Within the archive: nesting without an end is told as damage too.
        return list(_blocks(_body(root)))


def _body(root: Element) -> Element:
    found = next((one for one in root if _tag(one) == "body"), None)
    if found is None:
        raise ParseError("A Word file without a body")
    return found


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _blocks(body: Element) -> Iterator[Block]:
    paragraphs = tables = 0
    for element in _content(body):
        if _tag(element) == "p":
            text = _text(element)
            if text:
                paragraphs += 1
                yield Block(_kind(element), text, f"paragraph {paragraphs}")
        else:
            tables += 1
            rows = [list(_texts(row)) for row in _rows(element)]
            places = [f"table {tables}, row {number}" for number in range(1, len(rows) + 1)]
            yield from cells_of(rows, tables, places)


def _content(element: Element) -> Iterator[Element]:
    """Paragraphs and tables in order; what wraps them (fields, sections) is looked through."""
    for child in element:
        if _tag(child) in ("p", "tbl"):
            yield child
        elif _tag(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _content(child)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if _tag(child) == "tr":
            yield child
        elif _tag(child) in ("sdt", "sdtContent", "ins"):
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if _tag(child) == "tc":
            yield child
        elif _tag(child) in ("sdt", "sdtContent"):
            yield from _cells(child)


def _texts(row: Element) -> Iterator[str | None]:
    """The texts of a row's cells; None for each further column that a cell fills."""
    for cell in _cells(row):
        yield _cell(cell)
        yield from [None] * (_span(cell) - 1)


def _span(cell: Element) -> int:
    for properties in cell:
        for one in properties if _tag(properties) == "tcPr" else ():
            if _tag(one) == "gridSpan":
                return columns_told(next(iter(one.attrib.values()), ""))
    return 1


def _cell(cell: Element) -> str:
    return " ".join(_text(one) for one in cell.iter() if _tag(one) == "p")


def _text(element: Element) -> str:
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        tag = _tag(child)
        if tag in LEFT_OUT:
            continue
        if tag == "t":
            yield child.text or ""
        elif tag in ("tab", "br", "cr"):
            yield " "
        elif tag == "noBreakHyphen":
            yield "-"
        else:
            yield from _pieces(child)


def _kind(paragraph: Element) -> Kind:
    properties = next((one for one in paragraph if _tag(one) == "pPr"), None)
    if properties is None:
        return Kind.PARAGRAPH
    for one in properties:
        if _tag(one) == "outlineLvl":
            return Kind.HEADING
        if _tag(one) == "pStyle":
            style = next(iter(one.attrib.values()), "")
            if _HEADING.match(style):
                return Kind.HEADING
    return Kind.ITEM if any(_tag(one) == "numPr" for one in properties) else Kind.PARAGRAPH
