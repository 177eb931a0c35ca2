"""PDF files: the text of each page, its lines joined to paragraphs where they are prose, and its
tables where the places of words show them.

Lines that fill the page and go on are prose; short lines may be cells of a table that was not
found, and stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reporting.domain.documents import Block, Kind, run_of
from reporting.domain.page_tables import Table, has_table, tables_on

from .pdf_tables import Cells, cells_of_page, continued
from .pdf_words import rules_of, words_of
from .refusals import MOST_PAGES, UnreadableFile

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# A line of prose reaches at least so far across the widest line of its page.
FULL = 0.62
SHORTEST_PROSE = 45
# What PDFium writes for a hyphen at the end of a line.
HYPHENS = {0xFFFE: "-", 0x2: "-"}
# A page with more has no tables that anybody reads.
MOST_LETTERS = 20_000
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
    tables: list[Table] = []
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableFile(f"{shown} has more than {MOST_PAGES} pages. Send it in parts.")
        for number in range(1, len(document) + 1):
            try:
                found += _page(document, number, tables)
            except pypdfium2.PdfiumError as error:
                raise UnreadableFile(f"{shown}: page {number} is damaged.") from error
    finally:
        document.close()
    if not found:
        raise UnreadableFile(
            f"{shown} has no text in it: it may be a scan. Send the file that it was printed from."
        )
    return found


def _page(document: PdfDocument, number: int, tables: list[Table]) -> Iterator[Block]:
    """A page's blocks; pages are counted from 1. `tables` are those of the pages before, and get
    those of this one.
    """
    page = document[number - 1]
    text_page = page.get_textpage()
    text = text_page.get_text_bounded().translate(HYPHENS)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    if len(text) > MOST_LETTERS or not has_table(words_of(page, text_page, text)):
        yield from _blocks(lines, number)
        return
    words = words_of(page, text_page, text, by_letter=True)
    found = continued(tables_on(words, rules_of(page)), tables)
    cells = cells_of_page(found, words, number, len(tables))
    tables += found
    yield from _blocks(lines, number, cells)


def _blocks(lines: list[str], page: int, cells: Cells | None = None) -> Iterator[Block]:
    """The lines as blocks; where one holds cells of a table, the cells, and what is left of it."""
    widest = max(map(len, lines), default=0)
    run: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        of_table = cells is not None and number in cells.left
        if run and (of_table or not _goes_on(run[-1][1], line, widest)):
            yield _block(run, page)
            run = []
        if cells is not None and of_table:
            yield from cells.blocks.get(number, ())
            if cells.left[number]:
                yield run_of(Kind.LINE, [(f"page {page}, line {number}", cells.left[number])])
        elif line:
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
