"""Web pages, with the standard library's parser: no script, no style, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from reporting.domain.documents import Block, Kind, cells_of, columns_told

from .refusals import UnreadableFile
from .text import decoded

HEADINGS = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "title", "legend"}
)
BLOCKS = HEADINGS | {
    "p", "li", "div", "section", "article", "header", "footer", "main", "aside", "dd", "dt",
    "blockquote", "pre", "table", "ul", "ol", "dl", "tr", "td", "th", "br", "hr", "body", "nav",
    "summary", "details", "form", "fieldset", "figure", "address",
}  # fmt: skip
UNREAD = frozenset({"script", "style", "template", "noscript", "svg", "head", "math", "object"})
DEEPEST = 500


def blocks_of(data: bytes, shown: str) -> list[Block]:
    """The blocks of a page; the place is its paragraph. Raises UnreadableFile."""
    text = decoded(data, shown)
    if "<" not in text:
        raise UnreadableFile(f"{shown} is no web page: it has no markup. Save it as .txt.")
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError as error:  # what the parser says of "<![something]>"
        raise UnreadableFile(
            f"{shown} is damaged. Open it in a browser and save it again as a web page."
        ) from error
    reader.flush()
    return reader.blocks


class _Reader(HTMLParser):
    """Gathers text until a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.paragraphs = 0
        self.tables = 0
        self._text: list[str] = []
        self._kind = Kind.PARAGRAPH
        self._unread: list[str] = []
        self._rows: list[list[list[_Cell]]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self._unread = [*self._unread, tag][:DEEPEST]
            return
        if tag == "table":
            self.flush()
            self._rows = [*self._rows, []][:DEEPEST]
        elif tag == "tr" and self._rows:
            self._rows[-1].append([])
        elif tag in ("td", "th") and self._rows:
            self._open_cell(dict(attrs))
        elif tag in BLOCKS and self._cell is None:
            self.flush()
            self._kind = _kind_of(tag)
        elif tag in BLOCKS and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            if tag in self._unread:
                self._unread.remove(tag)
        elif tag == "table" and self._rows:
            self._close_table()
        elif tag in ("td", "th"):
            self._cell = None
        elif tag in BLOCKS and self._cell is None:
            self.flush()
            self._kind = Kind.PARAGRAPH

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        (self._text if self._cell is None else self._cell).append(data)

    def flush(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text = []
        if text:
            self.paragraphs += 1
            self.blocks.append(Block(self._kind, text, f"paragraph {self.paragraphs}"))

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        self._cell = []
        if not self._rows[-1]:
            self._rows[-1].append([])
        wide = columns_told(attributes.get("colspan") or "")
        deep = columns_told(attributes.get("rowspan") or "")
        self._rows[-1][-1].append(_Cell(self._cell, wide, deep))

    def _close_table(self) -> None:
        rows = _grid([row for row in self._rows.pop() if row])
        self._cell = None
        self.tables += 1
        places = [f"table {self.tables}, row {number}" for number in range(1, len(rows) + 1)]
        self.blocks += cells_of(rows, self.tables, places)


@dataclass(frozen=True)
class _Cell:
    """A cell's pieces of text, and how many columns and rows it fills."""

    text: list[str]
    wide: int
    deep: int


def _grid(rows: Sequence[Sequence[_Cell]]) -> list[list[str | None]]:
    """The rows with as many cells as they have columns; a cell that fills several rows says the
    same in each.
    """
    found: list[list[str | None]] = []
    # By column: how many rows more it is filled from above, and with what.
    filled: dict[int, tuple[int, str | None]] = {}
    for row in rows:
        cells: list[str | None] = []
        for cell in row:
            _fill(cells, filled)
            for further in range(cell.wide):
                text = None if further else "".join(cell.text)
                if cell.deep > 1:
                    filled[len(cells)] = (cell.deep - 1, text)
                cells.append(text)
        _fill(cells, filled)
        found.append(cells)
    return found


def _fill(cells: list[str | None], filled: dict[int, tuple[int, str | None]]) -> None:
    while len(cells) in filled:
        left, text = filled.pop(len(cells))
        if left > 1:
            filled[len(cells)] = (left - 1, text)
        cells.append(text)


def _kind_of(tag: str) -> Kind:
    if tag in HEADINGS:
        return Kind.HEADING
    return Kind.ITEM if tag in ("li", "dd", "dt") else Kind.PARAGRAPH
