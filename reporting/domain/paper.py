"""What is said between those who ask for a PDF and the writer of it: light to import.

The writer itself, `reporting.pdf`, brings in WeasyPrint, which takes longer to start than most
commands take to run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# (stage, pages done, pages in all, 0 while nobody knows how many)
Progress = Callable[[str, int, int], None]


class RenderError(ValueError):
    """A document from which no paper can be made; the message says why."""


class RemoteAddressError(RenderError):
    """A document asked for something that is not ours."""


class MissingStaticFileError(RenderError):
    """A document asked for a static file that is not there; the style sheet may not be built."""


class MissingTitleError(RenderError):
    """A PDF without a title is no PDF/UA."""


@dataclass(frozen=True)
class PageLabel:
    """From page `first` (counted from 0) on: `prefix` and numbers in `style` from `start`.

    Styles: "D" 1 2 3, "r" i ii iii, "R" I II III, "A" A B C, "a" a b c, "" no number.
    """

    first: int
    style: str = "D"
    prefix: str = ""
    start: int = 1


@dataclass(frozen=True)
class PdfFile:
    data: bytes
    pages: int


def one_of_several(
    progress: Progress | None, *, called: str = "", before: int = 0, pages: int = 0, after: int = 0
) -> Progress | None:
    """The progress of one file among several that are made together, in pages of all of them.

    `before` and `after` are the pages of the others, `pages` what the file itself is known to
    have (0 while nobody knows, until its writer says).
    """
    if progress is None:
        return None

    def tell(stage: str, done: int, total: int) -> None:
        own = total or pages
        words = f"{called}: {stage.lower()}" if called else stage
        progress(words, before + done, before + own + after if own else 0)

    return tell
