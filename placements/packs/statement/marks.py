"""The twelve marks of good practice, in our words: fixtures/marks.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reference.fixtures import fixture_rows


@dataclass(frozen=True)
class Mark:
    """`evidence` names the views of the page of homes that bear on it."""

    number: int
    title: str
    text: str
    evidence: tuple[str, ...]


@cache
def marks() -> tuple[Mark, ...]:
    """In their order (statutory guidance on securing sufficient accommodation, 2010)."""
    return tuple(
        Mark(int(row["mark"]), row["title"], row["text"], tuple(row["evidence"].split()))
        for row in fixture_rows("marks.csv")
    )
