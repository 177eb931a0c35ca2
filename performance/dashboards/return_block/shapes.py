"""The parts of a block: boxes, earlier figures, versions, a conflict."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


class Said(Protocol):
    """What entries, their revisions and posted forms have in common. Read only."""

    @property
    def mode(self) -> str: ...
    @property
    def numerator(self) -> str: ...
    @property
    def denominator(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def expected(self) -> str: ...
    @property
    def unavailable_reason(self) -> str: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def final_due_on(self) -> str: ...
    @property
    def confirmed(self) -> str: ...
    @property
    def reported_direction(self) -> str: ...
    @property
    def source_note(self) -> str: ...
    @property
    def override_reason(self) -> str: ...
    @property
    def comment(self) -> str: ...


@dataclass(frozen=True)
class Box:
    """One input: its id (and name), label, text as typed, and what is wrong with it."""

    id: str
    label: str
    value: str
    error: str = ""


@dataclass(frozen=True)
class Earlier:
    """An earlier figure beside the heading: "Q3", "87%"."""

    head: str
    long_head: str
    text: str


@dataclass(frozen=True)
class Version:
    """One version of an entry in words: the figure, the comment, who and when. `also` is what
    else it says that the version beside it does not.
    """

    title: str
    figure: str
    comment: str = ""
    by: str = ""
    at: dt.datetime | None = None
    outcome: str = ""
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Conflict:
    """Two versions of an entry; neither is chosen beforehand."""

    heading: str
    waiting_id: int
    rival_id: int
    against: int
    versions: tuple[Version, Version]
    mine_label: str
    theirs_label: str
    error: str
    after: str


@dataclass(frozen=True)
class Signed:
    """One signed-off version of a figure, with why it replaced the one before."""

    number: int
    figure: str
    reason: str
    by: str
    at: dt.datetime


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    selected: bool
