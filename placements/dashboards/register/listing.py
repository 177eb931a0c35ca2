"""The registers with how many lines each has, and what was taken off one of them lately."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import AuditEvent, Council, User
from placements.registers import REGISTERS, Register
from placements.registers.boxes import Labels
from placements.registers.saying import cell_of
from reference.domain.spreadsheets import Value

REMOVED, RESTORED = "register.line_removed", "register.line_restored"
MOST_REMOVED = 10
NUMBER = "Number"


@dataclass(frozen=True)
class Counted:
    register: Register
    lines: int


@dataclass(frozen=True)
class Group:
    name: str
    registers: tuple[Counted, ...]


@dataclass(frozen=True)
class Removed:
    event: int
    words: str
    by: str
    at: dt.datetime


def groups_for(council: Council, reader: User) -> tuple[Group, ...]:
    """The registers that somebody may read, with their numbers of lines, by group."""
    found: dict[str, list[Counted]] = {}
    for one in REGISTERS.values():
        if reader.has_perm(one.reads, council):
            count = one.model._default_manager.filter(**{one.council: council}).count()
            found.setdefault(one.group, []).append(Counted(one, count))
    return tuple(Group(name, tuple(registers)) for name, registers in found.items())


def removed_from(council: Council, register: Register) -> list[Removed]:
    """What was taken off lately and has not been put back."""
    events = AuditEvent.objects.filter(council=council, detail__register=register.key)
    back = set(
        events.filter(action=RESTORED).values_list("detail__from", flat=True)[: MOST_REMOVED * 3]
    )
    taken = events.filter(action=REMOVED).select_related("by").order_by("-at", "-pk")
    return [
        Removed(one.pk, str(one.detail["words"]), str(one.by or "The system"), one.at)
        for one in taken[: MOST_REMOVED * 3]
        if one.pk not in back
    ][:MOST_REMOVED]


def head_of(register: Register) -> list[str]:
    """The heads of a register's spreadsheet."""
    return [NUMBER, *(box.label for box in register.boxes)]


def rows_of(register: Register, lines: Iterable[Any], labels: Labels) -> list[list[Value]]:
    """Lines as a spreadsheet holds them, and as an upload reads them again."""
    return [
        [line.pk, *(cell_of(register, box, line, labels) for box in register.boxes)]
        for line in lines
    ]


def file_rows(register: Register, lines: Iterable[Any], labels: Labels) -> list[Sequence[Value]]:
    return [head_of(register), *rows_of(register, lines, labels)]
