"""What a computation brings: figures beside the return, until an officer takes them.

The floors above call `offer_figures`; nothing here knows what a file or a register is.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from performance.domain.offers import ComputedFrom, numbers_of, stored
from performance.domain.typed import COUNTS, VALUE, Labels, Typed
from performance.domain.vocabulary import Basis, Unit
from performance.domain.working_out import figure_of
from performance.held import FigureKey
from performance.models import Group, Indicator, Offer
from performance.offered import key_of
from performance.services.turns import take_turn
from reference.domain.periods import Period
from reference.models import Area

CHECKSUM = 64
Known = TypeVar("Known")


class OfferError(Exception):
    """A computation brought what cannot be a figure: nothing was kept. The message names which."""


@dataclass(frozen=True)
class OfferedFigure:
    """One computed figure, as a computation brings it.

    `indicator`, `group` and `area` are codes; no area is the council's own. Counts, or the value
    alone; neither, with the reason why it could not be computed. A percentage, rate or average is
    worked out from its counts here, as that of an officer is. `source` follows "the" ("903
    return"); `rule` says in words how it was counted.
    """

    indicator: str
    period: Period
    basis: Basis
    source: str
    files: tuple[ComputedFrom, ...]
    rule: str
    rule_version: str
    as_at: dt.date
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    unavailable_reason: str = ""
    completeness: str = ""
    group: str = "all"
    area: str = ""


@dataclass(frozen=True)
class OfferOutcome:
    """How many figures are offered for the first time, supersede an earlier offer, or say what is
    offered already. `other_numbers` counts those of the changed whose numbers are others, not only
    the files or the version of the rule.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    other_numbers: int = field(default=0, compare=False)


@transaction.atomic
def offer_figures(
    *,
    council: Council,
    offers: Sequence[OfferedFigure],
    by: User | None,
    at: dt.datetime | None = None,
) -> OfferOutcome:
    """Keeps what was computed beside the returns; no figure changes. All of it or nothing.

    The same numbers of the same files by the same version of a rule change nothing; anything else
    is a new version that supersedes the one before. Raises OfferError.
    """
    at = at or timezone.now()
    take_turn(council)
    codes = _codes(council, offers)
    made = [_offer(codes, one, by, at) for one in offers]
    _refuse_twice(made)
    newest = _newest(council, made)
    kept, new, others = [], 0, 0
    for one in made:
        before = newest.get(key_of(one))
        if before is not None and _says(before) == _says(one):
            continue
        new += before is None
        others += before is not None and numbers_of(before) != numbers_of(one)
        one.version = before.version + 1 if before is not None else 1
        kept.append(one)
    Offer.objects.bulk_create(kept, batch_size=200)
    outcome = OfferOutcome(new, len(kept) - new, len(made) - len(kept), others)
    if kept:
        _record(council, kept, outcome, by, at)
    return outcome


def _newest(council: Council, made: Sequence[Offer]) -> dict[FigureKey, Offer]:
    known = Offer.objects.for_council(council).filter(
        indicator__in={one.indicator_id for one in made}, period__in={one.period for one in made}
    )
    return {key_of(one): one for one in known.order_by("version")}


def _says(one: Offer) -> tuple[object, ...]:
    """What must differ for a new version. The order of the files says nothing."""
    files = sorted(sha256 for _, sha256 in one.files)
    return (*numbers_of(one), one.unavailable_reason, files, one.rule_version)


def _refuse_twice(made: Sequence[Offer]) -> None:
    often = Counter(key_of(one) for one in made)
    twice = [one for one in made if often[key_of(one)] > 1]
    if twice:
        one = twice[0]
        raise OfferError(f"{one.indicator}, {one.period}: offered twice at once. Offer it once.")


@dataclass(frozen=True)
class _Codes:
    """What the codes of offers mean in a council."""

    council: Council
    indicators: Mapping[str, Indicator]
    groups: Mapping[str, Group]
    areas: Mapping[str, Area]


def _codes(council: Council, offers: Sequence[OfferedFigure]) -> _Codes:
    """Three queries, however many offers. The catalogue's measure before an own of its code."""
    known = Indicator.objects.known_to(council).filter(code__in={one.indicator for one in offers})
    own_first = sorted(known, key=lambda indicator: indicator.council_id is None)
    return _Codes(
        council=council,
        indicators={indicator.code: indicator for indicator in own_first},
        groups=Group.objects.in_bulk({one.group for one in offers}),
        areas={"": council.area} | Area.objects.in_bulk({one.area for one in offers if one.area}),
    )


def _offer(codes: _Codes, one: OfferedFigure, by: User | None, at: dt.datetime) -> Offer:
    indicator = _found(codes.indicators, one.indicator, "measure", one)
    numerator, denominator, value = _numbers(indicator, one)
    return Offer(
        council=codes.council,
        area=_found(codes.areas, one.area, "area", one),
        indicator=indicator,
        group=_found(codes.groups, one.group, "group", one),
        period=one.period.key,
        starts_on=one.period.starts_on,
        ends_on=one.period.ends_on,
        basis=one.basis,
        version=1,
        numerator=numerator,
        denominator=denominator,
        value=value,
        unavailable_reason=_text("unavailable_reason", one.unavailable_reason),
        completeness=_text("completeness", one.completeness),
        rule=_needed("rule", one),
        rule_version=_needed("rule_version", one),
        source=_needed("source", one),
        files=_files(one),
        as_at=one.as_at,
        offered_by=by,
        offered_at=at,
    )


def _found(known: Mapping[str, Known], code: str, what: str, one: OfferedFigure) -> Known:
    if code not in known:
        raise OfferError(f"{one.indicator}: there is no {what} {code!r}.")
    return known[code]


def _numbers(
    indicator: Indicator, one: OfferedFigure
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """As a return would read them; refused as a return would refuse them."""
    given = (one.numerator, one.denominator, one.value)
    if one.unavailable_reason.strip():
        if any(number is not None for number in given):
            raise OfferError(
                f"{one.indicator}: a figure, and why there is none. Offer one of them."
            )
        return None, None, None
    unit = Unit(indicator.unit)
    counts = one.denominator is not None or (one.numerator is not None and one.value is None)
    top, bottom, value = ("" if n is None else f"{n:f}" for n in given)
    typed = Typed(mode=COUNTS if counts else VALUE, numerator=top, denominator=bottom, value=value)
    labels = Labels(indicator.code, "the numerator", "the denominator")
    read = figure_of(typed, unit, Basis(one.basis), labels, signed=indicator.signed)
    if read.errors or read.value is None:
        raise OfferError(read.errors[0].message if read.errors else f"{one.indicator}: no figure.")
    if counts and one.value is not None and stored(one.value) != stored(read.value):
        raise OfferError(f"{one.indicator}: {one.value} is not what its counts give, {read.value}.")
    return read.numerator, read.denominator, read.value


def _files(one: OfferedFigure) -> list[list[str]]:
    for file in one.files:
        if len(file.sha256) != CHECKSUM or not all(c in "0123456789abcdef" for c in file.sha256):
            raise OfferError(f"{one.indicator}: “{file.sha256}” is no SHA-256 of a file.")
    return [[file.name.replace("\0", "")[:200], file.sha256] for file in one.files]


def _needed(field: str, one: OfferedFigure) -> str:
    text = _text(field, str(getattr(one, field)))
    if not text:
        raise OfferError(f"{one.indicator}: {field.replace('_', ' ')} is missing.")
    return text


def _text(field: str, text: str) -> str:
    longest = getattr(Offer._meta.get_field(field), "max_length", None)
    return " ".join(text.replace("\0", "").split())[:longest]


def _record(
    council: Council,
    kept: Sequence[Offer],
    outcome: OfferOutcome,
    by: User | None,
    at: dt.datetime,
) -> None:
    files = {tuple(file) for one in kept for file in one.files}
    sources = sorted({one.source for one in kept})
    record_event(
        council=council,
        by=by,
        action="figures.offered",
        subject=f"{len(kept)} figures computed from the {', '.join(sources)}",
        detail={
            "new": outcome.new,
            "changed": outcome.changed,
            "unchanged": outcome.unchanged,
            "files": [{"name": name, "sha256": sha256} for name, sha256 in sorted(files)],
            "offers": [f"{one.indicator.code} {one.period} version {one.version}" for one in kept],
        },
        at=at,
    )
