"""What a reader of everything published knows, as numbers and linear relations, and nothing else.

This is the language between what is hidden and who checks it: a `Told` holds no hidden number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Relation:
    """`least` <= sum of coefficient x quantity <= `most`; None where there is no such bound."""

    terms: tuple[tuple[str, int], ...]
    least: int | None
    most: int | None

    def amount(self, numbers: Mapping[str, int]) -> int:
        return sum(many * numbers[key] for key, many in self.terms)

    def holds(self, numbers: Mapping[str, int]) -> bool:
        found = self.amount(numbers)
        return (self.least is None or self.least <= found) and (
            self.most is None or found <= self.most
        )


def adds_up(total: str, parts: Iterable[str]) -> Relation:
    """The parts and nothing else make the total.

    >>> adds_up("all", ["girls", "boys"]).terms
    (('all', -1), ('girls', 1), ('boys', 1))
    """
    return Relation(((total, -1), *((part, 1) for part in parts)), 0, 0)


def same(one: str, other: str) -> Relation:
    """Two cells tell the same number of people."""
    return Relation(((one, 1), (other, -1)), 0, 0)


def between(key: str, least: int | None, most: int | None) -> Relation:
    """The reader knows from elsewhere within which numbers a quantity lies."""
    return Relation(((key, 1),), least, most)


@dataclass(frozen=True)
class Unknown:
    """A quantity that no reader is told: the bounds everybody knows, and how many values must
    remain possible: the least width for a small number of people, 2 for what else is hidden, 0
    where it may be worked out.
    """

    least: int | None = 0
    most: int | None = None
    needed: int = 0


@dataclass(frozen=True)
class Told:
    """Shown numbers, unknown quantities, and what relates them. It holds no hidden number."""

    shown: Mapping[str, int]
    unknown: Mapping[str, Unknown]
    relations: tuple[Relation, ...] = field(default=())
