"""The boxes of a measure, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence

from performance.checking import EntryCheck
from performance.domain.reading import read_period
from performance.domain.vocabulary import Frequency, Unit
from performance.models import Entry

from .offered import why_reason
from .shapes import Box, Option
from .words import COUNTS, VALUE, figure_of, rest_of_year

ASKS = "What happened, what is being done, and when will it show?"


def shown_mode(entry: Entry, unit: Unit) -> str:
    """A number has one box, whichever way it was first given."""
    if entry.mode and not (unit is Unit.COUNT and entry.mode == COUNTS):
        return entry.mode
    if unit is Unit.COUNT or (entry.value.strip() and not entry.numerator.strip()):
        return VALUE
    return COUNTS


def boxes_of(check: EntryCheck, value_label: str, problems: dict[str, str]) -> dict[str, Box]:
    entry, indicator = check.entry, check.indicator
    count = check.unit is Unit.COUNT
    labels = {
        "numerator": indicator.numerator or "Number",
        "denominator": indicator.denominator or "Out of",
        "value": (indicator.numerator if count else "") or value_label,
        "expected": f"Expected {rest_of_year(check)}",
        "unavailable_reason": "Why is the figure not available?",
        "period": "Date that the figure describes",
        "final_due_on": "Final figure due on",
        "source_note": "Where the figure comes from",
        "override_reason": "Why is another figure right?",
        "comment": "Comment",
        "confirmed": f"Yes, {_confirmable(check)} right",
    }
    ids = {field: f"e{entry.pk}-{field}" for field in labels}
    texts = {field: getattr(entry, field) for field in labels}
    if count and entry.mode == COUNTS:
        texts["value"] = entry.numerator
    if check.prefill is not None:
        texts["denominator"] = str(check.prefill.population)
    texts["period"] = _as_written(entry.period)
    return {
        field: Box(ids[field], label, texts[field], problems.get(ids[field], ""))
        for field, label in labels.items()
    }


def _as_written(text: str) -> str:
    """A period as people write it, where it is held as a key; anything else as typed."""
    period, _ = read_period(text)
    if period is None or period.key != text:
        return text
    again, _ = read_period(period.name)
    return period.name if again == period else text


def _confirmable(check: EntryCheck) -> str:
    """The figure, and its date where that is asked about, as the questions name them: "25 is"."""
    asked = (*check.checked.surprises, *check.checked.settled)
    named = [one.message.partition("Is ")[2].partition(" right?")[0] for one in asked]
    return f"{' and '.join(named) or figure_of(check)} {'are' if len(named) > 1 else 'is'}"


def problems_of(check: EntryCheck, pressed: bool) -> list[tuple[str, str]]:
    """(id of the box, words) of everything that stands in the way, for summary and boxes alike."""
    entry, checked = check.entry, check.checked
    if check.state == "two_versions":
        return [(f"e{entry.pk}-keep", f"{check.name}: choose which version to keep")]
    dated = check.indicator.frequency == Frequency.DATED
    found = [
        # Only a dated figure's period has a box: else its heading stands in.
        (f"e{entry.pk}" + ("" if p.field == "period" and not dated else f"-{p.field}"), p.message)
        for p in checked.errors
        # Who has just chosen "Not available" is about to say why.
        if pressed or p.field != "unavailable_reason"
    ]
    if not pressed or checked.errors:
        return found
    if not checked.complete:
        mode = shown_mode(entry, check.unit)
        box = {COUNTS: "numerator", VALUE: "value"}.get(mode, "unavailable_reason")
        return [(f"e{entry.pk}-{box}", f"{check.name}: enter the figure or choose “Not available”")]
    if checked.surprises:
        words = f"{check.name}: say whether {_confirmable(check)} right, or correct it"
        found.append((f"e{entry.pk}-confirmed", words))
    if check.lacks_reason:
        found.append((f"e{entry.pk}-override_reason", why_reason(check)))
    if check.lacks_comment:
        words = f"{check.name}: enter a comment, because {checked.why_comment}"
        found.append((f"e{entry.pk}-comment", words))
    return found


def comment_hint(check: EntryCheck) -> str:
    if check.checked.comment_required and check.shares_comment:
        return "Not required: one comment on the measure speaks of all its figures here."
    if check.checked.comment_required:
        return f"Required, because {check.checked.why_comment}. {ASKS}"
    return "Not required. What should the board know that the figure does not say?"


def covering(check: EntryCheck, others: Sequence[EntryCheck]) -> tuple[Option, ...]:
    """The other measures of the return whose comment may speak for this one too."""
    names = {one.indicator.pk: one.measure for one in others if one.is_asked}
    names.pop(check.indicator.pk, None)
    chosen = check.entry.comment_on_id
    return tuple(Option(str(pk), name, pk == chosen) for pk, name in names.items())
