"""What is wrong or unlikely in the register, with where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Council, User
from placements.domain.register_checks import Finding
from placements.registers import REGISTERS, Register
from placements.registers.facts import findings_of
from reference.fixtures import fixture_rows

MOST_AT_ONCE, FEW = 10, 2


@dataclass(frozen=True)
class Place:
    """A line to look at; the reader may not be allowed to change it."""

    register: Register
    key: int
    keeps: bool

    @property
    def words(self) -> str:
        return f"{self.register.one.capitalize()} {self.key}"


@dataclass(frozen=True)
class Told:
    words: str
    blocks: bool
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Rule:
    """One rule with everything that was found by it."""

    key: str
    name: str
    why: str
    found: tuple[Told, ...]

    @property
    def first(self) -> tuple[Told, ...]:
        """As many as a reader looks through; all of them where hardly any would be left over."""
        return self.found if len(self.found) <= MOST_AT_ONCE + FEW else self.found[:MOST_AT_ONCE]

    @property
    def more(self) -> tuple[Told, ...]:
        return self.found[len(self.first) :]


@dataclass(frozen=True)
class QualityPage:
    rules: tuple[Rule, ...]
    impossible: int
    unlikely: int
    hidden: int

    @property
    def count(self) -> int:
        return self.impossible + self.unlikely


MOST_PLACES = 6


def quality_page(council: Council, reader: User, today: dt.date) -> QualityPage:
    """Findings by rule, of ages on a day. What is about children's lines is told to those who may
    see them; of others only how many there are.
    """
    found = findings_of(council, today)
    sees = reader.has_perm("placements.see_placements", council)
    shown = [one for one in found if sees or not _is_about_children(one)]
    rows = {row["rule"]: row for row in fixture_rows("register_rules.csv")}
    rules = tuple(
        Rule(key, row["name"], row["why"], told)
        for key, row in rows.items()
        if (told := _told(council, reader, [one for one in shown if one.rule == key]))
    )
    return QualityPage(
        rules,
        impossible=sum(one.blocks for one in shown),
        unlikely=sum(not one.blocks for one in shown),
        hidden=len(found) - len(shown),
    )


def _is_about_children(finding: Finding) -> bool:
    return any(REGISTERS[name].is_about_children for name, _ in finding.lines)


def _told(council: Council, reader: User, found: Sequence[Finding]) -> tuple[Told, ...]:
    return tuple(
        Told(
            one.words,
            one.blocks,
            tuple(_place(council, reader, *line) for line in one.lines[:MOST_PLACES]),
        )
        for one in found
    )


def _place(council: Council, reader: User, name: str, key: int) -> Place:
    register = REGISTERS[name]
    return Place(register, key, reader.has_perm(register.keeps, council))
