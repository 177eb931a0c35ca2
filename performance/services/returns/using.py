"""Computed figures that an officer takes into a return: one, or all that are offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record_event
from performance.checking import EntryCheck, check_return
from performance.domain.offers import Offered
from performance.domain.vocabulary import Frequency, Unit
from performance.models import Entry, QuarterlyReturn
from reference.domain.periods import long_date

from .drafting import content_of, editable_return, revise


@dataclass(frozen=True)
class UseOutcome:
    """How many computed figures were taken, and why others were not, in words."""

    used: int
    refused: tuple[str, ...]


@transaction.atomic
def use_offers(
    *,
    quarterly_return: QuarterlyReturn,
    seen: Mapping[int, int],
    by: User,
    only_empty: bool = False,
    at: dt.datetime | None = None,
) -> UseOutcome:
    """Fills entries with what was computed. `seen` are the offers that the officer had on the page,
    by entry: one that was computed anew meanwhile is not taken unseen.

    `only_empty` leaves alone what somebody typed, and what could not be computed. What was typed
    before stays in the history. Raises NotAllowed and ReturnError as `save_draft` does.
    """
    at = at or timezone.now()
    locked = editable_return(quarterly_return, by)
    used, refused = [], []
    for check in check_return(locked):
        offer = check.beside.offer
        if offer is None or check.entry.pk not in seen or (only_empty and not check.takes_offer):
            continue
        why = _why_not(check, offer, seen[check.entry.pk])
        if why:
            refused.append(f"{check.name}: {why}")
            continue
        content = {**content_of(check.entry), **as_typed(check, offer)}
        if content != content_of(check.entry):
            revise(check.entry, content, by, at)
        used.append((check, offer))
    if used:
        record_event(
            council=locked.council,
            by=by,
            action="return.offers_used",
            subject=str(locked),
            detail={"entries": {check.entry.pk: offer.offer_id for check, offer in used}},
            at=at,
        )
    return UseOutcome(len(used), tuple(refused))


def _why_not(check: EntryCheck, offer: Offered, seen: int) -> str:
    if check.waiting or check.rival:
        return "choose between the two versions first."
    if offer.offer_id != seen:
        return "it was computed anew while you were working. Look at the new figure first."
    return ""


def as_typed(check: EntryCheck, offer: Offered) -> dict[str, Any]:
    """A computed figure as an officer would type it; nothing has to be explained any more."""
    entry, unit = check.entry, check.unit
    counted = unit is not Unit.COUNT and offer.denominator is not None
    mode = Entry.Mode.COUNTS if counted else Entry.Mode.VALUE
    dated = entry.indicator.frequency == Frequency.DATED
    return {
        "mode": Entry.Mode.UNAVAILABLE if offer.value is None else mode,
        "numerator": _text(offer.numerator) if counted or unit is Unit.RATE else "",
        "denominator": _text(offer.denominator) if counted else "",
        "value": "" if counted else _text(offer.value),
        "unavailable_reason": offer.unavailable_reason,
        "override_reason": "",
        "override_of_id": None,
        "period": long_date(offer.period.ends_on) if dated and not entry.period else entry.period,
    }


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"
