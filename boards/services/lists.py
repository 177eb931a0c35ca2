"""The board's own lists: standing items, sections of reports, priorities, closure days.

A line that is taken off stays in the audit with all that it said, and can be put back from there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from accounts.models import AuditEvent, User
from accounts.services import record_event
from boards.dashboards.lists import REMOVED, BoardList, lines_of
from boards.domain.dates import short
from boards.models import Board, TemplateSection

from .board import BoardError


@transaction.atomic
def add_line(*, board: Board, of: BoardList, by: User | None, **fields: Any) -> models.Model:
    """Adds a line at the end of a list. Raises BoardError for one that is there already."""
    lock_board(board)
    _refuse_twice(board, of, fields[of.label])
    if of.ordered:
        fields["order"] = _last(board, of) + 1
    if of.model is TemplateSection:
        fields.setdefault("key", _free_key(board, fields["heading"]))
    line: models.Model = of.model._default_manager.create(board=board, **fields)
    _record(board, by, "board.line_added", of, line)
    return line


@transaction.atomic
def change_line(*, board: Board, of: BoardList, line: Any, by: User | None, **fields: Any) -> None:
    """Changes what a line says. Raises BoardError for words that another line has."""
    lock_board(board)
    _refuse_twice(board, of, fields[of.label], but=line.pk)
    changes = {
        name: {"was": getattr(line, name), "now": now}
        for name, now in fields.items()
        if getattr(line, name) != now
    }
    for name, change in changes.items():
        setattr(line, name, change["now"])
    if changes:
        line.save(update_fields=list(changes))
        _record(board, by, "board.line_changed", of, line, changes)


@transaction.atomic
def move_line(*, board: Board, of: BoardList, line: Any, up: bool, by: User | None) -> bool:
    """Moves a line one place; whether it moved, for the first has no place above it."""
    lock_board(board)
    group = [one for one in lines_of(board, of) if _same_part(one, line)]
    place = [one.pk for one in group].index(line.pk)
    to = place + (-1 if up else 1)
    if not of.ordered or not 0 <= to < len(group):
        return False
    group[place], group[to] = group[to], group[place]
    _number(of, group)
    _record(board, by, "board.line_moved", of, line, {"place": to + 1})
    return True


@transaction.atomic
def remove_line(*, board: Board, of: BoardList, line: Any, by: User | None) -> AuditEvent:
    """Takes a line off; the event that it can be put back from."""
    lock_board(board)
    said = {name: getattr(line, name) for name in of.kept}
    event = _record(board, by, REMOVED, of, line, {"list": of.key, "line": said})
    line.delete()
    return event


@transaction.atomic
def restore_line(
    *, board: Board, of: BoardList, event: AuditEvent, by: User | None
) -> models.Model:
    """Puts a line back where it was taken off. Raises BoardError where it stands again."""
    lock_board(board)
    said = dict(event.detail["line"])
    if of.label == "day":
        said["day"] = dt.date.fromisoformat(said["day"])
    _refuse_twice(board, of, said[of.label])
    if of.model is TemplateSection and board.sections.filter(key=said["key"]).exists():
        said["key"] = _free_key(board, said["heading"])
    line: models.Model = of.model._default_manager.create(board=board, **said)
    _record(board, by, "board.line_restored", of, line)
    return line


def lock_board(board: Board) -> None:
    """Whoever changes the same board's lists waits for the one before."""
    Board.objects.select_for_update().get(pk=board.pk)


def _same_part(one: Any, other: Any) -> bool:
    return getattr(one, "at_end", None) == getattr(other, "at_end", None)


def _number(of: BoardList, group: Sequence[Any]) -> None:
    """Gives the lines the places that they have among them, in their new order."""
    for place, line in enumerate(group, start=1):
        if line.order != place:
            of.model._default_manager.filter(pk=line.pk).update(order=place)


def _last(board: Board, of: BoardList) -> int:
    return max((line.order for line in lines_of(board, of)), default=0)


def _refuse_twice(board: Board, of: BoardList, words: Any, but: int | None = None) -> None:
    same = of.model._default_manager.filter(board=board, **{of.label: words}).exclude(pk=but)
    if same.exists():
        said = short(words) if isinstance(words, dt.date) else words
        raise BoardError(f"“{said}” is on the list already.")


def _free_key(board: Board, heading: str) -> str:
    stem = slugify(heading)[:34] or "section"
    taken = set(board.sections.values_list("key", flat=True))
    names = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _record(
    board: Board,
    by: User | None,
    action: str,
    of: BoardList,
    line: Any,
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    subject = f"{of.name}: {line}"
    return record_event(council=board.council, by=by, action=action, subject=subject, detail=detail)
