"""Whether everybody can use the papers, and nobody is recognised in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from boards.domain.readiness import Check, repeated

from ..parts import OpenPaper
from .seen import Seen
from .telling import check


def business(seen: Seen) -> Iterator[Check]:
    if not seen.items:
        yield check("empty", "", "There is no business on this agenda", "Add an item first.")


def untagged(seen: Seen) -> Iterator[Check]:
    for one in seen.board_papers:
        paper = one.paper
        if isinstance(paper, OpenPaper) and not paper.tagged and not paper.described.strip():
            title = f"{paper.label} is a PDF without tags"
            detail = "Some readers will not hear its headings. Describe it on the report’s page."
            yield check("untagged", paper.key, title, detail, paper.item)


def titles(seen: Seen) -> Iterator[Check]:
    for title in repeated([item.title for item in seen.board_items]):
        yield check("duplicate", title[:80], "Two items have the same title", title)


def small(seen: Seen) -> Iterator[Check]:
    """Small counts of people, paper by paper, with the places where they stand."""
    for one in seen.public_papers:
        paper = one.paper
        few = seen.words[paper.sha256].few if isinstance(paper, OpenPaper) else ()
        if isinstance(paper, OpenPaper) and few:
            many = "a few people" if len(few) == 1 else f"a few people in {len(few)} places"
            title = f"{paper.label} may count {many}"
            about = f"{paper.item}-{paper.sha256[:12]}"
            yield replace(check("small", about, title, ASKS, paper.item), places=_places(few))


ASKS = "Could a reader recognise a child by one of these?"


def _places(few: tuple[tuple[str, str, str], ...]) -> tuple[str, ...]:
    """ "page 4: “Two brothers moved.”", those of one sentence once."""
    told = dict.fromkeys((place, text) for place, _, text in few)
    return tuple(f"{place}: “{text}”" for place, text in told)


def figures(seen: Seen) -> Iterator[Check]:
    """What the last figure check of these papers found; nothing where nobody has asked for one."""
    # Here: that module builds agenda packs itself.
    from boards.packs.meeting_check import figure_checks

    yield from figure_checks(seen.meeting, seen.items, seen.numbers)
