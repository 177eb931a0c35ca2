"""What an uploaded spreadsheet would change in the draft: shown before anything is saved.

The rows are checked by the very function that checks the form.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from performance.checking import EntryCheck, check_return, typed_of
from performance.dashboards.return_block import Block, figure_of, typed_in_words
from performance.dashboards.return_form import ReturnForm
from performance.domain.population import is_untouched
from performance.domain.printing import MISSING
from performance.domain.reading import read_period
from performance.domain.round_trip import (
    OPEN,
    Boxes,
    Column,
    alike,
    boxes_of,
    filled,
    read_boxes,
)
from performance.domain.round_trip.columns import NUMBERS
from performance.domain.typed import Problem
from performance.models import Entry, EntryFields, EntryRevision
from reporting.spreadsheets import SheetCells

from .matching import Match, Mistake, match_rows
from .table import Table, find_table

# What the sheet does not hold stays as it was in the revision that went out.
KEPT = ("confirmed", "reported_direction", "source_note", "override_of_id", "comment_on_id")
HELD = ("mode", *(c.value for c in OPEN if c is not Column.UNAVAILABLE))


@dataclass(frozen=True)
class Line:
    """One thing that would change: "Figure", from "60%" to "143 out of 232"."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One figure that would change. `content` is by column of the entry; `outcome` is what it comes
    to ("61.6%"); `notes` say what will be asked before submission.
    """

    row: int
    entry_id: int
    revision: int
    name: str
    when: str
    lines: tuple[Line, ...]
    outcome: str
    notes: tuple[str, ...]
    is_conflict: bool
    content: Mapping[str, Any]


@dataclass(frozen=True)
class UploadPreview:
    """All that the preview page receives. `changes` are the rows that could be saved, `absent` the
    measures of the return that the file leaves out.
    """

    page: ReturnForm
    sheet: str
    rows: int
    changes: tuple[Change, ...]
    mistakes: tuple[Mistake, ...]
    absent: tuple[str, ...]

    @property
    def unchanged(self) -> int:
        return self.rows - len(self.changes)

    @property
    def conflicts(self) -> int:
        return sum(change.is_conflict for change in self.changes)


def upload_preview(page: ReturnForm, sheets: Sequence[SheetCells]) -> UploadPreview:
    """Compares a file with the draft. Writes nothing. Raises UnreadableFile."""
    table = find_table(sheets)
    matches, mistakes = match_rows(page, table)
    content: dict[int, dict[str, Any]] = {}
    for match in matches:
        found, problems = _content(match)
        mistakes += [_mistake(table, match, problem) for problem in problems]
        if not problems and _changes(match, found):
            content[match.block.pk] = found
    checks = _checked(page, content)
    changed = [match for match in matches if match.block.pk in content]
    for match in changed:
        check = checks[match.block.pk]
        problems = (*check.checked.errors, *_unexplained(match, check))
        mistakes += [_mistake(table, match, problem) for problem in problems]
    there = {match.block.pk for match in matches}
    wrong = {one.row for one in mistakes}
    right = [match for match in changed if match.row.number not in wrong]
    return UploadPreview(
        page=page,
        sheet=table.sheet,
        rows=len(table.rows),
        changes=tuple(_change(m, content[m.block.pk], checks[m.block.pk]) for m in right),
        mistakes=tuple(sorted(mistakes, key=lambda one: (one.row, one.cell))),
        absent=tuple(block.heading for block in page.blocks if block.pk not in there),
    )


def _content(match: Match) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The entry's columns as the row would leave them, on top of what went out."""
    block, base = match.block, match.base
    boxes, problems = read_boxes(match.row.cells, unit=block.check.unit)
    if not base.denominator.strip() and _is_prefill(boxes, block.check):
        boxes = replace(boxes, denominator="")
    if Column.OVERRIDE not in match.row.cells:
        boxes = replace(boxes, override_reason=base.override_reason)
    typed, clashes = filled(typed_of(base), boxes, unit=block.check.unit, dated=block.needs_date)
    found = {name: getattr(typed, name) for name in HELD}
    found |= {name: getattr(base, name) for name in KEPT}
    found["override_of_id"] = _override_of(match, found["override_reason"])
    # A period that the officer does not state is the catalogue's.
    found["period"] = found["period"] or block.entry.period
    return found, problems or clashes


def _override_of(match: Match, reason: str) -> int | None:
    """The computed figure of which the row's reason speaks: that of the file, where it is new."""
    base, seen = match.base, match.row.key(Column.OFFER)
    if not reason.strip():
        return None
    if reason.strip() == base.override_reason.strip() and base.override_of_id:
        return base.override_of_id
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 18 else None


def _is_prefill(boxes: Boxes, check: EntryCheck) -> bool:
    """The sheet went out with a population that nobody had typed, and came back with no figure by
    it. Any estimate of the area is taken for it: a newer one may have come since.
    """
    return is_untouched(
        numerator=boxes.numerator,
        denominator=boxes.denominator,
        value=boxes.value,
        by_counts=not boxes.unavailable,
        offered=check.populations,
    )


