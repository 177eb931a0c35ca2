"""What earlier public editions and a new one would tell together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reference.domain.rounding import round_half_up

from .cells import COUNT, PER, PERCENT, Cell, PastCell, State
from .small import counts_told, few, is_small


@dataclass(frozen=True)
class Conflict:
    """What an earlier edition says about a cell of the new one; `hide` when the new must yield."""

    key: str
    words: str
    hide: bool


def conflicts_with_past(cells: Sequence[Cell], past: Iterable[PastCell]) -> list[Conflict]:
    """What earlier public editions and these cells would tell together.

    Compares every earlier edition, not only the last: a reader may keep them all. Being hidden now
    does not take back what was shown: such a conflict is told, for a person to know of.
    """
    before: dict[str, list[PastCell]] = {}
    for old in past:
        before.setdefault(old.key, []).append(old)
    found = []
    for cell in cells:
        if cell.counts_people and cell.key in before:
            found += _conflicts_of(cell, before[cell.key], before)
    return found


def _conflicts_of(
    cell: Cell, past: Sequence[PastCell], every: Mapping[str, Sequence[PastCell]]
) -> list[Conflict]:
    found = []
    if any(few(abs(step)) for step in _steps(cell, past)) or _told_step(cell, past, every):
        words = "A count changed by one to five since an earlier public edition showed it"
        found.append(Conflict(cell.key, words, hide=True))
    same = [old for old in past if old.version == cell.version]
    # A document that prints percentages alone hides their counts; it did not hide the figure.
    if same and all(old.state != State.SHOWN for old in same):
        words = "An earlier public edition hid this very figure"
        found.append(Conflict(cell.key, words, hide=True))
    if is_small(cell) and any(old.state == State.SHOWN for old in past):
        words = "An earlier public edition showed this measure; hiding it now does not take it back"
        found.append(Conflict(cell.key, words, hide=False))
    return found


def _steps(cell: Cell, past: Sequence[PastCell]) -> list[Decimal]:
    """The differences in people between this cell and each earlier showing of it."""
    now: Mapping[str, Decimal | None] = {
        "numerator": None if _is_average(cell) else cell.numerator,
        "denominator": cell.denominator,
        "value": cell.value if cell.unit == COUNT else None,
    }
    steps = []
    for old in past:
        new = now.get(old.part)
        if old.shown is not None and new is not None:
            steps.append(new - old.shown)
    return steps + _rest_steps(cell, past)


def _rest_steps(cell: Cell, past: Sequence[PastCell]) -> list[Decimal]:
    """The same for those who are not in the numerator, edition by edition (by version)."""
    if _is_average(cell) or cell.numerator is None or cell.denominator is None:
        return []
    parts: dict[int, dict[str, Decimal]] = {}
    for old in past:
        if old.shown is not None:
            parts.setdefault(old.version, {})[old.part] = old.shown
    rest = cell.denominator - cell.numerator
    return [
        rest - (known["denominator"] - known["numerator"])
        for known in parts.values()
        if {"numerator", "denominator"} <= known.keys()
    ]


def _told_step(
    cell: Cell, past: Sequence[PastCell], every: Mapping[str, Sequence[PastCell]]
) -> bool:
    """Whether two percentages of printed numbers tell of one to five people between them: 50% of 60
    and then 55% are three.
    """
    if cell.unit != PERCENT or cell.value is None:
        return False
    now = [counts_told(round_half_up(cell.value), whole) for _, whole in cell.wholes]
    wholes = [whole for _, whole in cell.wholes]
    wholes += [
        old.shown
        for key, _ in cell.wholes
        for old in every.get(key, ())
        if old.part == "value" and old.shown is not None
    ]
    then = [
        counts_told(old.shown, whole)
        for old in past
        if old.part == "value" and old.shown is not None
        for whole in wholes
    ]
    return any(
        (few(Decimal(least - most_then)) and few(Decimal(most - least_then)))
        or (few(Decimal(least_then - most)) and few(Decimal(most_then - least)))
        for least, most in now
        for least_then, most_then in then
    )


def _is_average(cell: Cell) -> bool:
    return cell.unit != COUNT and cell.unit not in PER
