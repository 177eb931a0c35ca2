"""Parts that add up to a whole, and places that hold one another: one hidden hides the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal

from .cells import Cell
from .small import few, is_empty


def of_hidden_wholes(cells: Sequence[Cell], hidden: Collection[str]) -> set[str]:
    """All cells of every whole that has a hidden part, or whose parts leave one to five over."""
    wholes: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.partition and not is_empty(cell):
            wholes[cell.partition, cell.period].append(cell)
    return {
        cell.key
        for parts in wholes.values()
        if any(cell.key in hidden for cell in parts) or _leave_few(parts)
        for cell in parts
    }


def _leave_few(cells: Sequence[Cell]) -> bool:
    """Whether the whole less the parts that are known is one to five people: those of a part that
    nobody entered or declared. A part told twice, on two bases, is taken in either number.
    """
    counted = [cell for cell in cells if cell.counts_people and cell.numerator is not None]
    for whole in {cell.denominator for cell in counted} - {None}:
        parts: dict[str, set[Decimal]] = defaultdict(set)
        for cell in counted:
            # What is everybody is the total rather than a part.
            if cell.denominator == whole != cell.numerator and cell.numerator is not None:
                parts[cell.part or cell.key].add(cell.numerator)
        sums = {Decimal(0)}
        for numbers in parts.values():
            sums = {known + number for known in sums for number in numbers}
        if any(few(whole - known) for known in sums if whole is not None):
            return True
    return False


def around_few(cells: Sequence[Cell], told: Collection[str]) -> set[str]:
    """Counts of a wider place that hold one to five people more than the place within it.

    Where the wider count is among those `told` before, the one within it yields as well.
    """
    by_key = {cell.key: cell for cell in cells}
    found = set()
    for wide in cells:
        inner = by_key.get(wide.holds)
        if inner is None or wide.count is None or inner.count is None or not wide.counts_people:
            continue
        if few(wide.count - inner.count):
            found |= {wide.key, inner.key} if wide.key in told else {wide.key}
    return found
