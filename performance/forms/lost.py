"""What somebody typed and could not be saved, field by field, so that nobody has to type it again.

Read from the posted boxes alone where nothing may be looked up: the person is signed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from performance.domain.vocabulary import Reported
from performance.models import Entry, EntryFields, Indicator, QuarterlyReturn
from performance.services.returns import TypedEntry

LABELS = {
    "mode": "Way of answering",
    "numerator": "Number",
    "denominator": "Out of",
    "value": "Figure",
    "expected": "Expected in the rest of the year",
    "unavailable_reason": "Not available because",
    "period": "Date",
    "provisional": "Provisional",
    "final_due_on": "Final figure due on",
    "confirmed": "Confirmed as right",
    "reported_direction": "Officers report",
    "source_note": "Where the figure comes from",
    "override_reason": "Why another figure than the computed one",
    "comment": "Comment",
    "comment_on": "Covered by the comment on",
}
# Without the return nobody knows what these mean, or they say nothing by themselves.
UNSAID = ("mode", "confirmed", "comment_on")
# Parts of a page that are no figure, by the first part of their boxes' names.
BESIDE = {"reason": "This return", "add": "A figure to add", "note": "An undated value"}
_NAME = re.compile(r"e([0-9]{1,17})-([a-z_]+)")


@dataclass(frozen=True)
class Lost:
    """One measure, and (label, words) of each field."""

    measure: str
    said: tuple[tuple[str, str], ...]


def lost_words(quarterly_return: QuarterlyReturn, typed: Iterable[TypedEntry]) -> list[Lost]:
    """What was typed and differs from what is held, or is no longer part of the return."""
    every = Entry.every.filter(quarterly_return=quarterly_return)
    entries = {one.pk: one for one in every.select_related("indicator", "comment_on")}
    names = {one.indicator_id: str(one.indicator) for one in entries.values()}
    lost = [
        Lost(str(entries[one.entry_id].indicator), _differing(one, entries[one.entry_id], names))
        for one in typed
        if one.entry_id in entries
    ]
    return [one for one in lost if one.said]


def _differing(
    one: TypedEntry, entry: Entry, names: Mapping[int, str]
) -> tuple[tuple[str, str], ...]:
    content = one.content(entry)
    labels = _labels(entry.indicator)
    said = []
    for field, label in labels.items():
        column = "comment_on_id" if field == "comment_on" else field
        if content[column] != getattr(entry, column):
            said.append((label, _in_words(field, content[column], names)))
    return tuple(said)


def _labels(indicator: Indicator) -> dict[str, str]:
    """The boxes' own words, where the catalogue has some."""
    own = {"numerator": indicator.numerator, "denominator": indicator.denominator}
    return {field: own.get(field) or label for field, label in LABELS.items()}


def _in_words(field: str, value: object, names: Mapping[int, str]) -> str:
    if field == "provisional":
        return "Yes" if value else "No"
    if field == "comment_on" and isinstance(value, int):
        return names.get(value, "")
    if field == "mode" and value in EntryFields.Mode.values:
        return str(EntryFields.Mode(str(value)).label)
    if field == "reported_direction" and value in [member.value for member in Reported]:
        return Reported(str(value)).label
    return str(value or "").strip() or "Nothing"


def posted_words(post: Mapping[str, str], only: Iterable[int] | None = None) -> list[Lost]:
    """Every box that held something, under the heading that the page itself had sent along."""
    boxes: dict[str, dict[str, str]] = {}
    for name, text in post.items():
        found = _NAME.fullmatch(name)
        if found and text.strip():
            boxes.setdefault(found[1], {})[found[2]] = text
    wanted = None if only is None else {str(pk) for pk in only}
    lost = [
        Lost(held.get("name", "A figure"), _posted(held))
        for pk, held in boxes.items()
        if wanted is None or pk in wanted
    ]
    return [one for one in (*lost, *_beside(post, wanted)) if one.said]


def _beside(post: Mapping[str, str], wanted: set[str] | None) -> list[Lost]:
    """What was typed beside the figures: a reason, a figure or a value to add."""
    if wanted is not None:
        return []
    found: dict[str, list[tuple[str, str]]] = {}
    for name, text in post.items():
        part, _, field = name.partition("-")
        if part in BESIDE and text.strip():
            label = (field or part).replace("_", " ").capitalize()
            found.setdefault(BESIDE[part], []).append((label, text.strip()))
    return [Lost(heading, tuple(said)) for heading, said in found.items()]


def _posted(held: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    # What the page had filled in by itself is nobody's words.
    own = held.get("prefilled")
    silent = {"denominator"} if own and own == held.get("denominator") else set()
    return tuple(
        (label, _in_words(field, held[field], {}))
        for field, label in LABELS.items()
        if field in held and field not in UNSAID and field not in silent
    )


def posted_ids(post: Mapping[str, str]) -> set[int]:
    """The figures that stood on the posted page."""
    found = (_NAME.fullmatch(name) for name in post)
    return {int(one[1]) for one in found if one and one[2] == "revision"}
