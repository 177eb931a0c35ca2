"""What was computed of a figure, beside what an officer enters: in words, for form and reader."""

from __future__ import annotations

from dataclasses import dataclass

from performance.checking import EntryCheck
from performance.domain.offers import (
    DIFFERS,
    Offered,
    Stand,
    changed_words,
    gap_words,
    offer_words,
)
from performance.domain.vocabulary import Source


@dataclass(frozen=True)
class OfferPanel:
    """The newest computed figure of an entry, how the entry stands to it, and what is asked.

    `said` tells how the two stand; `gap` by how much they differ. `old_reason` is what the reason
    was given against, where that is no longer what is computed.
    """

    offer: Offered
    text: str
    stand: Stand
    said: str
    gap: str
    changed: str
    reason: str
    old_reason: str
    lacks_reason: bool
    is_overridden: bool

    @property
    def is_figure(self) -> bool:
        return self.offer.value is not None

    @property
    def in_use(self) -> bool:
        return self.stand is Stand.COMPUTED

    @property
    def asks_reason(self) -> bool:
        """The box stands open; else it is folded away."""
        return self.stand in DIFFERS

    @property
    def use_words(self) -> str:
        if not self.is_figure:
            return "Mark as not available"
        return "Use the new figure" if self.stand is Stand.CHANGED else "Use this figure"


def panel_of(check: EntryCheck) -> OfferPanel | None:
    """None where nothing was computed of the figure."""
    beside, offer = check.beside, check.beside.offer
    if offer is None:
        return None
    decimals, unit = check.indicator.decimals, check.unit
    gap = ""
    if beside.stand in (*DIFFERS, Stand.AGREES):
        gap = gap_words(check.checked, offer, unit, decimals=decimals)
    return OfferPanel(
        offer=offer,
        text=offer_words(offer, unit, decimals=decimals),
        stand=beside.stand,
        said=_said(check, gap),
        gap=gap,
        changed=_changed(check, offer),
        reason=beside.reason,
        old_reason=_old_reason(check, offer),
        lacks_reason=check.lacks_reason,
        is_overridden=beside.source is Source.OVERRIDDEN,
    )


def why_reason(check: EntryCheck) -> str:
    """What is missing, as the summary of the page says it."""
    if check.beside.stand is Stand.CHANGED:
        return f"{check.name}: use the new computed figure, or say why the earlier one stays"
    return f"{check.name}: use the computed figure, or say why another is right"


def _said(check: EntryCheck, gap: str) -> str:
    stand, value = check.beside.stand, check.checked.value
    if stand is Stand.AGREES:
        return "What is entered agrees. With its counts it could be checked."
    if stand is Stand.BY_HAND:
        return "It could not be computed, so the figure is an officer’s own."
    if stand in DIFFERS and value is None:
        return "It is entered as not available, though it could be computed."
    return f"What is entered is {gap[:1].lower()}{gap[1:]}." if gap else ""


def _changed(check: EntryCheck, offer: Offered) -> str:
    """ "68 of 684 = 9.9% → 69 of 684 = 10.1%", where what is entered was computed earlier."""
    taken = check.beside.taken
    if check.beside.stand is not Stand.CHANGED or taken is None:
        return ""
    return changed_words(taken, offer, check.unit, decimals=check.indicator.decimals)


def _old_reason(check: EntryCheck, offer: Offered) -> str:
    """The computed figure of which the officer's reason speaks, where it is another by now."""
    answered = check.beside.answered
    if answered is None or not check.beside.lacks_reason:
        return ""
    return offer_words(answered, check.unit, decimals=check.indicator.decimals)
