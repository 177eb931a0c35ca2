"""A computed figure beside the one that an officer enters: whether they agree, and by how much not.

A computation never writes a figure. It offers one, and the officer of the return takes it or says
why another is right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from reference.domain.periods import Period
from reference.domain.rounding import plain

from .printing import amount, rounded, with_unit
from .vocabulary import Labelled, Source, Unit

# How the note of a figure begins that was taken or overridden: without a number, for everybody.
NOTES = {
    Source.COMPUTED: "Computed from the ",
    Source.OVERRIDDEN: "Entered by an officer in place of what was computed from the ",
}


class Numbers(Protocol):
    """What figures, checked entries and offers have in common. Read only."""

    @property
    def numerator(self) -> Decimal | None: ...
    @property
    def denominator(self) -> Decimal | None: ...
    @property
    def value(self) -> Decimal | None: ...


class Entered(Numbers, Protocol):
    """What an officer entered: the value may be a percentage typed with so many decimals."""

    @property
    def decimals_held(self) -> int: ...


@dataclass(frozen=True)
class ComputedFrom:
    """A file that a computation read: its name, and its SHA-256 in 64 hexadecimal digits."""

    name: str
    sha256: str

    @property
    def short(self) -> str:
        """Enough of it to tell two files apart on a page."""
        return self.sha256[:12]


@dataclass(frozen=True)
class Offered:
    """One version of a computed figure. `source` follows "the": "903 return"; `rule` and
    `completeness` are in words; `as_at` is the day that the files describe.
    """

    offer_id: int
    version: int
    period: Period
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    unavailable_reason: str
    completeness: str
    rule: str
    rule_version: str
    source: str
    files: tuple[ComputedFrom, ...]
    as_at: dt.date
    offered_at: dt.datetime


class Stand(Labelled):
    """How an entry stands to the newest offer of its figure."""

    NONE = "none", "Not computed"
    OPEN = "open", "Nothing entered yet"
    COMPUTED = "computed", "As computed"
    AGREES = "agrees", "Agrees with the computation"
    CHANGED = "changed", "Computed anew since"
    OVERRIDDEN = "overridden", "Differs from the computation"
    BY_HAND = "by_hand", "Entered, where nothing could be computed"


DIFFERS = (Stand.CHANGED, Stand.OVERRIDDEN)


def stand_of(
    entered: Entered | None, versions: Sequence[Offered], unit: Unit, *, available: bool = True
) -> Stand:
    """How an entry stands to the versions of its offer, oldest first.

    `entered` is None while nothing readable is entered; `available` False says that the officer
    entered "not available". What makes a figure computed is that it says what the computation
    says, not by which button it came.
    """
    if not versions:
        return Stand.NONE
    if entered is None:
        return Stand.OPEN
    newest = versions[-1]
    if _says(newest, entered, available):
        return Stand.COMPUTED
    if newest.value is None:
        return Stand.BY_HAND
    if available and _rounds_to(entered, newest, unit):
        return Stand.AGREES
    earlier = any(_says(one, entered, available) for one in versions[:-1])
    return Stand.CHANGED if earlier else Stand.OVERRIDDEN


def taken_version(
    entered: Entered, versions: Sequence[Offered], *, available: bool = True
) -> Offered | None:
    """The newest version that says what is entered."""
    found = (one for one in reversed(versions) if _says(one, entered, available))
    return next(found, None)


def _says(offer: Offered, entered: Entered, available: bool) -> bool:
    if not available or offer.value is None:
        return not available and offer.value is None
    return same_numbers(entered, offer)


def numbers_of(one: Numbers) -> tuple[Decimal | None, ...]:
    """What is kept of a figure: a count by itself is the value, whichever box it was typed into."""
    value = stored(one.value)
    alone = one.denominator is None and one.numerator == value
    return (None if alone else one.numerator, one.denominator, value)


def same_numbers(one: Numbers, other: Numbers) -> bool:
    return numbers_of(one) == numbers_of(other)


def stored(value: Decimal | None) -> Decimal | None:
    """With the six decimals of the database."""
    return None if value is None else value.quantize(Decimal("0.000001"))


def _rounds_to(entered: Entered, offer: Offered, unit: Unit) -> bool:
    """A percentage or rate typed without its counts, as the computed one rounds: 9.9 for 68 of 684.
    It agrees, and is no computed figure: its counts are not kept.
    """
    if unit is Unit.COUNT or offer.value is None or entered.value is None:
        return False
    if entered.denominator is not None or entered.numerator not in (None, offer.numerator):
        return False
    return rounded(offer.value, entered.decimals_held) == entered.value


def offer_words(offer: Offered, unit: Unit, *, decimals: int) -> str:
    """A computed figure as a page says it: "68 of 684 = 9.9%", "25", "not available (reason)"."""
    if offer.value is None:
        return f"not available ({offer.unavailable_reason})"
    counts = counts_words(offer, unit)
    value = with_unit(offer.value, unit, decimals=decimals)
    return f"{counts} = {value}" if counts else value


def counts_words(one: Numbers, unit: Unit) -> str:
    """ "68 of 684"; nothing where there are no counts, or the count is the figure."""
    if unit is Unit.COUNT or one.numerator is None or one.denominator is None:
        return ""
    return f"{plain(one.numerator)} of {plain(one.denominator)}"


def difference(entered: Numbers, offer: Numbers) -> Decimal | None:
    """Entered less computed, unrounded; None where one of the two has no value."""
    if entered.value is None or offer.value is None:
        return None
    return entered.value - offer.value


def gap_words(entered: Numbers, offer: Numbers, unit: Unit, *, decimals: int) -> str:
    """The gap between what is entered and what was computed; nothing where there is none.

    Entered 70 of 684, computed 68 of 684: "0.3 points higher than computed: 70 instead of 68".
    """
    gap = difference(entered, offer)
    if gap is None or same_numbers(entered, offer):
        return ""
    parts = [
        f"{before}{plain(one)} instead of {plain(other)}"
        for before, one, other in (
            ("", entered.numerator, offer.numerator),
            ("out of ", entered.denominator, offer.denominator),
        )
        if one is not None and other is not None and one != other and unit is not Unit.COUNT
    ]
    counts = f": {', '.join(parts)}" if parts else ""
    if not gap:
        return f"The same figure from other counts{counts}"
    way = "higher" if gap > 0 else "lower"
    size = amount(gap, unit, decimals=decimals)
    return f"{size} {way} than computed{counts}"


def changed_words(before: Offered, now: Offered, unit: Unit, *, decimals: int) -> str:
    """What a new computation changed: "68 of 684 = 9.9% → 69 of 684 = 10.1%"."""
    was, new = (offer_words(one, unit, decimals=decimals) for one in (before, now))
    return f"{was} → {new}"


def note_of(source: Source, offer: Offered | None) -> str:
    """What is written beside a figure that was taken or overridden, unless the officer wrote."""
    words = NOTES.get(source)
    return f"{words}{offer.source}"[:240] if words and offer is not None else ""


def own_note(source: str, note: str) -> str:
    """The officer's own note of a figure: what was written for them is left out."""
    begun = NOTES.get(Source(source)) if source else None
    return "" if begun and note.startswith(begun) else note
