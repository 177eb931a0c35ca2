"""What an indicator finds on each day: counts, who is in them, and how much of it is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..days import Bools, Ints


@dataclass(frozen=True)
class Tally:
    """An item a day, and two grids of days and people.

    `members` are the people behind the numerator, `whole` those behind the denominator, also
    where the numbers count something else (reviews, days, scores). `denominator` is None for a
    plain count. Of `of` rows that the figure rests on, `known` have what it needs.
    """

    numerator: Ints
    denominator: Ints | None
    members: Bools
    whole: Bools
    known: Ints
    of: Ints
    # The day has no figure although the returns cover it: no population estimate, say.
    lacking: str = ""
    # The days of which that is said, where it is not those that have nobody to count.
    lacks: Bools | None = None


def count(people: Bools, known: Bools | None = None) -> Tally:
    """So many people."""
    numbers = _by_day(people)
    certain = numbers if known is None else _by_day(people & known)
    return Tally(numbers, None, people, people, certain, numbers)


def share(part: Bools, whole: Bools, known: Bools | None = None, of: Bools | None = None) -> Tally:
    """Those of `whole` who are in `part`.

    `known` marks the people of whom it is known whether they are; they are counted among `of`,
    else among the whole.
    """
    members = part & whole
    asked = whole if of is None else of
    total = _by_day(asked)
    certain = total if known is None else _by_day(asked & known)
    return Tally(_by_day(members), _by_day(whole), members, whole, certain, total)


def _by_day(grid: Bools) -> Ints:
    # Row by row: numpy counts a whole array ten times as fast as along an axis.
    return np.array([np.count_nonzero(row) for row in grid], dtype=np.int64)
