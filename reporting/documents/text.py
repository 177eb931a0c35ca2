"""Plain text: paragraphs between empty lines, list items, headings, and tables with | or tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reporting.domain.documents import Block, Kind, cells_of, run_of

from .refusals import UnreadableFile

_ITEM = re.compile(r"^\s*(?:[-•*–▪◦]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+")
_HASHES = re.compile(r"^#{1,6}\s+")
_RULE = re.compile(r"^[\s|:+=_\-–]+$")
# A short line without a full stop that stands alone.
LONGEST_HEADING = 90
# A heading right above its text, without a line between.
LONGEST_TITLE = 40
_TITLE = re.compile(r"[A-Z][^.!?:;,%\d|\t]*")


def blocks_of(data: bytes, shown: str) -> list[Block]:
    """The blocks of a text file; the place is its line. Raises UnreadableFile."""
    return list(_blocks(decoded(data, shown).splitlines()))


def decoded(data: bytes, shown: str) -> str:
    """Text in the ways that programs write it. Raises UnreadableFile for what is no text."""
    if b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableFile(f"{shown} is not text. Open it and save it as plain text (UTF-8).")
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(f"{shown} is not text. Open it and save it as plain text (UTF-8).")


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Runs of lines: a table, or a paragraph that ends at an empty line or a list's next item."""
    run: list[tuple[int, str]] = []
    table = 0
    for number, line in enumerate([*lines, ""], start=1):
        if run and _ends(run[-1][1], line, first=len(run) == 1):
            if _is_table(run):
                table += 1
                yield from _table(run, table)
            else:
                yield _paragraph(run)
            run = []
        if line.strip():
            run.append((number, line))


def _is_title(line: str) -> bool:
    """Whether the first line of a run stands over the text: prose would go on to the margin."""
    return len(line) <= LONGEST_TITLE and _TITLE.fullmatch(line.strip()) is not None


def _ends(before: str, line: str, *, first: bool) -> bool:
    """Whether a run ends between two lines; `first` says that it has but one."""
    if not line.strip() or _HASHES.match(before):
        return True
    if first and _is_title(before) and line[:1].isupper():
        return True
    return _is_row(line) != _is_row(before) or (_begins(line) and not _is_row(line))


def _begins(line: str) -> bool:
    return bool(_ITEM.match(line) or _HASHES.match(line))


def _is_row(line: str) -> bool:
    return line.count("|") >= 1 or "\t" in line.strip()


def _is_table(run: list[tuple[int, str]]) -> bool:
    return len(run) >= 2 and all(_is_row(line) and not _HASHES.match(line) for _, line in run)


def _table(run: list[tuple[int, str]], table: int) -> Iterator[Block]:
    rows = [(number, _cells(line)) for number, line in run if not _RULE.match(line)]
    places = [f"line {number}" for number, _ in rows]
    yield from cells_of([cells for _, cells in rows], table, places)


def _cells(line: str) -> list[str]:
    separator = "|" if "|" in line else "\t"
    cells = [cell.strip() for cell in line.strip().split(separator)]
    if separator == "|" and line.strip().startswith("|"):
        cells = cells[1:]
    return cells[:-1] if separator == "|" and line.strip().endswith("|") else cells


def _paragraph(run: list[tuple[int, str]]) -> Block:
    found = run_of(Kind.PARAGRAPH, [(f"line {number}", line) for number, line in run])
    kind = _kind(run, found.text)
    text = _HASHES.sub("", found.text) if kind is Kind.HEADING else found.text
    return replace(found, kind=kind, text=text)


def _kind(run: list[tuple[int, str]], text: str) -> Kind:
    first = run[0][1]
    if _HASHES.match(first):
        return Kind.HEADING
    if re.match(r"^\s*[-•*–▪◦]\s", first):
        return Kind.ITEM
    short = len(run) == 1 and len(text) <= LONGEST_HEADING and text[-1:] not in ".!?:;,%"
    wordy = not re.search(r"\d\s?%|\b(?:is|was|were|are|had|has|have)\b", text)
    if short and wordy:
        return Kind.HEADING
    return Kind.ITEM if _ITEM.match(first) else Kind.PARAGRAPH
