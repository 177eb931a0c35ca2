"""What a file would change in a register, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from placements.registers.sheets import SentLine


class State(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PlannedLine:
    """What becomes of one row. `mark` tells what the line said when it was compared."""

    sent: SentLine
    state: State
    name: str = ""
    changes: tuple[Change, ...] = ()
    errors: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    mark: str = ""
    key: int | None = None


@dataclass(frozen=True)
class Plan:
    """What a file would change. `errors` and `questions` are about no one row of it."""

    lines: tuple[PlannedLine, ...]
    errors: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def of(self, *states: State) -> list[PlannedLine]:
        return [one for one in self.lines if one.state in states]

    @property
    def new(self) -> list[PlannedLine]:
        return self.of(State.NEW)

    @property
    def changed(self) -> list[PlannedLine]:
        return self.of(State.CHANGED)

    @property
    def same(self) -> list[PlannedLine]:
        return self.of(State.SAME)

    @property
    def refused(self) -> list[PlannedLine]:
        return self.of(State.REFUSED)

    @property
    def to_write(self) -> list[PlannedLine]:
        return self.of(State.NEW, State.CHANGED)

    @property
    def is_refused(self) -> bool:
        return bool(self.refused or self.errors)

    @property
    def asked(self) -> list[PlannedLine]:
        return [one for one in self.lines if one.questions]

    @property
    def asks(self) -> bool:
        return bool(self.questions or self.asked)
