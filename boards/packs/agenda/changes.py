"""What an edition of a meeting's papers says, and what changed since the one before.

Only what its own audience may know is kept with it: a withheld paper is a title for the public, a
ground and a number of pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .parts import AgendaPack, Item, OpenPaper, Placed


def beside_of(pack: AgendaPack) -> dict[str, Any]:
    """What is kept with the edition, for the next one to compare with."""
    return {
        "when": f"{pack.day.isoformat()} {pack.time.strftime('%H:%M')}",
        "place": pack.place,
        "items": [_item_kept(item) for item in pack.items],
        "papers": [_paper_kept(one) for one in pack.papers],
    }


def _item_kept(item: Item) -> dict[str, Any]:
    return {
        "item": item.pk,
        "number": item.number,
        "title": item.title,
        "presenter": item.presenter,
        "pages": item.pages,
        "note": item.note,
        "late": item.late,
        "reason": item.urgent_reason,
    }


def _paper_kept(placed: Placed) -> dict[str, Any]:
    paper = placed.paper
    kept = {
        "item": paper.item,
        "label": paper.label,
        "title": paper.title,
        "pages": placed.place.printed,
        "ground": paper.ground,
    }
    if isinstance(paper, OpenPaper):
        page = {"page": paper.page} if paper.page else {}
        return {**kept, "sha256": paper.sha256, "key": paper.key, **page}
    return {**kept, "interest": paper.public_interest, "length": paper.pages}


def changes_between(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, str]]:
    """Lines of {"what", "was", "now", "why"}, in the order of the new edition.

    >>> changes_between({"place": "Hall"}, {"place": "Library"})
    [{'what': 'Place', 'was': 'Hall', 'now': 'Library', 'why': ''}]
    """
    return list(_changes(was, now))


def _changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    for key, what in (("when", "Date and time"), ("place", "Place")):
        if was.get(key, "") != now.get(key, ""):
            yield _line(what, was.get(key, ""), now.get(key, ""))
    yield from _items(_by("item", was.get("items", [])), _by("item", now.get("items", [])))
    yield from _papers(_by("label", was.get("papers", [])), _by("label", now.get("papers", [])))


Kept = dict[Any, dict[str, Any]]


def _by(key: str, rows: Iterable[dict[str, Any]]) -> Kept:
    return {row[key]: row for row in rows}


def _items(was: Kept, now: Kept) -> Iterator[dict[str, str]]:
    for pk, item in now.items():
        what = f"Item {item['number']}"
        if pk not in was:
            yield _line(what, "Not on the agenda", item["title"])
        elif was[pk]["title"] != item["title"]:
            yield _line(what, was[pk]["title"], item["title"])
    for pk, item in was.items():
        if pk not in now:
            yield _line(f"Item {item['number']}", item["title"], "Taken off the agenda")


def _papers(was: Kept, now: Kept) -> Iterator[dict[str, str]]:
    for label, paper in now.items():
        before = was.get(label)
        if before is None:
            yield _line(label, "No paper", _words(paper))
        elif _content(before) != _content(paper):
            same = _words(before) == _words(paper)
            yield _line(label, _words(before), "A new text" if same else _words(paper))
        elif before["pages"] != paper["pages"]:
            yield _line(label, f"Pages {before['pages']}", f"Pages {paper['pages']}")
    for label, paper in was.items():
        if label not in now:
            yield _line(label, _words(paper), "Taken out")


def _words(paper: Mapping[str, Any]) -> str:
    return f"{paper['title']}, pages {paper['pages']}"


def _content(paper: Mapping[str, Any]) -> tuple[Any, ...]:
    return paper["title"], paper["ground"], paper.get("sha256"), paper.get("length")


def _line(what: str, was: str, now: str) -> dict[str, str]:
    return {"what": what, "was": was, "now": now, "why": ""}
