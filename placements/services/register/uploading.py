"""A register's lines from a spreadsheet: shown first, then accepted, all of them or none.

The preview is the same deed as the acceptance, undone: what it shows is what would happen.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Council, User
from accounts.services import record_event
from placements.domain.register_checks import Finding, brought_about
from placements.models import Child
from placements.registers import Register
from placements.registers.boxes import field_of
from placements.registers.labels import labels_for
from placements.registers.saying import cell_of, named, value_words, values_of
from placements.registers.sheets import SentLine

from .children import child_of_case
from .lines import LineRefused, changes_of, checked_on, lock_register, write_line
from .offers import ask_offering_register
from .plan import Change, Plan, PlannedLine, State

UPLOADED = "register.uploaded"
LONGEST_NUMBER = 19


class UploadRefused(Exception):
    """Nothing of a file was accepted; the message says why and what to do."""


class UploadAsks(Exception):
    """Nothing was accepted: somebody has to say first that what is unlikely is right."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        super().__init__("Tick that what is asked is right, or correct the file.")


def preview_upload(
    *,
    council: Council,
    register: Register,
    sent: Sequence[SentLine],
    by: User,
    today: dt.date | None = None,
) -> Plan:
    """What accepting would do; nothing stays."""
    with transaction.atomic():
        plan = _applied(council, register, sent, by, today)
        transaction.set_rollback(True)
    return plan


@transaction.atomic
def accept_upload(
    *,
    council: Council,
    register: Register,
    sent: Sequence[SentLine],
    marks: Sequence[str],
    name: str,
    sha256: str,
    by: User,
    is_right: bool = False,
    today: dt.date | None = None,
) -> Plan:
    """Writes what a preview showed, with one entry in the audit. `marks` are those of the preview,
    line by line. Raises UploadRefused or UploadAsks: then nothing is
    written.
    """
    plan = _applied(council, register, sent, by, today)
    if plan.is_refused:
        said = [*plan.errors, *(words for one in plan.refused for words in one.errors)]
        raise UploadRefused(f"Nothing was saved: {said[0]}. Upload the corrected file.")
    stale = [one for one, mark in zip(plan.lines, marks, strict=True) if one.mark != mark]
    if stale:
        raise UploadRefused(
            f"Somebody changed {stale[0].name or 'a line'} since you looked. Nothing was saved. "
            "Upload the file again."
        )
    if plan.asks and not is_right:
        raise UploadAsks(plan)
    if plan.to_write and register.offered:
        ask_offering_register(council=council, by=by)
    if plan.to_write:
        detail = {
            "file": name,
            "sha256": sha256,
            "new": len(plan.new),
            "changed": len(plan.changed),
        }
        record_event(
            council=council,
            by=by,
            action=UPLOADED,
            subject=f"{register.name}: {name}",
            detail=detail | {"register": register.key},
        )
    return plan


@dataclass
class _Work:
    """What is known while lines are written one after the other."""

    council: Council
    register: Register
    by: User
    fields: Mapping[str, forms.Field]
    labels: Mapping[type[Any], dict[int, str]]
    standing: dict[int, Any]
    known: dict[tuple[Any, ...], int] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)


def _applied(
    council: Council,
    register: Register,
    sent: Sequence[SentLine],
    by: User,
    today: dt.date | None,
) -> Plan:
    lock_register(council)
    before = checked_on(register, council, today)
    labels = {model: dict(words) for model, words in labels_for(register, council).items()}
    standing = {line.pk: line for line in register.lines(council)}
    fields = {box.name: field_of(register, box, labels) for box in register.boxes}
    work = _Work(council, register, by, fields, labels, standing)
    work.known = {_identity(register, values_of(register, one)): pk for pk, one in standing.items()}
    lines = [_planned(work, one) for one in sent]
    after = checked_on(register, council, today)
    return _with_findings(register, lines, brought_about(before, after))


def _planned(work: _Work, sent: SentLine) -> PlannedLine:
    try:
        return _written(work, sent)
    except LineRefused as refusal:
        words = tuple(said for _, said in refusal.errors)
        return PlannedLine(sent, State.REFUSED, errors=words)


