"""What is given to a grafting, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class GraftError(ValueError):
    """A part or a shell that cannot be joined; the message names it and says why."""


@dataclass(frozen=True)
class Area:
    """A rectangle of a page in points, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


# A4 less 18 mm at the sides and 24 mm for running header and footer.
BODY_AREA = Area(51.0, 68.0, 544.3, 773.9)


@dataclass(frozen=True)
class Graft:
    """A file that stands on placeholder pages of the shell.

    `first_page_in_shell` counts pages of the shell from 1; `pages` is the number of pages of the
    file. `title` names the item in bookmarks and notes. `prefix`, unique in a shell, begins every
    name and id that comes from the file. A file that was made for the shell is drawn as it is; one
    that was `uploaded` is fitted upright between running header and footer. `described` says what
    an untagged upload shows.
    """

    file: Path | bytes
    first_page_in_shell: int
    pages: int
    title: str
    prefix: str
    described: str | None = None
    lang: str = ""
    uploaded: bool = False


@dataclass(frozen=True)
class Note:
    """Something that somebody should know of a part that was grafted; words for a page.

    `kind` is one of "undescribed" (an untagged upload without a description), "described" (an
    untagged upload with one), "mended" (tags that were put right) and "dropped".
    """

    prefix: str
    kind: str
    words: str


@dataclass(frozen=True)
class Grafted:
    """The finished file: its number of pages, and the notes on its parts, in order."""

    pages: int
    notes: tuple[Note, ...]
