"""What a PDF that somebody sent may be, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BYTES = 50 * 1024 * 1024
MOST_PAGES = 500
MOST_OBJECTS = 400_000
# A stream of text, drawing or a font; a page's worth of drawing seldom reaches a tenth of this.
MOST_UNPACKED = 40 * 1024 * 1024
MOST_UNPACKED_IN_ALL = 300 * 1024 * 1024
MOST_PIXELS = 150_000_000
# Points: half an inch, and the longer side of A0 with some bleed.
SHORTEST_SIDE, LONGEST_SIDE = 36.0, 3_500.0
# Of the process that opens the file.
MOST_MEMORY = 2 * 1024 * 1024 * 1024
MOST_SECONDS = 60


class UploadRefused(Exception):
    """A file that is not taken; the message names it, says what is wrong and what to do."""


@dataclass(frozen=True)
class UploadedPdf:
    """What a look at a file found. Sizes are width and height in points, as pages are seen."""

    pages: int
    tagged: bool
    title: str
    lang: str
    sizes: tuple[tuple[float, float], ...]
    has_text: bool
    has_forms: bool
    has_scripts: bool
    has_attachments: bool
    has_comments: bool
    is_signed: bool
    fonts_missing: tuple[str, ...]


@dataclass(frozen=True)
class Cleaned:
    """A file that was cleaned; `notes` say in words what was taken out or changed. `tagged`: a
    screen reader can read its structure.
    """

    pages: int
    notes: tuple[str, ...]
    tagged: bool = False
