"""What a builder of public documents needs to know of the past, and what is public today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from accounts.models import Council
from reporting.domain.disclosure import DEFAULT_PROOF_RULES, PastCell, ProofRules
from reporting.models import (
    Audience,
    DisclosureRules,
    Edition,
    FigureOverride,
    HiddenInstead,
    PublishedCell,
)
from reporting.waiting import PAGE_SECONDS, seconds_left


def past_cells(council: Council, keys: Collection[str] | None = None) -> list[PastCell]:
    """All that public editions of a council ever told or hid, oldest first; one query.

    `keys` names the cells of interest (None: all). Editions of every kind of document count.
    """
    cells = PublishedCell.objects.filter(
        edition__council=council, edition__audience=Audience.PUBLIC
    ).order_by("edition__published_at", "edition_id", "pk")
    rows = cells.values_list("key", "part", "state", "shown", "version")
    wanted = None if keys is None else set(keys)
    return [PastCell(*row) for row in rows.iterator() if wanted is None or row[0] in wanted]


@dataclass(frozen=True)
class Decided:
    """Keys of figures that a person decided to show though the rule hides them, and of those that
    are hidden in their place.
    """

    shown: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


NOTHING_DECIDED = Decided()


def decided(council: Council) -> Decided:
    """What people have decided and nobody has taken back; two queries."""
    standing = FigureOverride.objects.for_council(council).standing()
    instead = HiddenInstead.objects.filter(override__in=standing)
    return Decided(
        frozenset(standing.values_list("key", flat=True)),
        frozenset(instead.values_list("key", flat=True)),
    )


def proof_rules_of(council: Council) -> ProofRules:
    """What the council asks of proofs, in the time that a waiting reader leaves; one query."""
    rules = asked_of_proofs(council)
    return replace(rules, seconds=seconds_left(rules.seconds))


def longer_than_a_page(council: Council) -> int:
    """The seconds that a proof may take in the background, where those are more than a page may
    take for all of its proofs; 0 where a page may take as long. One query.
    """
    seconds = int(asked_of_proofs(council).seconds)
    return seconds if seconds > PAGE_SECONDS else 0


def asked_of_proofs(council: Council) -> ProofRules:
    """What the council asks of proofs that nobody waits for; one query."""
    found = DisclosureRules.objects.filter(council=council).first()
    return found.as_rules() if found else DEFAULT_PROOF_RULES


@dataclass(frozen=True)
class PublicCell:
    """A figure as the newest public edition that speaks of it prints it; `shown` is None where it
    is hidden, and why it is hidden is not told.
    """

    key: str
    version: int
    shown: Decimal | None
    edition: Edition


def public_cells(council: Council) -> list[PublicCell]:
    """What the newest public edition of every document shows and hides; where two documents speak
    of one figure, the one published last. Withdrawn editions tell nothing. Two queries.
    """
    newest: dict[tuple[str, str], Edition] = {}
    for edition in Edition.objects.for_council(council).public().standing().order_by("number"):
        newest[edition.kind, edition.subject] = edition
    editions = {edition.pk: edition for edition in newest.values()}
    cells = PublishedCell.objects.filter(
        edition__in=editions, part=PublishedCell.Part.VALUE
    ).order_by("edition__published_at", "edition_id", "pk")
    told: dict[str, PublicCell] = {}
    for key, version, shown, pk in cells.values_list("key", "version", "shown", "edition_id"):
        told[key] = PublicCell(key, version, shown, editions[pk])
    return list(told.values())
