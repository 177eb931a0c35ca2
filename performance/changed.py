"""Whether an entry says anything that the newest signed-off version of its figure does not say."""

from __future__ import annotations

from decimal import Decimal

from performance.domain.checks import Checked
from performance.domain.series import Held
from performance.domain.vocabulary import Unit
from performance.models import Entry


def changed_since(held: Held | None, checked: Checked, entry: Entry) -> bool:
    """Whether sign-off of an entry would say anything that the newest version does not say."""
    if held is None:
        return True
    standing = "provisional" if entry.provisional else "final"
    return (
        _numbers(held) != _numbers(checked)
        or _stored(held.expected) != _stored(checked.expected)
        or held.standing != standing
        or held.unavailable_reason != (entry.unavailable_reason if checked.value is None else "")
        or held.final_due_on != checked.final_due_on
        or held.reported_direction != entry.reported_direction
        or held.source_note != entry.source_note
        or _decimals(held, entry) != _decimals(checked, entry)
    )


def _numbers(one: Held | Checked) -> tuple[Decimal | None, ...]:
    """What is kept of a figure: a count by itself is the value, whichever box it was typed into."""
    value = _stored(one.value)
    alone = one.denominator is None and one.numerator == value
    return (None if alone else one.numerator, one.denominator, value)


def _decimals(one: Held | Checked, entry: Entry) -> int:
    """How many the officer's own percentage or rate had; a count has none of its own."""
    return 0 if entry.indicator.unit == Unit.COUNT else one.decimals_held


def _stored(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.000001"))
