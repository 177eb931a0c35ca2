"""What a check found."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Status(enum.StrEnum):
    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    STALE = "stale"
    ROUNDED = "rounded"
    OTHER_BASIS = "other_basis"
    UNKNOWN = "unknown"


ALARMS = frozenset({Status.CONTRADICTS, Status.STALE})
# What a reader needs to see first.
ORDER = tuple(Status)


@dataclass(frozen=True)
class Finding:
    """One number of a paper. `text` is its sentence, `indicator` a code of the catalogue, `period`
    the key of the period whose value was compared, `held` that value as a page prints it, `words`
    what to make of it in plain words.
    """

    file: str
    place: str
    text: str
    number: str
    indicator: str
    period: str
    status: Status
    held: str
    name: str = ""
    words: str = ""

    @property
    def is_alarm(self) -> bool:
        return self.status in ALARMS


@dataclass(frozen=True)
class SmallCount:
    """A few people, or the one at an end of a scale, in words that may become public."""

    file: str
    place: str
    text: str
    number: str
    why: str


@dataclass(frozen=True)
class Report:
    """All of it, in the order of the papers."""

    findings: tuple[Finding, ...]
    small_counts: tuple[SmallCount, ...]

    @property
    def alarms(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.is_alarm)

    def count(self, status: Status) -> int:
        return sum(one.status is status for one in self.findings)
