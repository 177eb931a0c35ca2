"""Whether an entry says anything that the newest signed-off version of its figure does not say."""

from __future__ import annotations

from typing import Protocol

from performance.domain.checks import Checked
from performance.domain.offers import numbers_of, own_note, stored
from performance.domain.series import Held
from performance.domain.vocabulary import Source, Unit
from performance.models import Entry


class Origin(Protocol):
    """Whether the figure is as computed, another, or of no computation; and why another."""

    @property
    def source(self) -> Source: ...
    @property
    def reason(self) -> str: ...


def changed_since(held: Held | None, checked: Checked, entry: Entry, origin: Origin) -> bool:
    """Whether sign-off of an entry would say anything that the newest version does not say."""
    if held is None:
        return True
    return _said(held, entry) != (
        numbers_of(checked),
        stored(checked.expected),
        "provisional" if entry.provisional else "final",
        entry.unavailable_reason if checked.value is None else "",
        checked.final_due_on,
        entry.reported_direction,
        entry.source_note,
        _decimals(checked, entry),
        _computed(origin.source),
        origin.reason,
    )


def _said(held: Held, entry: Entry) -> tuple[object, ...]:
    return (
        numbers_of(held),
        stored(held.expected),
        held.standing,
        held.unavailable_reason,
        held.final_due_on,
        held.reported_direction,
        own_note(held.source, held.source_note),
        _decimals(held, entry),
        _computed(held.source),
        held.override_reason,
    )


def _computed(source: str) -> str:
    """An imported figure that is entered again has not changed; one that is now computed has."""
    return source if source in (Source.COMPUTED, Source.OVERRIDDEN) else ""


def _decimals(one: Held | Checked, entry: Entry) -> int:
    """How many the officer's own percentage or rate had; a count has none of its own."""
    return 0 if entry.indicator.unit == Unit.COUNT else one.decimals_held
