"""A meeting's published papers, as its editions froze them: nothing is asked but the editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from boards.models import Meeting
from boards.packs.agenda import KIND, SUPPLEMENT
from boards.packs.minutes import KIND as MINUTES
from reporting.models import Edition


@dataclass(frozen=True)
class PaperLine:
    """A paper as an edition tells of it; `key` is empty for one that it withholds."""

    label: str
    title: str
    pages: str
    ground: str
    interest: str
    key: str
    # Whether it can be read as a web page too.
    has_page: bool = False


@dataclass(frozen=True)
class ItemLine:
    number: str
    title: str
    presenter: str
    pages: str
    note: str
    reason: str
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True)
class Part:
    """The agenda, or the supplement, in its newest edition that stands; earlier ones below it."""

    edition: Edition
    items: tuple[ItemLine, ...]
    earlier: tuple[Edition, ...]

    @property
    def is_supplement(self) -> bool:
        return self.edition.kind == SUPPLEMENT


def published_parts(meeting: Meeting, audience: str) -> tuple[Part, ...]:
    """The agenda and the supplement of a meeting for an audience; two queries."""
    found = Edition.objects.for_council(meeting.board.council).filter(
        kind__in=(KIND, SUPPLEMENT), subject=meeting.slug, audience=audience
    )
    editions = list(
        found.standing().order_by("-number").select_related("council").prefetch_related("files")
    )
    parts = []
    for kind in (KIND, SUPPLEMENT):
        own = [edition for edition in editions if edition.kind == kind]
        if own:
            parts.append(Part(own[0], _items(own[0].beside), tuple(own[1:])))
    return tuple(parts)


def published_minutes(meeting: Meeting, audience: str) -> list[Edition]:
    """The minutes of a meeting for an audience, the newest first; two queries."""
    found = Edition.objects.for_council(meeting.board.council).of(MINUTES, meeting.slug)
    mine = found.standing().filter(audience=audience).order_by("-number")
    return list(mine.prefetch_related("files"))


@dataclass(frozen=True)
class PublishedPaper:
    """A paper that an edition prints: its files by their SHA-256, `page` "" where it has none."""

    edition: Edition
    item: str
    label: str
    title: str
    pages: str
    ground: str
    key: str
    sha256: str
    page: str


def paper_in(meeting: Meeting, audience: str, key: str) -> PublishedPaper | None:
    """A paper that the newest edition for this audience prints, or None."""
    for part in published_parts(meeting, audience):
        for kept in part.edition.beside.get("papers", []):
            if kept.get("key") == key and kept.get("sha256"):
                return _published(part, kept)
    return None


def _published(part: Part, kept: Mapping[str, Any]) -> PublishedPaper:
    items = {item["item"]: item["title"] for item in part.edition.beside.get("items", [])}
    return PublishedPaper(
        edition=part.edition,
        item=items.get(kept["item"], ""),
        label=kept["label"],
        title=kept["title"],
        pages=kept["pages"],
        ground=kept["ground"],
        key=kept["key"],
        sha256=kept["sha256"],
        page=kept.get("page", ""),
    )


def _items(beside: Mapping[str, Any]) -> tuple[ItemLine, ...]:
    papers = beside.get("papers", [])
    return tuple(
        ItemLine(
            number=item["number"],
            title=item["title"],
            presenter=item["presenter"],
            pages=item["pages"],
            note=item["note"],
            reason=item["reason"],
            papers=tuple(_paper(one) for one in papers if one["item"] == item["item"]),
        )
        for item in beside.get("items", [])
    )


def _paper(kept: Mapping[str, Any]) -> PaperLine:
    return PaperLine(
        label=kept["label"],
        title=kept["title"],
        pages=kept["pages"],
        ground=kept["ground"],
        interest=kept.get("interest", ""),
        key=kept.get("key", ""),
        has_page=bool(kept.get("page")),
    )
