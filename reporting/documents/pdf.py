"""PDF files: the text of each page, its lines joined to paragraphs where they are prose.

A page of a PDF has lines and no tables. Lines that fill the page and go on are prose; short lines
may be cells of a table, and stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reporting.domain.documents import Block, Kind, run_of

from .refusals import MOST_PAGES, UnreadableFile

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# A line of prose reaches at least so far across the widest line of its page.
FULL = 0.62
SHORTEST_PROSE = 45
_ENDS = re.compile(r"[.!?:;]['”’)\"]?$")
_ITEM = re.compile(r"^\s*(?:[-•*–▪◦]|\(?(?:\d{1,2}|[a-z])[.)])\s+")
_VERB = re.compile(
    r"\b(?:is|was|were|are|had|has|have|rose|fell|stands|stood|took|lived?|remains?|been|increased|"
    r"decreased|improved|compared|against|target)\b", re.I,
)  # fmt: skip


def blocks_of(data: bytes, shown: str) -> list[Block]:
    """The blocks of a PDF; the place is page and line. Raises UnreadableFile."""
    import pypdfium2  # here: pages that read no PDF need not wait for it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableFile(
                f"{shown} is protected with a password. Save it without."
            ) from error
        raise UnreadableFile(f"{shown} is damaged or no PDF. Save it again.") from error
    found: list[Block] = []
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableFile(f"{shown} has more than {MOST_PAGES} pages. Send it in parts.")
        for number in range(1, len(document) + 1):
            try:
                found += _page(document, number)
            except pypdfium2.PdfiumError as error:
                raise UnreadableFile(f"{shown}: page {number} is damaged.") from error
    finally:
        document.close()
    if not found:
        raise UnreadableFile(
            f"{shown} has no text in it: it may be a scan. Send the file that it was printed from."
        )
    return found


def _page(document: PdfDocument, number: int) -> Iterator[Block]:
    """A page's blocks; pages are counted from 1."""
    text = document[number - 1].get_textpage().get_text_bounded()
    return _blocks(text.replace("\ufffe", "-").splitlines(), number)


def _blocks(lines: list[str], page: int) -> Iterator[Block]:
    plain = [" ".join(line.split()) for line in lines]
    widest = max(map(len, plain), default=0)
    run: list[tuple[int, str]] = []
    for number, line in enumerate(plain, start=1):
        if run and not _goes_on(run[-1][1], line, widest):
            yield _block(run, page)
            run = []
        if line:
            run.append((number, line))
    if run:
        yield _block(run, page)


def _goes_on(before: str, line: str, widest: int) -> bool:
    if not line or _ITEM.match(line):
        return False
    full = len(before) >= max(SHORTEST_PROSE, FULL * widest)
    begins_small = line[:1].islower()
    if _ENDS.search(before):
        return full and (len(line) >= SHORTEST_PROSE or _ENDS.search(line) is not None)
    return full or (begins_small and len(before) >= SHORTEST_PROSE)


def _block(run: list[tuple[int, str]], page: int) -> Block:
    found = run_of(Kind.LINE, [(f"page {page}, line {number}", line) for number, line in run])
    prose = len(found.text) >= SHORTEST_PROSE and _VERB.search(found.text) is not None
    if not prose or not (_ENDS.search(found.text) or len(run) > 1):
        return found
    return replace(found, kind=Kind.ITEM if _ITEM.match(found.text) else Kind.PARAGRAPH)
