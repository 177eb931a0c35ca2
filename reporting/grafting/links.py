"""Links of a part, on its new pages: moved, led to the new file, and with words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Matrix

from .objects import Key, keep
from .placing import moved_box, moved_points
from .targets import Target, destination, target_of

# Where a link leads is written anew.
KEPT = frozenset(
    {
        "/Type",
        "/Subtype",
        "/Rect",
        "/QuadPoints",
        "/Border",
        "/BS",
        "/C",
        "/H",
        "/F",
        "/Contents",
    }
)
OPENABLE = ("https://", "http://", "mailto:", "tel:")


@dataclass
class Links:
    """The links of a part's pages, and how many annotations were left behind."""

    kept: list[list[Any]] = field(default_factory=list)
    dropped: int = 0


@dataclass(frozen=True)
class Moving:
    """How things of a part come into the new file."""

    pages: Mapping[Key, int]  # of the part, by object
    targets: list[Any]  # pages of the new file
    matrices: list[Matrix]
    names: Mapping[str, Target]
    rename: Callable[[str], str]

    def lead(self, target: Target) -> pikepdf.Array:
        return destination(target, self.targets[target.page], self.matrices[target.page])


def links_of(pdf: pikepdf.Pdf, pages: list[Any], moving: Moving) -> Links:
    """Links of the pages that lead to a page of the part or to an address; all else is left out."""
    links = Links()
    for number, page in enumerate(pages):
        held = page.get("/Annots", [])
        found = [note for note in held if isinstance(note, pikepdf.Dictionary)]
        kept = [_link(pdf, note, number, moving) for note in found]
        links.kept.append([note for note in kept if note is not None])
        links.dropped += len(found) - len(links.kept[-1])
    return links


def _link(pdf: pikepdf.Pdf, note: Any, number: int, moving: Moving) -> Any:
    if note.get("/Subtype") != "/Link":
        return None
    leads = _leads(note, moving)
    box = moved_box(note.get("/Rect"), moving.matrices[number])
    if leads is None or box is None:
        return None
    if not note.is_indirect:
        # Tags can only point at it if it is an object of its own.
        note = pdf.make_indirect(note)
    key, value, words = leads
    keep(note, KEPT)
    note[key] = value
    note.Rect = pikepdf.Array(box)
    if "/QuadPoints" in note:
        note.QuadPoints = pikepdf.Array(moved_points(note.QuadPoints, moving.matrices[number]))
    note.P = moving.targets[number]
    note.F = (int(note.get("/F", 0)) | 4) & ~2  # printed, and not hidden
    if not str(note.get("/Contents", "")).strip():
        note.Contents = pikepdf.String(words)
    return note


def _leads(note: Any, moving: Moving) -> tuple[str, Any, str] | None:
    """The key, its value, and words for where a link leads."""
    action = note.get("/A")
    if isinstance(action, pikepdf.Dictionary):
        if action.get("/S") == "/URI":
            return _address(str(action.get("/URI", "")))
        held = action.get("/D") if action.get("/S") == "/GoTo" else None
    else:
        held = note.get("/Dest")
    target = target_of(held, moving.pages, moving.names)
    if target is None:
        return None
    words = f"Page {target.page + 1} of this paper"
    if isinstance(held, pikepdf.String | pikepdf.Name):
        return "/Dest", pikepdf.String(moving.rename(str(held))), words
    return "/Dest", moving.lead(target), words


def _address(address: str) -> tuple[str, Any, str] | None:
    address = address.strip()
    if not address.lower().startswith(OPENABLE):
        return None
    action = pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.URI)
    action.URI = pikepdf.String(address)
    return "/A", action, address
