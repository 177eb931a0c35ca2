"""Every check of an agenda, legal and practical, with who may let it pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from boards.domain.dates import in_words
from boards.domain.readiness import Check, Readiness, settled
from boards.models import AgendaItem, Meeting

from ..parts import OpenPaper
from .made_here import actions, minutes
from .notice import notice, private_notice
from .papers import business, figures, small, titles, untagged
from .reports import reports, reviewers
from .restricted import exclusion, reasoning, secret_titles
from .seen import Seen, look
from .telling import kinds, passed

__all__ = ["look", "readiness", "readiness_of"]

CHECKS = (
    notice,
    private_notice,
    business,
    reports,
    reviewers,
    reasoning,
    secret_titles,
    exclusion,
    minutes,
    actions,
    untagged,
    titles,
    small,
    figures,
)


def readiness(meeting: Meeting, *, today: dt.date) -> Readiness:
    """All checks of a meeting's agenda, and of its supplement, as they stand today."""
    return readiness_of(look(meeting, today))


def readiness_of(seen: Seen) -> Readiness:
    """The same, for whoever has looked already."""
    checks = [one for ask in CHECKS for one in ask(seen)]
    named = {kinds()[one.kind]["title"] for one in checks}
    checks += [one for one in _passed(seen) if one.title not in named]
    overrides = seen.meeting.overrides.select_related("by").values_list(
        "check_key", "by__name", "reason"
    )
    return settled(checks, overrides)


def _passed(seen: Seen) -> Iterator[Check]:
    days = seen.meeting.board.clear_days
    latest = in_words(seen.due.publication)
    withheld = sum(one.paper.is_withheld for one in seen.public_papers)
    agree = [p.place.printed for p in seen.public_papers] == [
        p.place.printed for p in seen.board_papers
    ]
    if agree and seen.public.total == seen.board.total:
        pages = "1 page" if seen.board.total == 1 else f"{seen.board.total} pages"
        yield passed("Page numbers", f"Public and board editions agree, {pages}")
    yield passed("Notice", f"{days} clear days if published by {latest}")
    closed = "None on this agenda" if not withheld else f"{withheld}, each with its ground"
    yield passed("Restricted papers", closed)
    yield passed("Figures", "Reports print the figures that they were signed off with")
    yield passed("Sign-off", "Every report is signed off")
    yield passed("Reviewers", "Everybody who was asked has answered")
    papers = [one.paper for one in seen.public_papers]
    printed = {p.item: p.title for p in papers if isinstance(p, OpenPaper) and p.made_here}
    for item in seen.items:
        if item.kind == AgendaItem.Kind.MINUTES and item.pk in printed:
            yield passed("Minutes of the last meeting", f"{printed[item.pk]}: they are its paper")
    yield passed("Small numbers", "No open paper counts a few people")
    if seen.built is not None:
        what = f"Each led to a page when edition {seen.built} was built"
        yield passed("Links and bookmarks", f"{what}; they are followed again at the next")
