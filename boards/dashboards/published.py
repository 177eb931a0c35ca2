"""A meeting's published papers, as its editions froze them: nothing is asked but the editions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from boards.models import Meeting
from boards.packs.agenda import KIND, SUPPLEMENT
from boards.packs.minutes import KIND as MINUTES
from reporting.models import Edition

from .neutral import EVERYTHING, Neutral


@dataclass(frozen=True)
class PaperLine:
    """A paper as an edition tells of it; `key` is empty for one that it withholds, and for one that
    the reader is kept from.
    """

    label: str
    title: str
    pages: str
    ground: str
    interest: str
    key: str
    # Whether it can be read as a web page too.
    has_page: bool = False
    not_for_reader: bool = False

    @property
    def appendix(self) -> str:
        """ "Appendix A", of "Item 3, Appendix A"."""
        return self.label.rpartition(", ")[2]


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
    changes: tuple[Mapping[str, str], ...]
    earlier: tuple[Edition, ...]

    @property
    def is_supplement(self) -> bool:
        return self.edition.kind == SUPPLEMENT


def published_parts(
    meeting: Meeting,
    audience: str,
    kept: Collection[int] = (),
    told: Neutral = EVERYTHING,
) -> tuple[Part, ...]:
    """The agenda and the supplement of a meeting for an audience; two queries. Closed papers of the
    items `kept` are not for this reader, and titles are as they are `told` them.
    """
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
            items = _items(own[0].beside, kept, told)
            # What changed names items by the titles that they had.
            changes = () if told.items else tuple(own[0].changes)
            parts.append(Part(own[0], items, changes, tuple(own[1:])))
    return tuple(parts)


def published_minutes(meeting: Meeting, audience: str) -> list[Edition]:
    """The minutes of a meeting for an audience, the newest first; two queries."""
    found = Edition.objects.for_council(meeting.board.council).of(MINUTES, meeting.slug)
    mine = found.standing().filter(audience=audience).order_by("-number")
    return list(mine.prefetch_related("files"))


@dataclass(frozen=True)
class PublishedPaper:
    """A paper that an edition prints: its files by their SHA-256, `page` "" where it has none.
    `behind` are its appendices, as the list of papers tells of them.
    """

    edition: Edition
    item: str
    label: str
    title: str
    pages: str
    ground: str
    key: str
    sha256: str
    page: str
    behind: tuple[PaperLine, ...] = ()


def paper_in(
    meeting: Meeting, audience: str, key: str, kept: Collection[int] = ()
) -> PublishedPaper | None:
    """A paper that the newest edition for this audience prints, or None; also for closed papers of
    the items `kept`.
    """
    for part in published_parts(meeting, audience):
        for paper in part.edition.beside.get("papers", []):
            if paper.get("key") == key and paper.get("sha256") and not _is_kept(paper, kept):
                return _published(part, paper, kept)
    return None


def _published(part: Part, paper: Mapping[str, Any], kept: Collection[int]) -> PublishedPaper:
    papers = part.edition.beside["papers"]
    behind = [one for one in papers if one["label"].startswith(f"{paper['label']}, Appendix ")]
    items = {item["item"]: item["title"] for item in part.edition.beside.get("items", [])}
    return PublishedPaper(
        edition=part.edition,
        item=items.get(paper["item"], ""),
        label=paper["label"],
        title=paper["title"],
        pages=paper["pages"],
        ground=paper["ground"],
        key=paper["key"],
        sha256=paper["sha256"],
        page=paper.get("page", ""),
        behind=tuple(_paper(one, kept) for one in behind),
    )


def _is_kept(paper: Mapping[str, Any], kept: Collection[int]) -> bool:
    return bool(paper["ground"]) and paper["item"] in kept


def _items(beside: Mapping[str, Any], kept: Collection[int], told: Neutral) -> tuple[ItemLine, ...]:
    papers = beside.get("papers", [])
    return tuple(
        _item(item, [_paper(one, kept) for one in papers if one["item"] == item["item"]], told)
        for item in beside.get("items", [])
    )


def _item(item: Mapping[str, Any], papers: Iterable[PaperLine], told: Neutral) -> ItemLine:
    """Of one whose title gives way, the reader is told what the public is."""
    hidden = item["item"] in told.items
    return ItemLine(
        number=item["number"],
        title=told.items.get(item["item"], item["title"]),
        presenter="" if hidden else item["presenter"],
        pages=item["pages"],
        note=item["note"],
        reason="" if hidden else item["reason"],
        papers=tuple(papers),
    )


def _paper(paper: Mapping[str, Any], kept: Collection[int]) -> PaperLine:
    not_for_reader = _is_kept(paper, kept)
    return PaperLine(
        label=paper["label"],
        title=paper["label"] if not_for_reader else paper["title"],
        pages=paper["pages"],
        ground=paper["ground"],
        interest=paper.get("interest", ""),
        key="" if not_for_reader else paper.get("key", ""),
        has_page=bool(paper.get("page")) and not not_for_reader,
        not_for_reader=not_for_reader,
    )
