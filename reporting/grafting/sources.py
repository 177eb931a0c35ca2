"""A part, opened, read, and brought into the shell's file as plain dictionaries."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from . import content
from .objects import Key, keep, numbers_of
from .parts import Graft, GraftError
from .placing import inherited
from .targets import Target, names_of, target_of

KEPT_OF_A_PAGE = frozenset(
    {
        "/Contents",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/Rotate",
        "/UserUnit",
        "/Annots",
        "/Group",
    }
)
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
MOST_BOOKMARKS = 5_000
# What is raised for a file that is not built as a PDF is.
DAMAGE = (pikepdf.PdfError, RuntimeError, TypeError, ValueError, LookupError, AttributeError)


@dataclass(frozen=True)
class Bookmark:
    """A bookmark of a part; `target` is None where it led nowhere."""

    title: str
    target: Target | None
    children: tuple[Bookmark, ...] = ()


@dataclass
class Source:
    """What of a part stands in the shell's file before anything of it is drawn."""

    graft: Graft
    pages: list[Any]
    tags: Any  # the root of the structure tree, or None
    names: dict[str, Target]
    bookmarks: tuple[Bookmark, ...]
    lang: str
    scans: list[content.Scan] = field(default_factory=list)

    @property
    def index(self) -> dict[Key, int]:
        return numbers_of(self.pages)


@contextmanager
def naming(title: str) -> Iterator[None]:
    """What is wrong with a part's insides is told with the part's title."""
    try:
        yield
    except DAMAGE as error:
        if isinstance(error, GraftError):
            raise
        raise GraftError(f"“{title}” is damaged inside. Clean it when it is uploaded") from error


def opened(file: Path | bytes, title: str) -> pikepdf.Pdf:
    """A file as it was given. Raises GraftError in words."""
    try:
        pdf = pikepdf.open(io.BytesIO(file) if isinstance(file, bytes) else file)
    except pikepdf.PasswordError as error:
        raise GraftError(f"“{title}” is protected with a password") from error
    except (pikepdf.PdfError, OSError) as error:
        raise GraftError(f"“{title}” is not a PDF that can be read") from error
    if pdf.is_encrypted:
        raise GraftError(f"“{title}” is encrypted. Clean it when it is uploaded")
    return pdf


def brought_in(shell: pikepdf.Pdf, graft: Graft) -> Source:
    """Opens a part and copies pages and tags of it into the shell's file."""
    pdf = opened(graft.file, graft.title)
    pages = [page.obj for page in pdf.pages]
    if len(pages) != graft.pages:
        raise GraftError(
            f"“{graft.title}” has {len(pages)} pages; the shell was made for {graft.pages}"
        )
    numbers = numbers_of(pages)
    names = names_of(pdf.Root, numbers)
    bookmarks = _bookmarks(pdf, numbers, names)
    for page in pages:
        _disguise(page)
    lang = graft.lang or str(pdf.Root.get("/Lang", ""))
    held = pdf.make_indirect(pikepdf.Dictionary(Pages=pikepdf.Array(pages)))
    if isinstance(pdf.Root.get("/StructTreeRoot"), pikepdf.Dictionary):
        held.Tags = pdf.Root.StructTreeRoot
    copied = shell.copy_foreign(held)
    source = Source(graft, list(copied.Pages), copied.get("/Tags"), names, bookmarks, lang)
    source.scans = [content.scan_page(shell, page) for page in source.pages]
    return source


def _disguise(page: Any) -> None:
    """Makes a page a plain dictionary: between files pages are only copied one by one, and what
    points at another page is lost.
    """
    for key in INHERITED:
        value = inherited(page, key)
        if value is not None and key not in page:
            page[key] = value
    keep(page, KEPT_OF_A_PAGE)
    if not isinstance(page.get("/Resources"), pikepdf.Dictionary):
        page.Resources = pikepdf.Dictionary()


def _bookmarks(
    pdf: pikepdf.Pdf, pages: dict[Key, int], names: dict[str, Target]
) -> tuple[Bookmark, ...]:
    """The bookmarks of a document. Loops are cut, and there is an end to their number."""
    seen: set[Key] = set()

    def below(node: Any, depth: int) -> Iterator[Bookmark]:
        item = node.get("/First")
        while isinstance(item, pikepdf.Dictionary) and depth < 20:
            if item.objgen in seen or len(seen) > MOST_BOOKMARKS:
                return
            seen.add(item.objgen)
            held = item.get("/Dest", item.get("/A", pikepdf.Dictionary()))
            title = str(item.get("/Title", "")).strip()
            kids = tuple(below(item, depth + 1))
            if title:
                yield Bookmark(title, target_of(held, pages, names), kids)
            else:
                yield from kids
            item = item.get("/Next")

    root = pdf.Root.get("/Outlines")
    return tuple(below(root, 0)) if isinstance(root, pikepdf.Dictionary) else ()
