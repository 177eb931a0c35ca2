"""What the auditor answers, cell by cell and for the whole."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Verdict(enum.StrEnum):
    PROVEN = "proven"
    REFUSED = "refused"
    # Out of time, or the published numbers contradict one another: treated as a refusal.
    NOT_PROVEN = "not proven"


@dataclass(frozen=True)
class CellProof:
    """Between which whole numbers a reader can place a hidden cell; None: without end.

    `needed` is how many values must remain possible.
    """

    key: str
    needed: int
    low: int | None
    high: int | None
    verdict: Verdict

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def width(self) -> int | None:
        """How many whole numbers the range holds; None: without end."""
        return None if self.low is None or self.high is None else self.high - self.low + 1


@dataclass(frozen=True)
class Proof:
    """The verdict on every hidden cell. Only a proven one is fit to be published."""

    cells: tuple[CellProof, ...]
    is_contradictory: bool = False

    @property
    def verdict(self) -> Verdict:
        found = {cell.verdict for cell in self.cells}
        if Verdict.REFUSED in found:
            return Verdict.REFUSED
        if Verdict.NOT_PROVEN in found or self.is_contradictory:
            return Verdict.NOT_PROVEN
        return Verdict.PROVEN

    @property
    def is_proven(self) -> bool:
        return self.verdict is Verdict.PROVEN

    @property
    def refused(self) -> frozenset[str]:
        """The keys of cells that are not proven, for whatever reason."""
        return frozenset(c.key for c in self.cells if c.verdict is not Verdict.PROVEN)

    def of(self, key: str) -> CellProof:
        """Raises KeyError for a cell that is not hidden."""
        for cell in self.cells:
            if cell.key == key:
                return cell
        raise KeyError(key)
