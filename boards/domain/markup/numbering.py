"""Numbers of paragraphs: the section’s number, then its paragraphs, running across headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import Block, Paragraph


@dataclass(frozen=True)
class Numbered:
    """A block with its number, "3.2"; "" for what carries none: tables, lists, charts, headings."""

    number: str
    block: Block


@dataclass(frozen=True)
class NumberedSection:
    number: str
    heading: str
    blocks: tuple[Numbered, ...]


def number_sections(
    sections: Sequence[tuple[str, Sequence[Block]]], first: int = 1
) -> tuple[NumberedSection, ...]:
    """Sections (heading, blocks) with numbers: the section's own, and "3.1", "3.2" for paragraphs.

    A heading between paragraphs does not begin them anew.

    >>> words = Paragraph(())
    >>> [one.number for one in number_sections([("Why", [words, words])], first=2)[0].blocks]
    ['2.1', '2.2']
    """
    found = []
    for number, (heading, blocks) in enumerate(sections, start=first):
        paragraphs = 0
        numbered = []
        for block in blocks:
            if isinstance(block, Paragraph):
                paragraphs += 1
                numbered.append(Numbered(f"{number}.{paragraphs}", block))
            else:
                numbered.append(Numbered("", block))
        found.append(NumberedSection(str(number), heading, tuple(numbered)))
    return tuple(found)
