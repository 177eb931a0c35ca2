"""Text to blocks. Never fails: what cannot be read stays as the words that were typed, and a
problem says where.
"""

from __future__ import annotations

import re

from .blocks import (
    Block,
    Bullets,
    Chart,
    Line,
    MarkupProblem,
    MeasureTable,
    Paragraph,
    Parsed,
    Part,
    Reference,
    ReferenceKind,
    Subheading,
    Table,
    Words,
)
from .references import ReferenceProblem, read_reference

LONGEST = 200_000
INLINE = re.compile(r"\{\{([^{}\n]{0,200})\}\}|\*\*([^*\n]+)\*\*")
BULLET = re.compile(r"^[-•*]\s+(?=\S)")
ORDERED = re.compile(r"^\d{1,3}[.)]\s+(?=\S)")
CAPTION = re.compile(r"^Table(?:\s+\d+)?[:.]\s*", re.I)
ALONE: dict[ReferenceKind, type[Chart] | type[MeasureTable]] = {
    ReferenceKind.CHART: Chart,
    ReferenceKind.TABLE: MeasureTable,
}


def parse(text: str) -> Parsed:
    """A section’s text as blocks, with what is wrong with it, line by line."""
    reader = _Reader()
    if len(text) > LONGEST:
        reader.problem(1, f"The text is longer than {LONGEST:,} characters. Split it in two")
    for number, chunk in _chunks(text[:LONGEST]):
        reader.chunk(number, chunk)
    return Parsed(tuple(reader.blocks), tuple(reader.problems))


def _chunks(text: str) -> list[tuple[int, list[str]]]:
    """Runs of lines between blank ones, each with the number of its first line."""
    found: list[tuple[int, list[str]]] = []
    fresh = True
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        line = line.strip()
        if not line:
            fresh = True
        elif fresh:
            found.append((number, [line]))
            fresh = False
        else:
            found[-1][1].append(line)
    return found


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.problems: list[MarkupProblem] = []

    def problem(self, line: int, words: str) -> None:
        self.problems.append(MarkupProblem(line, words))

    def chunk(self, number: int, lines: list[str]) -> None:
        """Lines of one kind that follow each other are one block."""
        start = 0
        while start < len(lines):
            kind = _kind(lines, start)
            end = start + 1
            while end < len(lines) and _goes_on(kind, lines, end):
                end += 1
            getattr(self, f"_{kind}")(number + start, lines[start:end])
            start = end

    def _subheading(self, number: int, lines: list[str]) -> None:
        self.blocks.append(Subheading(lines[0].lstrip("#").strip(), number))

    def _bullets(self, number: int, lines: list[str]) -> None:
        self._list(number, lines, BULLET, ordered=False)

    def _ordered(self, number: int, lines: list[str]) -> None:
        self._list(number, lines, ORDERED, ordered=True)

    def _list(self, number: int, lines: list[str], mark: re.Pattern[str], *, ordered: bool) -> None:
        items: list[tuple[int, str]] = []
        for place, line in enumerate(lines):
            if mark.match(line):
                items.append((number + place, mark.sub("", line)))
            else:  # a long item that was broken into lines
                items[-1] = (items[-1][0], f"{items[-1][1]} {line}")
        parts = tuple(self.line(at, item) for at, item in items)
        self.blocks.append(Bullets(parts, ordered, number))

    def _table(self, number: int, lines: list[str]) -> None:
        caption = "" if lines[0].startswith("|") else CAPTION.sub("", lines[0]).strip()
        rows: list[tuple[Line, ...]] = []
        for place, line in enumerate(lines[0 if lines[0].startswith("|") else 1 :], start=number):
            at = place + (not lines[0].startswith("|"))
            if not re.fullmatch(r"[|\s:-]+", line):
                rows.append(tuple(self.line(at, cell.strip()) for cell in _cells(line)))
        if not caption:
            self.problem(number, "Give the table a caption: a line “Table: what it shows” above it")
        if len(rows) < 2:
            self.problem(number, "A table needs a line of heads and at least one line below it")
        self.blocks.append(self._even(caption, rows, number))

    def _even(self, caption: str, rows: list[tuple[Line, ...]], number: int) -> Table:
        heads, body = (rows[0], rows[1:]) if rows else ((), [])
        if any(len(row) != len(heads) for row in body):
            self.problem(number, f"Every line of the table needs {len(heads)} cells, as its heads")
        filled = ((*row[: len(heads)], *(((),) * max(0, len(heads) - len(row)))) for row in body)
        return Table(caption, heads, tuple(filled), number)

    def _paragraph(self, number: int, lines: list[str]) -> None:
        parts = self.line(number, " ".join(lines))
        alone = parts[0] if len(parts) == 1 else None
        if isinstance(alone, Reference) and alone.kind in ALONE:
            self.blocks.append(ALONE[alone.kind](alone, number))
            return
        for part in parts:
            if isinstance(part, Reference) and part.kind in ALONE:
                self.problem(number, f"{part.text} needs a paragraph of its own")
        said: list[Part] = [_said(part) for part in parts]
        self.blocks.append(Paragraph(tuple(said), number))

    def line(self, number: int, text: str) -> Line:
        """Words, bold words and references; a reference that cannot be read stays as typed."""
        parts: list[Part] = []
        last = 0
        for found in INLINE.finditer(text):
            if found.start() > last:
                parts.append(Words(text[last : found.start()]))
            parts.append(self._inline(number, found))
            last = found.end()
        if last < len(text):
            parts.append(Words(text[last:]))
        return tuple(parts)

    def _inline(self, number: int, found: re.Match[str]) -> Part:
        if found[2] is not None:
            return Words(found[2], strong=True)
        try:
            return read_reference(found[1])
        except ReferenceProblem as error:
            self.problem(number, str(error))
            return Words(found[0])


def _said(part: Part) -> Part:
    """A chart amid a sentence stays there as it was typed."""
    alone = isinstance(part, Reference) and part.kind in ALONE
    return Words(part.text) if alone else part


def _kind(lines: list[str], at: int) -> str:
    line = lines[at]
    if line.startswith("#"):
        return "subheading"
    if line.startswith("|"):
        return "table"
    if CAPTION.match(line) and at + 1 < len(lines) and lines[at + 1].startswith("|"):
        return "table"
    if BULLET.match(line):
        return "bullets"
    return "ordered" if ORDERED.match(line) else "paragraph"


def _goes_on(kind: str, lines: list[str], at: int) -> bool:
    following = _kind(lines, at)
    if kind == "table":
        return lines[at].startswith("|")
    if kind in ("bullets", "ordered"):
        return following in (kind, "paragraph")
    return kind == "paragraph" and following == "paragraph"


def _cells(line: str) -> list[str]:
    inside = line.removeprefix("|")
    return (inside[:-1] if inside.endswith("|") else inside).split("|")
