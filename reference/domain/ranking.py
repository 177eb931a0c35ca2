"""The place of an authority among others, and what a later release changed.

Values are ranked as they are printed, so equal ones share a place: 12, 13, 13 and 15 of four are
1st, joint 2nd, joint 2nd, 4th. What has no number (c hidden, z not applicable, x not available,
k rounds to zero) is in no rank: "of 148" counts those that have one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .benchmarks import PublishedValue

QUARTILES = 4
# With fewer authorities a quartile is a handful, and one of them moves it.
FEWEST_FOR_QUARTILES = 20


@dataclass(frozen=True)
class Place:
    """Rank counted from 1; `joint` where others have the same value; `of` those ranked."""

    rank: int
    joint: bool
    of: int

    @property
    def short(self) -> str:
        """ "joint 12th"."""
        return f"{'joint ' if self.joint else ''}{ordinal(self.rank)}"

    @property
    def words(self) -> str:
        """ "joint 12th of 148"."""
        return f"{self.short} of {self.of}"

    @property
    def quartile(self) -> int | None:
        """1 (first ranks) to 4; None among fewer than 20. Who shares a value shares the first of
        its places, so that a tie never falls into two quartiles.
        """
        if self.of < FEWEST_FOR_QUARTILES:
            return None
        return (self.rank - 1) * QUARTILES // self.of + 1


def places(values: Mapping[str, PublishedValue], *, lowest_first: bool) -> dict[str, Place]:
    """The place of each area that has a number, by its code, first rank first.

    >>> some = {"a": PublishedValue(Decimal(9)), "b": PublishedValue(Decimal(12))}
    >>> places(some | {"c": PublishedValue(None, "c")}, lowest_first=True)["b"].words
    '2nd of 2'
    """
    sign = 1 if lowest_first else -1
    known = {code: sign * cell.value for code, cell in values.items() if cell.value is not None}
    ordered = sorted(known.values())
    shared = Counter(ordered)
    return {
        code: Place(bisect_left(ordered, value) + 1, shared[value] > 1, len(ordered))
        for code, value in sorted(known.items(), key=lambda pair: pair[1])
    }


def place_of(
    code: str, values: Mapping[str, PublishedValue], *, lowest_first: bool
) -> Place | None:
    """The place of one area, as `places` gives it; None where it has no number."""
    own = values[code].value if code in values else None
    if own is None:
        return None
    known = [cell.value for cell in values.values() if cell.value is not None]
    before = sum(value < own if lowest_first else value > own for value in known)
    return Place(before + 1, known.count(own) > 1, len(known))


def ordinal(number: int) -> str:
    """1 -> "1st", 12 -> "12th", 103 -> "103rd"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@dataclass(frozen=True)
class Band:
    """The values of one quartile, from its first rank to its last."""

    quartile: int
    first: Decimal
    last: Decimal
    authorities: int


def bands(values: Mapping[str, PublishedValue], ranked: Mapping[str, Place]) -> tuple[Band, ...]:
    """The quartiles with the values that they hold; none where there are too few authorities."""
    found: dict[int, list[Decimal]] = {}
    for code, place in ranked.items():
        value = values[code].value
        if place.quartile is not None and value is not None:
            found.setdefault(place.quartile, []).append(value)
    return tuple(
        Band(quartile, inside[0], inside[-1], len(inside)) for quartile, inside in found.items()
    )


@dataclass(frozen=True)
class Revised:
    """Areas that two releases print for one year, and those whose number or symbol differs."""

    compared: int
    changed: tuple[str, ...]


def revised(earlier: Mapping[str, PublishedValue], later: Mapping[str, PublishedValue]) -> Revised:
    """Codes of the areas for which the later release prints another number or symbol."""
    both = [code for code in earlier if code in later]
    changed = (code for code in both if _printed(earlier[code]) != _printed(later[code]))
    return Revised(len(both), tuple(sorted(changed)))


def _printed(cell: PublishedValue) -> tuple[Decimal | None, str]:
    return cell.value, cell.symbol
