"""Whether everybody can use the papers, and nobody is recognised in them."""

from __future__ import annotations

from collections.abc import Iterator

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
    found = [
        (one.paper, few)
        for one in seen.public_papers
        if isinstance(one.paper, OpenPaper) and (few := seen.words[one.paper.sha256].few)
    ]
    if found:
        count = sum(few for _, few in found)
        lines = "1 line names" if count == 1 else f"{count} lines name"
        where = ", ".join(paper.label for paper, _ in found)
        detail = f"Could a reader recognise a child by one of them? {where}"
        about = "-".join(paper.sha256[:6] for paper, _ in found)[:100]
        yield check("small", about, f"{lines} a number from one to five", detail)


def figures(seen: Seen) -> Iterator[Check]:
    """What the last figure check of these papers found; nothing where nobody has asked for one."""
    # Here: that module builds agenda packs itself.
    from boards.packs.meeting_check import figure_checks

    yield from figure_checks(seen.meeting, seen.items, seen.numbers)
