"""The sentences of a paper, each with its place and what stands in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from performance.domain.wording import SENTENCE
from reporting.domain.documents import Block, Document, Kind

# A run of words without a full stop is read in pieces: nobody writes such a sentence.
LONGEST_SENTENCE = 1_500

__all__ = ["Block", "Document", "Kind", "Sentence", "sentences_of"]


@dataclass(frozen=True)
class Sentence:
    """A sentence of a block; `before` are the two in front of it, in the same block."""

    text: str
    place: str
    block: Block
    before: str = ""


def sentences_of(document: Document) -> Iterator[Sentence]:
    """Every sentence, with the place where it begins; a cell of a table is one."""
    for block in document.blocks:
        if block.kind is Kind.CELL:
            for text in _pieces(block.text):
                yield Sentence(text, block.place, block)
        else:
            yield from _sentences(block)


def _sentences(block: Block) -> Iterator[Sentence]:
    before, last, start = "", "", 0
    ends = [found.span() for found in SENTENCE.finditer(block.text)]
    for end, after in [*ends, (len(block.text), len(block.text))]:
        for text in _pieces(block.text[start:end].strip()):
            yield Sentence(text, block.place_at(start), block, before)
            before = f"{last} {text}".strip()
            last = text
        start = after


def _pieces(text: str) -> Iterator[str]:
    while len(text) > LONGEST_SENTENCE:
        end = text.rfind(" ", 0, LONGEST_SENTENCE)
        end = end if end > 0 else LONGEST_SENTENCE
        yield text[:end]
        text = text[end:].strip()
    if text:
        yield text
