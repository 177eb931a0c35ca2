"""Who provides: routes by which places are bought, owners, judgements of the homes used."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from .register import Register, newest_by

NOT_JUDGED = "none"


@dataclass(frozen=True)
class Concentration:
    """Children placed with each owner that is not the council, most first; `of` all of them."""

    owners: tuple[tuple[str, int], ...]

    @property
    def of(self) -> int:
        return sum(children for _, children in self.owners)

    @property
    def largest(self) -> int:
        return self.owners[0][1] if self.owners else 0

    @property
    def herfindahl(self) -> Fraction | None:
        """Sum of squared shares, times 10,000: 10,000 with one owner, 2,500 with four alike. None
        without children. Above 2,000 competition authorities call a market concentrated.
        """
        squares = sum(children**2 for _, children in self.owners)
        return Fraction(squares * 10_000, self.of**2) if self.of else None


def concentration(placed: pd.DataFrame) -> Concentration:
    """Of placements of a day (`placed_on`): owners by number of children; ties by name."""
    owners = placed.loc[~placed["own"].astype("bool"), "owner"].value_counts()
    pairs = [(str(owner), int(number)) for owner, number in owners.items()]
    return Concentration(tuple(sorted(pairs, key=lambda one: (-one[1], one[0]))))


def counted(placed: pd.DataFrame, by: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Children by some columns of the placements of a day, in the order of the keys; who has
    nothing in one of them is in none.
    """
    columns = [placed[name].tolist() for name in by]
    counts = Counter(zip(*columns, strict=True))
    found = {key: number for key, number in counts.items() if not any(map(pd.isna, key))}
    return {tuple(str(part) for part in key): found[key] for key in sorted(found)}


def children_by_grade(register: Register, placed: pd.DataFrame, day: dt.date) -> dict[str, int]:
    """Children in homes that are inspected one by one, by the newest judgement of their home on
    the day; NOT_JUDGED without one. Foster households are judged with their agency, not alone.
    """
    alone = placed[placed["kind"].astype(str) != "foster"]
    grades = newest_by(register.judged, "setting", "inspected_on", day)["grade"]
    found = alone["setting"].map(grades).astype("object").fillna(NOT_JUDGED)
    return {str(grade): int(number) for grade, number in found.value_counts().items()}
