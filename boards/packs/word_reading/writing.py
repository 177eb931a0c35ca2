"""Clean HTML to the text of sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Headings of the first two levels may be sections of the template; deeper ones stand within.
SECTION_HEADINGS = {"h1", "h2"}


@dataclass
class Written:
    """Headings with their text, in order, and what could not be kept."""

    sections: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    merged: int = 0
    nested: int = 0


def written_from(html: str) -> Written:
    """The text below each heading; what stands before the first has no heading."""
    parser = _Writer()
    parser.feed(html)
    parser.close()
    return parser.finished()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written = Written()
        self.heading = ""
        self.blocks: list[str] = []
        self.words: list[str] = []
        self.lists: list[str] = []
        self.items: list[str] = []
        self.rows: list[list[str]] = []
        self.depth = 0
        self.merged_here = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("strong", "b"):
            self.words.append("**")
        elif tag == "br":
            self.words.append(" ")
        elif tag == "img":
            self.written.pictures += 1
        elif tag == "table":
            self._begin_table()
        elif tag in ("ul", "ol"):
            self._begin_list(tag)
        elif tag == "tr" and self.depth == 1:
            self.rows.append([])
        elif tag in ("td", "th") and self.depth == 1:
            self.words = []
            self.merged_here |= any(name in ("colspan", "rowspan") for name, _ in attrs)
        elif (tag in HEADINGS or tag == "p") and not self.depth and not self.lists:
            self._flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("strong", "b"):
            self.words.append("**")
        elif tag == "table":
            self._end_table()
        elif tag in ("td", "th") and self.depth == 1 and self.rows:
            self.rows[-1].append(self._said().replace("|", "/"))
        elif tag == "li":
            self._end_item()
        elif tag in ("ul", "ol"):
            self._end_list()
        elif tag in HEADINGS and not self.depth and not self.lists:
            self._end_heading(tag)
        elif tag == "p":
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def finished(self) -> Written:
        self._flush()
        self._end_section()
        return self.written

    def _said(self) -> str:
        """The words so far, in one line; bold that would be empty or split falls away."""
        text = re.sub(r"\s+", " ", "".join(self.words)).strip()
        text = re.sub(r"\*\*( ?)([^*]+?)( ?)\*\*", r"\1**\2**\3", text)
        text = re.sub(r"\*\*\s*\*\*", "", text)
        self.words = []
        return (text.replace("**", "") if text.count("**") % 2 else text).strip()

    def _flush(self) -> None:
        if text := self._said():
            self.blocks.append(_harmless(text))

    def _end_paragraph(self) -> None:
        if self.depth or self.lists:
            self.words.append(" ")
        else:
            self._flush()

    def _end_heading(self, tag: str) -> None:
        text = self._said().replace("**", "")
        if not text:
            return
        if tag in SECTION_HEADINGS:
            self._end_section()
            self.heading = text
        else:
            self.blocks.append(f"## {text}")

    def _end_section(self) -> None:
        if self.heading or self.blocks:
            self.written.sections.append((self.heading, "\n\n".join(self.blocks)))
        self.heading, self.blocks = "", []

    def _begin_list(self, tag: str) -> None:
        if self.depth:
            return
        if self.lists:  # a list within an item: its items follow as items of one list
            self._end_item()
        else:
            self._flush()
        self.lists.append(tag)

    def _end_item(self) -> None:
        if self.depth:
            self.words.append("; ")
        elif self.lists and (text := self._said()):
            mark = f"{len(self.items) + 1}." if self.lists[0] == "ol" else "-"
            self.items.append(f"{mark} {text}")

    def _end_list(self) -> None:
        if self.depth or not self.lists:
            return
        self.lists.pop()
        if not self.lists and self.items:
            self.blocks.append("\n".join(self.items))
            self.items = []

    def _begin_table(self) -> None:
        self.depth += 1
        if self.depth == 1:
            if not self.lists:
                self._flush()
            self.rows, self.merged_here = [], False
        else:
            self.written.nested += 1

    def _end_table(self) -> None:
        self.depth = max(0, self.depth - 1)
        rows = [row for row in self.rows if any(row)]
        if self.depth or not rows:
            return
        self.written.merged += self.merged_here
        width = max(len(row) for row in rows)
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        if len(lines) == 1:  # a box around words
            self.blocks.append(_harmless(" ".join(rows[0])))
        else:
            self.blocks.append("\n".join([f"Table: {self._caption()}", *lines]))
        self.rows = []

    def _caption(self) -> str:
        """The line "Table 3: …" just above, or below its heading the heading’s words."""
        above = self.blocks[-1] if self.blocks else ""
        if re.match(r"Table\b", above) and "\n" not in above:
            self.blocks.pop()
            return re.sub(r"^Table\s*\d*\s*[:.\-–]?\s*", "", above) or "Figures"
        return re.sub(r"^[\d.]+\s+", "", self.heading) or "Figures"


def _harmless(text: str) -> str:
    """A paragraph that would be read as something else gets its mark written out."""
    text = text.replace("{{", "{ {")
    return re.sub(r"^([#|])", r"– \1", text)