def _changes(match: Match, content: Mapping[str, Any]) -> bool:
    """Whether a row says anything that neither the draft says nor the file said when it went out:
    rows that nobody touched leave alone what a colleague saved meanwhile.
    """
    said = _boxes(match.block, _filled(match.block.entry, content))
    known = (_boxes(match.block, one) for one in (match.block.entry, match.base))
    return not any(all(alike(c, said.at(c), one.at(c)) for c in OPEN) for one in known)


def _boxes(block: Block, kept: Entry | EntryRevision) -> Boxes:
    return boxes_of(typed_of(kept), unit=block.check.unit, dated=block.needs_date)


def _unexplained(match: Match, check: EntryCheck) -> tuple[Problem, ...]:
    """Another figure than the computed one needs a reason, where the row brings the figure."""
    offer = match.block.offer
    said, stood = (_boxes(match.block, one) for one in (check.entry, match.block.entry))
    if (
        offer is None
        or not check.lacks_reason
        or all(alike(column, said.at(column), stood.at(column)) for column in NUMBERS)
    ):
        return ()
    was = check.entry.override_reason.strip()
    words = f"the computed figure is {offer.text}. Enter it, or say here why another is right."
    if was and str(offer.offer.offer_id) != match.row.key(Column.OFFER):
        words = (
            f"the figure was computed anew after the file was made: {offer.text}. Say on the "
            "return’s page whether your reason still holds, or enter the computed figure."
        )
    return (Problem(Column.OVERRIDE.value, words),)


def _checked(page: ReturnForm, content: Mapping[int, Mapping[str, Any]]) -> dict[int, EntryCheck]:
    """Every entry of the return, checked as it would be with the rows in place."""
    entries = [_filled(block.entry, content.get(block.pk, {})) for block in page.blocks]
    return {one.entry.pk: one for one in check_return(page.quarterly_return, entries)}


def _filled(entry: Entry, content: Mapping[str, Any]) -> Entry:
    changed = copy.copy(entry)
    for name, value in content.items():
        setattr(changed, name, value)
    return changed


def _mistake(table: Table, match: Match, problem: Problem) -> Mistake:
    number = match.row.number
    return Mistake(
        row=number,
        cell=table.address(number, _column(problem.field)),
        measure=match.block.heading,
        message=_without_name(problem.message, match.block.heading),
    )


def _column(field: str) -> str:
    return field if field in [column.value for column in OPEN] else Column.MEASURE.value


def _without_name(message: str, name: str) -> str:
    """The measure stands beside the message, so that it need not begin with it."""
    own = name[:1].upper() + name[1:]
    words = message.removeprefix(f"{own}: ").removeprefix(f"{name}: ")
    return words[:1].upper() + words[1:]


def _change(match: Match, content: Mapping[str, Any], check: EntryCheck) -> Change:
    block = match.block
    return Change(
        row=match.row.number,
        entry_id=block.pk,
        revision=match.revision,
        name=block.heading,
        when=block.when or "On the date stated",
        lines=_lines(block, check.entry),
        outcome="" if check.checked.value is None else figure_of(check),
        notes=tuple(_notes(check)),
        is_conflict=match.revision != block.entry.revision,
        content=content,
    )


def _lines(block: Block, after: Entry) -> tuple[Line, ...]:
    before, unit = block.entry, block.check.unit
    dated = block.needs_date
    pairs = (
        ("Figure", typed_in_words(before, unit), typed_in_words(after, unit)),
        ("Expected in the rest of the year", before.expected.strip(), after.expected.strip()),
        ("Date", _date(before) if dated else "", _date(after) if dated else ""),
        (Column.OVERRIDE.label, before.override_reason.strip(), after.override_reason.strip()),
        ("Provisional", _provisional(before), _provisional(after)),
        ("Comment", before.comment.strip(), after.comment.strip()),
    )
    return tuple(
        Line(label, was or MISSING, now or MISSING) for label, was, now in pairs if was != now
    )


def _date(entry: Entry) -> str:
    period = read_period(entry.period)[0]
    return period.name if period else entry.period.strip()


def _provisional(typed: EntryFields) -> str:
    if not typed.provisional:
        return "No"
    due = typed.final_due_on.strip()
    return f"Yes, final figure due {due}" if due else "Yes"


def _notes(check: EntryCheck) -> list[str]:
    """What the check page will ask, so that nobody is surprised there."""
    notes = [one.message for one in check.checked.surprises]
    if (one := check.other_population) is not None:
        notes.append(f"The reference data have {one.population:,} residents ({one.words}).")
    if check.lacks_reason:
        notes.append("The computed figure is another one. The return’s page will ask why.")
    if check.lacks_comment:
        notes.append(f"A comment will be needed, because {check.checked.why_comment}.")
    return notes
