"""Solutions in whole numbers, checked without rounding: each is a table that could be the true one.

That two tables fit everything told and differ in a cell proves that the cell cannot be told from
them. So no inexact arithmetic of a solver can prove too much.
"""

from __future__ import annotations

from collections.abc import Sequence

from .systems import System


class Points:
    """Which values of each unknown some checked solution has."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.values: list[set[int]] = [set() for _ in system.keys]

    def add(self, found: Sequence[float] | None) -> bool:
        """Keeps the solution nearest to `found` if it is one in whole numbers; whether it is."""
        if found is None:
            return False
        point = [round(value) for value in found]
        if not self.system.allows(point):
            return False
        for values, value in zip(self.values, point, strict=True):
            values.add(value)
        return True

    def suffices(self, at: int) -> bool:
        return len(self.values[at]) >= self.system.needed[at]
