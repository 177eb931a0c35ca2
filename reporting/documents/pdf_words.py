"""The words of a PDF's page with their places, and the heights of the lines drawn on it.

Raw calls of PDFium: its Python side makes an object of every letter and shape, which is slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_float
from typing import TYPE_CHECKING

from reporting.domain.page_tables import Rule, Word

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

# A drawn line is at least so long, in points. One that is no thicker than this has one height; of a
# field of colour both edges count.
SHORTEST, THICKEST = 25.0, 3.0
# More shapes than these are a drawing.
MOST_SHAPES = 3_000
# So much of its height between two letters is room between words.
ROOM = 0.12
_WORD = re.compile(r"\S+")


def words_of(
    page: PdfPage, text_page: PdfTextPage, text: str, *, by_letter: bool = False
) -> list[Word]:
    """The words of `text`, which is that of the page. None where letters and places do not go
    together, or where the page is turned. `by_letter` parts words that PDFium joined although there
    is room between their letters: the last of a cell and the first of the next.
    """
    if page.get_rotation() or len(text) != text_page.count_chars():
        return []
    found = []
    for line, start, letters in _words(text):
        pieces = _parts(text_page, start, letters) if by_letter else [(start, letters)]
        boxed = (_word(text_page, line, begun, piece) for begun, piece in pieces)
        found += [word for word in boxed if word is not None]
    return found


def _parts(text_page: PdfTextPage, start: int, letters: str) -> Iterator[tuple[int, str]]:
    """(Where it starts, letters) of each part of a word."""
    begun, before = 0, None
    for number in range(len(letters)):
        sides = _sides(text_page, start + number)
        if sides is None:
            continue
        left, right, bottom, top = sides
        if before is not None and left - before > ROOM * (top - bottom):
            yield start + begun, letters[begun:number]
            begun = number
        before = right
    yield start + begun, letters[begun:]


def _word(text_page: PdfTextPage, line: int, start: int, letters: str) -> Word | None:
    first = _sides(text_page, start)
    last = _sides(text_page, start + len(letters) - 1)
    if first is None or last is None or first[3] <= first[2] or last[1] <= first[0]:
        return None
    return Word(letters, first[0], last[1], first[2], first[3], line)


def _sides(text_page: PdfTextPage, number: int) -> tuple[float, float, float, float] | None:
    """Left, right, bottom and top of a letter."""
    import pypdfium2.raw as pdfium  # here: pages that read no PDF need not wait for it

    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text_page, number, box):
        return None
    return box.left, box.right, box.bottom, box.top


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """(Number of its line, where it starts, word)."""
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        for found in _WORD.finditer(line):
            yield number, start + found.start(), found[0]
        start += len(line)


def rules_of(page: PdfPage) -> list[Rule]:
    """The lines that are drawn across the page, and the edges of its fields of colour."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_CountObjects(page)
    if count > MOST_SHAPES:
        return []
    sides = [c_float() for _ in range(4)]
    found: list[Rule] = []
    for number in range(count):
        shape = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(shape, *sides):
            left, bottom, right, top = (side.value for side in sides)
            if right - left >= SHORTEST:
                thin = top - bottom <= THICKEST
                heights = [(bottom + top) / 2] if thin else [bottom, top]
                found += [Rule(height, left, right) for height in heights]
    return found
