"""Word documents in the council’s style: real headings, numbered paragraphs, tables with heads.

Reports and minutes say what they hold as plain values; this writes them as .docx.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from boards.domain.file_names import in_file_names

# Where a council's own template wants our words; without it they follow what it holds.
MARKER = "[[content]]"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
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
    from .word_writing import written

    return written(file, template)


def file_name(prefix: str, day: dt.date | None, item: str, title: str, ending: str) -> str:
    """As other committee systems take it: "CPB-2021-05-17-item-09-title.docx"; a paper of no item
    is named by its title alone.
    """
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:60].strip("-") or "paper"
    parts = [in_file_names(prefix)]
    if day is not None:
        parts.append(day.isoformat())
    if item:
        padded = re.sub(r"^\d+", lambda found: found[0].zfill(2), item)
        parts.append("item-" + re.sub(r"[^0-9A-Za-z]+", "-", padded))
    return "-".join([*(part for part in parts if part), words]) + f".{ending}"
