"""Follows every link, bookmark and name of a finished file to a page of it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from reporting.grafting.targets import names_of, target_of


def dead_ends(data: bytes) -> list[str]:
    """Where links and bookmarks lead to no page of the file, in words; empty when all resolve.

    A bookmark is told by its place: what it says may not be for everybody who reads these words.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        names = names_of(pdf.Root, pages)

        def leads(held: Any) -> bool:
            if isinstance(held, str):
                held = pikepdf.String(held)
            return target_of(held, pages, names) is not None

        found = []
        for number, page in enumerate(pdf.pages, 1):
            for note in page.obj.get("/Annots", []):
                held: Any = note.get("/Dest")
                if held is None and "/A" in note:
                    held = note.A.get("/D")
                if held is not None and not leads(held):
                    found.append(f"A link on page {number} leads nowhere")
        with pdf.open_outline() as outline:
            for number, item in enumerate(_in_order(outline.root), 1):
                leading: Any = _action(item) if item.destination is None else item.destination
                if leading is None or not leads(leading):
                    found.append(f"Bookmark {number} leads nowhere")
    return found


def _in_order(items: Iterable[Any]) -> Iterator[Any]:
    """Bookmarks as a reader meets them, each before those below it."""
    for item in items:
        yield item
        yield from _in_order(item.children)


def _action(item: Any) -> Any:
    return None if item.action is None else item.action.get("/D")
