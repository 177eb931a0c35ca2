"""All that an officer said of one figure, field by field, in words: nothing typed is left out."""

from __future__ import annotations

from performance.domain.reading import read_day, read_period
from performance.domain.vocabulary import Reported, Unit
from reference.domain.periods import long_date

from .shapes import Said
from .words import typed_in_words

SHOWN_APART = ("Figure", "Comment")


def said_of(one: Said, unit: Unit, covered_by: str = "") -> dict[str, str]:
    """Label to words, empty where nothing was said. `covered_by` names another measure."""
    direction = one.reported_direction
    return {
        "Figure": typed_in_words(one, unit),
        "Expected in the rest of the year": one.expected.strip(),
        "Date": _date(getattr(one, "period", "") or ""),
        "Standing": _standing(one),
        "Confirmed": one.confirmed.strip(),
        "Officers report": Reported(direction).label if direction else "",
        "Source": one.source_note.strip(),
        "Why another figure than the computed one": one.override_reason.strip(),
        "Comment": one.comment.strip(),
        "Covered by the comment on": covered_by,
    }


def _date(text: str) -> str:
    period, _ = read_period(text)
    return period.name if period is not None else text.strip()


def _standing(one: Said) -> str:
    if not one.provisional:
        return "Final"
    day, _ = read_day(one.final_due_on)
    due = long_date(day) if day else one.final_due_on.strip()
    return f"Provisional, final figure due on {due}" if due else "Provisional"
