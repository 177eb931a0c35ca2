"""Whether restricted papers are restricted as the law asks, and stay so."""

from __future__ import annotations

from collections.abc import Iterator

from boards.domain.readiness import Check, speaks_of
from boards.models import AgendaItem, Openness, Restricted

from ..parts import OpenPaper
from .seen import Seen
from .telling import check


def reasoning(seen: Seen) -> Iterator[Check]:
    for item, report in seen.reports:
        number = seen.numbers.get(item.pk, "")
        papers: list[tuple[Restricted, str]] = [(report, f"Item {number}")]
        papers += [(a, f"Item {number}, Appendix {a.letter}") for a in report.appendices.all()]
        for paper, label in papers:
            if paper.openness == Openness.EXEMPT and not paper.public_interest.strip():
                title = f"{label} is exempt without its reasoning"
                detail = "Say why withholding outweighs publishing (Schedule 12A, paragraph 10)."
                yield check("reasoning", f"{label}", title, detail, item.pk)


def secret_titles(seen: Seen) -> Iterator[Check]:
    """Whether what everybody will read says what a restricted paper is really called."""
    secret = [
        (one.paper.label, one.paper.title, one.paper.key)
        for one in seen.board_papers
        if isinstance(one.paper, OpenPaper) and one.paper.ground and not one.paper.made_here
    ]
    if not secret:
        return
    told = [(f"the title of item {item.number}", item.title) for item in seen.public_items]
    for one in seen.public_papers:
        told.append((one.paper.label, one.paper.title))
        if isinstance(one.paper, OpenPaper):
            told.append((one.paper.label, seen.words[one.paper.sha256].text))
    for label, title, key in secret:
        where = [place for place, text in told if speaks_of(text, title)]
        if where:
            words = f"The restricted title of {label} is printed in {where[0]}"
            yield check("secret-title", key, words, "Reword it, or give another public title.")


def exclusion(seen: Seen) -> Iterator[Check]:
    kinds = {item.kind for item in seen.items}
    closed = [item for item, report in seen.reports if not report.is_open]
    if closed and AgendaItem.Kind.EXCLUSION not in kinds:
        detail = "Nobody may be sent out without a resolution that names item and paragraph."
        yield check("exclusion", "", "No item excludes the public", detail)
