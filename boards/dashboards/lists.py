"""The board's own lists as pages show them, and what was taken off them lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from accounts.models import AuditEvent
from boards.models import Board, ClosureDay, Priority, StandingItem, TemplateSection

REMOVED = "board.line_removed"
MOST_REMOVED = 10


@dataclass(frozen=True)
class BoardList:
    """One list: its address part, its name, what one line is called, the field that names it."""

    key: str
    name: str
    one: str
    model: type[models.Model]
    label: str
    kept: tuple[str, ...]
    told: str
    ordered: bool = True


LISTS: dict[str, BoardList] = {
    one.key: one
    for one in (
        BoardList(
            "standing-items",
            "Standing items",
            "standing item",
            StandingItem,
            "title",
            ("order", "title", "kind", "when", "at_end"),
            "They come to every agenda by themselves, in this order. One can be taken off there.",
        ),
        BoardList(
            "report-sections",
            "Sections of reports",
            "section",
            TemplateSection,
            "heading",
            ("order", "key", "heading", "wording", "required", "reviewer"),
            "Every new report begins with these sections. Reports that were begun keep theirs.",
        ),
        BoardList(
            "priorities",
            "Priorities",
            "priority",
            Priority,
            "name",
            ("order", "name"),
            "Strategic priorities or corporate parenting principles that reports serve.",
        ),
        BoardList(
            "closure-days",
            "Closure days",
            "closure day",
            ClosureDay,
            "day",
            ("day", "reason"),
            "Days on which the council’s offices are shut, besides weekends and bank holidays: "
            "they are no clear days.",
            ordered=False,
        ),
    )
}


@dataclass(frozen=True)
class Removed:
    event: int
    words: str
    by: str
    at: Any


@dataclass(frozen=True)
class ListPage:
    kind: BoardList
    lines: Sequence[Any]
    removed: Sequence[Removed]


def lines_of(board: Board, kind: BoardList) -> list[Any]:
    return list(kind.model._default_manager.filter(board=board))


def list_page(board: Board, kind: BoardList) -> ListPage:
    lines = lines_of(board, kind)
    there = {_said(getattr(line, kind.label)) for line in lines}
    return ListPage(kind, lines, _removed(board, kind, there))


def _removed(board: Board, kind: BoardList, there: set[str]) -> list[Removed]:
    """The last lines that were taken off and do not stand there again, each once."""
    events = AuditEvent.objects.filter(
        council=board.council, action=REMOVED, detail__list=kind.key
    ).select_related("by")
    found: dict[str, Removed] = {}
    for event in events.order_by("-at", "-pk")[: MOST_REMOVED * 3]:
        words = str(event.detail["line"][kind.label])
        if words not in there and words not in found:
            found[words] = Removed(event.pk, words, str(event.by or "The system"), event.at)
    return list(found.values())[:MOST_REMOVED]


def _said(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
