"""One of our own pages as blocks of a Word document: headings, paragraphs, lists, tables, charts.

So a Word file says what page and PDF say, and no more: it is made of the same template. Only pages
that our templates made come here, so every tag is closed; nothing is fetched.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

from . import (
    PAPER_UNIT,
    Run,
    Runs,
    WordBlock,
    WordHeading,
    WordList,
    WordParagraph,
    WordPicture,
    WordTable,
)

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
UNSAID = frozenset({"head", "script", "style", "svg", "nav", "button", "template"})
# What stands within a line; all else begins a block of its own.
INLINE = frozenset({"a", "b", "strong", "i", "em", "span", "br", "abbr", "time", "small", "sup"})
BOLD = frozenset({"b", "strong"})
LEVELS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 4}
# These spans begin a line of their own on the page, so they do in a cell.
OWN_LINE = frozenset({"second", "told-release", "told-differs", "told-words"})
PNG = "data:image/png;base64,"
Piece = tuple[str, bool]


def page_blocks(html: str, *, without: Sequence[str] = ()) -> list[WordBlock]:
    """The blocks of a page; parts that bear one of the classes `without` are left out."""
    return list(_blocks(_tree(html), frozenset(without)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()
        self.builder.start("page", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def _tree(html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.builder.end("page")
    return reader.builder.close()


def _classes(node: Element) -> frozenset[str]:
    return frozenset(node.get("class", "").split())


def _blocks(node: Element, without: frozenset[str]) -> Iterator[WordBlock]:
    """What a part holds, in its order; text between its blocks is a paragraph too."""
    loose: list[Piece] = [(node.text or "", False)]
    for child in node:
        if child.tag in INLINE:
            loose += _pieces(child)
        else:
            yield from _paragraph(loose)
            loose = []
            if child.tag not in UNSAID and not _classes(child) & without:
                yield from _block(child, without)
        loose.append((child.tail or "", False))
    yield from _paragraph(loose)


def _block(node: Element, without: frozenset[str]) -> Iterator[WordBlock]:
    if node.tag in LEVELS:
        yield WordHeading(_words(node), level=LEVELS[node.tag])
    elif node.tag == "p":
        yield from _paragraph(_pieces(node))
    elif node.tag in ("ul", "ol"):
        yield WordList([_runs(_pieces(item)) for item in node.iter("li")], node.tag == "ol")
    elif node.tag == "table":
        yield _table(node)
    elif node.tag == "figure":
        yield from _figure(node, without)
    else:
        yield from _blocks(node, without)


def _paragraph(pieces: Sequence[Piece]) -> Iterator[WordBlock]:
    if runs := _runs(pieces):
        yield WordParagraph(runs)


def _figure(node: Element, without: frozenset[str]) -> Iterator[WordBlock]:
    """A chart below its title; its table and notes, where the page prints them."""
    caption = node.find("figcaption")
    parts = [] if caption is None else [_words(part) for part in caption]
    for image in node.iter("img"):
        if image.get("src", "").startswith(PNG):
            data = base64.b64decode(image.get("src", "")[len(PNG) :])
            width = float(image.get("width", "800")) * PAPER_UNIT
            yield WordPicture(data, image.get("alt", ""), width, ". ".join(filter(None, parts)))
    for child in node:
        if child.tag != "figcaption":
            yield from _block(child, without)


def _table(node: Element) -> WordTable:
    lines = [[cell for cell in line if cell.tag in ("th", "td")] for line in node.iter("tr")]
    caption = node.find("caption")
    headed = node.find("thead") is not None and bool(lines)
    heads = [_runs(_pieces(cell)) for cell in lines[0]] if headed else []
    rows = [[_runs(_pieces(cell)) for cell in line] for line in lines[1 if headed else 0 :]]
    numeric = ["number" in _classes(cell) for cell in lines[-1]] if lines else []
    return WordTable("" if caption is None else _words(caption), heads, rows, numeric)


def _words(node: Element) -> str:
    return " ".join("".join(run.text for run in _runs(_pieces(node))).split())


def _pieces(node: Element, *, bold: bool = False) -> list[Piece]:
    """The text of a part and whether it is bold; "\\n" where a line ends."""
    if node.tag == "br":
        return [("\n", False)]
    if node.tag in UNSAID:
        return []
    strong = bold or node.tag in BOLD
    found: list[Piece] = [("\n", False)] if _begins_line(node) else []
    found.append((_spaced(node.text), strong))
    for child in node:
        found += [*_pieces(child, bold=strong), (_spaced(child.tail), strong)]
    return found


def _begins_line(node: Element) -> bool:
    return bool(_classes(node) & OWN_LINE) or node.tag in ("li", "div")


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _runs(pieces: Sequence[Piece]) -> Runs:
    """Runs with no space twice, none at the ends, and none beside the end of a line."""
    found: list[Run] = []
    last = "\n"
    for text, bold in pieces:
        words = text if text == "\n" else _spaced(text)
        if last in " \n":
            words = words.lstrip(" ") if last == " " else words.lstrip(" \n")
        if words:
            found.append(Run(words, bold))
            last = words[-1]
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        found[-1] = Run(found[-1].text.rstrip(), found[-1].bold)
    return found
