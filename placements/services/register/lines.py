"""Lines of the registers: added, changed, taken off and put back.

A line that is taken off stays in the audit with all that it said, and can be put back from there.
What cannot be is refused; what is unlikely is saved only once somebody has said that it is right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts.models import AuditEvent, Council, User
from accounts.services import record_event
from placements.dashboards.register.listing import REMOVED, RESTORED
from placements.domain.register_checks import Finding, brought_about
from placements.registers import Register
from placements.registers.boxes import field_of
from placements.registers.facts import findings_of
from placements.registers.labels import labels_for
from placements.registers.saying import named, set_many, set_values, values_of
from reference.fixtures import fixture_rows

from .offers import ask_offering_register

ADDED, CHANGED = "register.line_added", "register.line_changed"


class LineRefused(Exception):
    """Nothing was saved. `errors` are pairs of the box and what is wrong; "" is the line itself."""

    def __init__(self, errors: Sequence[tuple[str, str]]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(words for _, words in self.errors))


class LineAsks(Exception):
    """Nothing was saved: somebody has to say first that what is unlikely is right."""

    def __init__(self, questions: Sequence[str]) -> None:
        self.questions = tuple(questions)
        super().__init__("; ".join(questions))


@transaction.atomic
def add_line(
    *,
    council: Council,
    register: Register,
    values: Mapping[str, Any],
    by: User | None,
    is_right: bool = False,
    today: dt.date | None = None,
) -> Any:
    """Adds a line. `is_right`: what is unlikely of it is right. Raises LineRefused and LineAsks."""
    lock_register(council)
    line = register.model()
    _of_council(register, line, council)
    before = checked_on(register, council, today)
    write_line(register, line, values)
    refuse_new(before, checked_on(register, council, today), is_right=is_right)
    record_line(register, council, by, ADDED, line)
    return line


@transaction.atomic
def change_line(
    *,
    council: Council,
    register: Register,
    line: Any,
    values: Mapping[str, Any],
    by: User | None,
    is_right: bool = False,
    today: dt.date | None = None,
) -> bool:
    """Changes what a line says; whether it changed. Raises LineRefused and LineAsks."""
    lock_register(council)
    changes = changes_of(register, line, values)
    if not changes:
        return False
    before = checked_on(register, council, today)
    write_line(register, line, values)
    refuse_new(before, checked_on(register, council, today), is_right=is_right)
    record_line(register, council, by, CHANGED, line, _told(register, changes))
    return True


@transaction.atomic
def remove_line(*, council: Council, register: Register, line: Any, by: User | None) -> AuditEvent:
    """Takes a line off; the event that it can be put back from. Raises LineRefused."""
    lock_register(council)
    refused = removal_refused(line)
    if refused:
        raise LineRefused([("", refused)])
    said = {"register": register.key, "line": values_of(register, line), "words": named(line)}
    event = record_line(register, council, by, REMOVED, line, said)
    line.delete()
    return event


@transaction.atomic
def restore_line(
    *, council: Council, register: Register, event: AuditEvent, by: User | None
) -> Any:
    """Puts a line back as it was taken off. Raises LineRefused where it cannot stand any more."""
    lock_register(council)
    labels = labels_for(register, council)
    values, errors = {}, []
    for name, said in event.detail["line"].items():
        try:
            field = field_of(register, register.box(name), labels)
            values[name] = field.clean(said if isinstance(said, list) else _typed(said))
        except ValidationError as error:
            errors += [(name, words) for words in error.messages]
    if errors:
        raise LineRefused(errors)
    line = register.model()
    _of_council(register, line, council)
    before = checked_on(register, council, None)
    write_line(register, line, values)
    refuse_new(before, checked_on(register, council, None), is_right=True)
    record_line(register, council, by, RESTORED, line, {"register": register.key, "from": event.pk})
    return line


def lock_register(council: Council) -> None:
    """Whoever changes the same council's registers waits for the one before."""
    Council.objects.select_for_update().get(pk=council.pk)


def removal_refused(line: models.Model) -> str:
    """Why a line cannot be taken off: others rest on it. Empty where none do."""
    relations: list[Any] = list(line._meta.get_fields(include_hidden=True))
    resting = [_resting(one, line) for one in relations if one.auto_created and not one.concrete]
    told = [words for words in resting if words]
    if not told:
        return ""
    return f"{', '.join(told)} rest on it. Take those off first, or correct this line instead"


def _resting(relation: Any, line: models.Model) -> str:
    """ "3 visits"; nothing of a table between two, for what stands behind it is told."""
    names = relation.related_model._meta
    if names.auto_created:
        return ""
    found = relation.related_model._base_manager.filter(**{relation.field.name: line})
    count = found.count()
    return f"{count} {names.verbose_name if count == 1 else names.verbose_name_plural}" * bool(
        count
    )


def changes_of(register: Register, line: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """By box what it was and is now, where the two differ."""
    before = values_of(register, line)
    return {
        name: {"was": before[name], "now": now}
        for name, now in values.items()
        if _same(before[name]) != _same(now)
    }


def _same(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(str(one) for one in value)
    return "" if value is None else str(value) if isinstance(value, int) else value


def write_line(register: Register, line: Any, values: Mapping[str, Any]) -> None:
    """Saves a line that keeps the database's rules. Raises LineRefused in words."""
    given = dict(values)
    set_values(register, line, given)
    try:
        line.validate_constraints()
    except ValidationError as error:
        raise LineRefused(_in_words(register, line, error)) from error
    line.save()
    set_many(register, line, given)


def _in_words(register: Register, line: Any, error: ValidationError) -> list[tuple[str, str]]:
    """Each broken rule of the database in the words of fixtures/register_constraints.csv."""
    broken = []
    for constraint in line._meta.constraints:
        try:
            constraint.validate(register.model, line)
        except ValidationError:
            broken.append(constraint_words()[constraint.name])
    return broken or [("", "; ".join(error.messages))]


@cache
def constraint_words() -> dict[str, tuple[str, str]]:
    rows = fixture_rows("register_constraints.csv")
    return {row["constraint"]: (row["field"], row["words"]) for row in rows}


def checked_on(register: Register, council: Council, today: dt.date | None) -> tuple[Finding, ...]:
    """What the checks say of the register as it stands, of ages on a day: today unless another is
    given, as the page of data quality does.
    """
    return findings_of(council, today or timezone.localdate()) if register.checked else ()


def refuse_new(before: Sequence[Finding], after: Sequence[Finding], *, is_right: bool) -> None:
    """Refuses what cannot be, and asks about what is unlikely, where it was not so before."""
    new = brought_about(before, after)
    blocking = [("", one.words) for one in new if one.blocks]
    if blocking:
        raise LineRefused(blocking)
    if new and not is_right:
        raise LineAsks([one.words for one in new])


def _of_council(register: Register, line: Any, council: Council) -> None:
    if register.council == "council":
        line.council = council


def _typed(said: Any) -> Any:
    return "" if said is None else str(said)


def _told(register: Register, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What the audit keeps of a change: of children's lines only which boxes changed."""
    if register.is_about_children:
        return {"boxes": sorted(changes)}
    return dict(changes)


def record_line(
    register: Register,
    council: Council,
    by: User | None,
    action: str,
    line: Any,
    detail: Mapping[str, Any] | None = None,
) -> AuditEvent:
    if register.offered:
        ask_offering_register(council=council, by=by)
    subject = f"{register.name}: {line}"
    return record_event(council=council, by=by, action=action, subject=subject, detail=detail)