def _written(work: _Work, sent: SentLine) -> PlannedLine:
    if sent.formula:
        raise LineRefused([("", f"“{sent.formula}” is a formula or an error: write its value")])
    register = work.register
    line = _numbered(work, sent)
    values = _values(work, sent, line)
    if line is None:
        line = work.standing.get(work.known.get(_identity(register, values), 0))
    if line is None:
        return _new(work, sent, values)
    _refuse_twice(work, sent, line.pk)
    mark, name = _mark(register, line), named(line)
    changes = changes_of(register, line, values)
    if not changes:
        return PlannedLine(sent, State.SAME, name, mark=mark, key=line.pk)
    was = _said(work, line, changes)
    write_line(register, line, values)
    now = _said(work, line, changes)
    told = tuple(Change(register.box(one).label, was[one], now[one]) for one in changes)
    return PlannedLine(sent, State.CHANGED, name, told, mark=mark, key=line.pk)


def _new(work: _Work, sent: SentLine, values: dict[str, Any]) -> PlannedLine:
    line: Any = work.register.model()
    if work.register.council == "council":
        line.council = work.council
    write_line(work.register, line, values)
    work.standing[line.pk] = line
    work.known[_identity(work.register, values)] = line.pk
    work.seen[line.pk] = sent.row
    said = _said(work, line, values)
    told = [Change(box.label, "", said[box.name]) for box in work.register.boxes if said[box.name]]
    return PlannedLine(sent, State.NEW, named(line), tuple(told), key=line.pk)


def _numbered(work: _Work, sent: SentLine) -> Any:
    if not sent.number:
        return None
    number = sent.number
    is_number = number.isascii() and number.isdecimal() and len(number) < LONGEST_NUMBER
    line = work.standing.get(int(number)) if is_number else None
    if line is None:
        said = f"No line has the number {number[:20]} here. Leave the number of a new line empty"
        raise LineRefused([("", said)])
    return line


def _refuse_twice(work: _Work, sent: SentLine, key: int) -> None:
    if key in work.seen:
        raise LineRefused([("", f"Row {work.seen[key]} is the same line. Keep one of the two")])
    work.seen[key] = sent.row


def _values(work: _Work, sent: SentLine, line: Any) -> dict[str, Any]:
    """By box. What has no column stays as it is, and in a new line is what is usual."""
    texts = dict(sent.texts)
    if sent.case and not texts.get("child"):
        child = child_of_case(council=work.council, number=sent.case, by=work.by)
        work.labels[Child].setdefault(child.pk, str(child))
        texts["child"] = str(child.pk)
    standing = values_of(work.register, line) if line is not None else {}
    values, errors = {}, []
    for box in work.register.boxes:
        if box.name not in texts and box.name in standing:
            values[box.name] = standing[box.name]
            continue
        said = texts.get(box.name, "")
        if not said and box.usual is not None:
            said = str(box.usual)
        try:
            values[box.name] = work.fields[box.name].clean(said)
        except ValidationError as error:
            errors += [(box.name, words) for words in error.messages]
    if errors:
        raise LineRefused(errors)
    return values


def _identity(register: Register, values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(
        str(values[name]).casefold() if values[name] not in (None, "") else ""
        for name in register.identity
    )


def _said(work: _Work, line: Any, names: Mapping[str, Any]) -> dict[str, str]:
    """What boxes of a line say, in words."""
    found = {}
    for name in names:
        box = work.register.box(name)
        found[name] = value_words(box, cell_of(work.register, box, line, work.labels))
    return found


def _mark(register: Register, line: Any) -> str:
    said = repr(sorted(values_of(register, line).items()))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _with_findings(
    register: Register, lines: list[PlannedLine], findings: Sequence[Finding]
) -> Plan:
    """Each finding at the rows that it is about; at the whole file where it is about none."""
    places = {one.key: place for place, one in enumerate(lines) if one.key is not None}
    errors: list[str] = []
    questions: list[str] = []
    for finding in findings:
        rows = [
            places[key] for name, key in finding.lines if name == register.key and key in places
        ]
        for row in rows[:1]:
            lines[row] = _found(lines[row], finding)
        if not rows:
            (errors if finding.blocks else questions).append(finding.words)
    return Plan(tuple(lines), tuple(errors), tuple(questions))


def _found(line: PlannedLine, finding: Finding) -> PlannedLine:
    if finding.blocks:
        return replace(line, state=State.REFUSED, errors=(*line.errors, finding.words))
    return replace(line, questions=(*line.questions, finding.words))
