"""Word documents in the council’s style: real headings, numbered paragraphs, tables with heads.

Reports, minutes and packs say what they hold as plain values; this writes them as .docx.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

# Where a council's own template wants our words; without it they follow what it holds.
MARKER = "[[content]]"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The width of a chart on paper, in mm: 800 of its units are 170.
PAPER_UNIT = 170 / 800
# Two documents of the same values are the same bytes but for the ZIP file’s own clock.
EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False


Runs = Sequence[Run]


@dataclass(frozen=True)
class WordHeading:
    """`level` 1 is a section, 2 stands within one; `number` is empty where none is printed."""

    text: str
    number: str = ""
    level: int = 1


@dataclass(frozen=True)
class WordParagraph:
    """`number` hangs in the margin; `mark` stands before an indented line, as in "(1)"."""

    runs: Runs
    number: str = ""
    mark: str = ""
    bold: bool = False


@dataclass(frozen=True)
class WordList:
    items: Sequence[Runs]
    ordered: bool = False


@dataclass(frozen=True)
class WordTable:
    """A table with a caption and heads that repeat on each page."""

    caption: str
    heads: Sequence[Runs]
    rows: Sequence[Sequence[Runs]]
    numeric: Sequence[bool] = ()


@dataclass(frozen=True)
class WordPicture:
    """A PNG file with words for who cannot see it, below its title."""

    png: bytes
    alt: str
    width_mm: float = 150
    title: str = ""


WordBlock = WordHeading | WordParagraph | WordList | WordTable | WordPicture


@dataclass(frozen=True)
class WordFile:
    """`facts` are pairs below the title; `above` stands over it: council, board, marking."""

    title: str
    author: str
    blocks: Sequence[WordBlock]
    above: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    foot: str = ""
    colour: str = "#1b1a1f"
    language: str = "en-GB"
    made_at: dt.datetime = field(default=EPOCH)


def plain(text: str) -> list[Run]:
    return [Run(text)]


def word_document(file: WordFile, template: bytes | None = None) -> bytes:
    """The .docx file; `template` is a council’s own, whose styles and letterhead it then bears."""
    # Here, because python-docx is slow to start and few pages need it.
    from .writing import written

    return written(file, template)
