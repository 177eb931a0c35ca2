"""What the list of published editions shows, to people and to other programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, QuerySet

from accounts.models import Council
from reporting.models import Audience, Edition, EditionFile


@dataclass(frozen=True)
class PublishedEdition:
    edition: Edition
    replaced: bool


@dataclass(frozen=True)
class PublishedDocument:
    """One document with all its public editions, the newest first."""

    title: str
    editions: tuple[PublishedEdition, ...]

    @property
    def newest(self) -> PublishedEdition:
        return self.editions[0]

    @property
    def earlier(self) -> tuple[PublishedEdition, ...]:
        return self.editions[1:]


def published_documents(council: Council) -> list[PublishedDocument]:
    """The public editions of a council by document, the latest published document first."""
    found = Edition.objects.for_council(council).public().prefetch_related("files")
    ordered = found.order_by("kind", "subject", "-number")
    documents = []
    for _, editions in groupby(ordered, key=lambda edition: (edition.kind, edition.subject)):
        documents.append(_document(list(editions)))
    return sorted(documents, key=lambda d: d.newest.edition.published_at, reverse=True)


def _document(editions: Sequence[Edition]) -> PublishedDocument:
    """An edition is replaced by a newer one that stands; a withdrawn one replaces nothing."""
    standing = [edition.number for edition in editions if not edition.is_withdrawn]
    newest = max(standing, default=0)
    rows = [PublishedEdition(edition, edition.number < newest) for edition in editions]
    return PublishedDocument(editions[0].title, tuple(rows))


def editions_asked(
    council: Council,
    *,
    public: bool,
    without: Sequence[str] = (),
    kept: Iterable[tuple[str, str]] = (),
    **asked: str | None,
) -> QuerySet[Edition]:
    """Editions with their files, the newest first; `public` leaves the board's out, `without` those
    of the board of some kinds, `kept` those of some kinds and subjects. `asked` are fields and
    their values, None where any will do.
    """
    found = Edition.objects.for_council(council).standing()
    found = found.exclude(audience=Audience.BOARD, kind__in=without)
    for kind, subject in kept:
        found = found.exclude(audience=Audience.BOARD, kind=kind, subject=subject)
    if public:
        found = found.public()
    wanted = {field: value for field, value in asked.items() if value is not None}
    files = EditionFile.objects.select_related("edition__council").order_by("name")
    return found.filter(**wanted).prefetch_related(Prefetch("files", files))
