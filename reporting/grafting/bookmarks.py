"""Bookmarks of parts, below the bookmark that the shell has for the item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import OutlineItem

from .links import Moving
from .objects import Key
from .sources import Bookmark
from .targets import Target, target_of

Part = tuple[str, int, Sequence[Bookmark], Moving]


def hang_bookmarks(
    pdf: pikepdf.Pdf, parts: Iterable[Part], pages: Mapping[Key, int], names: Mapping[str, Target]
) -> None:
    """`parts` are title, first page from 0, bookmarks and the way they move, in order of pages;
    `pages` and `names` are the shell's.

    A part whose first page no bookmark of the shell leads to gets one with its title.
    """
    with pdf.open_outline() as outline:
        shell = [(_page(item, pages, names), item) for item in _all(outline.root)]
        for title, first, bookmarks, moving in parts:
            item = next((item for page, item in reversed(shell) if page == first), None)
            if item is None:
                item = OutlineItem(title, pikepdf.Array([pdf.pages[first].obj, pikepdf.Name.Fit]))
                _put_in(outline.root, item, first, pages, names)
            item.children.extend(_items(bookmarks, moving))


def _all(items: Iterable[OutlineItem]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from _all(item.children)


def _page(item: OutlineItem, pages: Mapping[Key, int], names: Mapping[str, Target]) -> int | None:
    held: Any = item.destination
    if held is None and item.action is not None:
        held = item.action.get("/D")
    if isinstance(held, str):
        held = pikepdf.String(held)
    target = target_of(held, pages, names)
    return None if target is None else target.page


def _put_in(
    items: list[OutlineItem],
    item: OutlineItem,
    first: int,
    pages: Mapping[Key, int],
    names: Mapping[str, Target],
) -> None:
    """Before the first bookmark of a later page; below a title page's bookmark that holds all."""
    if len(items) == 1 and items[0].children:
        items = items[0].children
    for place, other in enumerate(items):
        page = _page(other, pages, names)
        if page is not None and page > first:
            items.insert(place, item)
            return
    items.append(item)


def _items(bookmarks: Iterable[Bookmark], moving: Moving) -> Iterator[OutlineItem]:
    for bookmark in bookmarks:
        kids = list(_items(bookmark.children, moving))
        if bookmark.target is None:
            yield from kids
            continue
        item = OutlineItem(bookmark.title, moving.lead(bookmark.target))
        item.children.extend(kids)
        item.is_closed = True
        yield item
