"""Judges every hidden cell: can a reader narrow it to fewer values than must remain possible?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from ..telling import Told
from .points import Points
from .proofs import CellProof, Proof, Verdict
from .solver import OutOfTimeError, Solver
from .systems import ContradictionError, System, systems

# Of a range that is wider, or has no end, no more values are tried.
MOST_TRIED = 1000


def audit(
    told: Told,
    *,
    seconds: float = 60.0,
    clock: Callable[[], float] = time.monotonic,
    ranges: bool = True,
) -> Proof:
    """What readers can work out of everything `told`, and whether it leaves enough values open.

    A cell is proven when as many different values as it needs occur in solutions in whole numbers,
    each checked exactly; it is refused when fewer are possible. When `seconds` (by `clock`) are
    over, or the numbers contradict one another, it is not proven. Without `ranges` cells that are
    proven already are not measured: their range is None to None.

    >>> from ..telling import Unknown, adds_up
    >>> hidden = {"girls": Unknown(needed=3), "boys": Unknown(needed=3)}
    >>> audit(Told({"all": 9}, hidden, (adds_up("all", ["girls", "boys"]),))).verdict
    <Verdict.PROVEN: 'proven'>
    """
    until = clock() + seconds
    try:
        found = systems(told)
    except ContradictionError:
        return _contradictory(told)
    judges = [_Judge(system, lambda: until - clock(), ranges) for system in found]
    cells = [cell for judge in judges for cell in judge.cells()]
    return Proof(tuple(cells), any(judge.is_contradictory for judge in judges))


def _contradictory(told: Told) -> Proof:
    return Proof(
        tuple(
            CellProof(key, one.needed, None, None, Verdict.NOT_PROVEN)
            for key, one in told.unknown.items()
            if one.needed
        ),
        is_contradictory=True,
    )


class _Judge:
    """The verdicts on the cells of one system; those that need most values come first."""

    def __init__(self, system: System, seconds_left: Callable[[], float], ranges: bool) -> None:
        self.system, self.seconds_left, self.ranges = system, seconds_left, ranges
        self.points = Points(system)
        self.is_contradictory = False

    def cells(self) -> Iterator[CellProof]:
        wanted = [at for at, needed in enumerate(self.system.needed) if needed]
        if not wanted:
            return
        solver = Solver(self.system, self.seconds_left)
        for at in sorted(wanted, key=lambda at: -self.system.needed[at]):
            yield self._cell(solver, at)

    def _cell(self, solver: Solver, at: int) -> CellProof:
        low: int | None = None
        high: int | None = None
        verdict = Verdict.NOT_PROVEN
        if not self.is_contradictory:
            try:
                if self.ranges or not self.points.suffices(at):
                    low, high = self._ends(solver, at)
                low, high, verdict = self._judged(solver, at, low, high)
            except OutOfTimeError:
                verdict = Verdict.PROVEN if self.points.suffices(at) else Verdict.NOT_PROVEN
            except ContradictionError:
                self.is_contradictory = True
        return CellProof(self.system.keys[at], self.system.needed[at], low, high, verdict)

    def _ends(self, solver: Solver, at: int) -> tuple[int | None, int | None]:
        low, lowest = solver.furthest(at, up=False)
        self.points.add(lowest)
        high, highest = solver.furthest(at, up=True)
        self.points.add(highest)
        return low, high

    def _judged(
        self, solver: Solver, at: int, low: int | None, high: int | None
    ) -> tuple[int | None, int | None, Verdict]:
        """The range, narrowed by every value that turns out impossible, and the verdict on it."""
        impossible: set[int] = set()
        for value in _tried(low, high, self.points.values[at]):
            if self.points.suffices(at):
                return low, high, Verdict.PROVEN
            if not self._try(solver, at, value):
                impossible.add(value)
        if self.points.suffices(at):
            return low, high, Verdict.PROVEN
        if low is None or high is None or high - low >= MOST_TRIED:
            return low, high, Verdict.NOT_PROVEN
        possible = [value for value in range(low, high + 1) if value not in impossible]
        if not possible:
            raise ContradictionError
        return possible[0], possible[-1], Verdict.REFUSED

    def _try(self, solver: Solver, at: int, value: int) -> bool:
        """Whether the unknown can have the value: linear first, then in whole numbers."""
        if value in self.points.values[at]:
            return True
        allowed, found = solver.with_value(at, value)
        if not allowed:
            return False
        if self.points.add(found) and value in self.points.values[at]:
            return True
        whole = solver.whole_with_value(at, value)
        if whole is None:
            return False
        if not self.points.add(whole):
            raise OutOfTimeError  # a solution that does not bear checking proves nothing
        return True


def _tried(low: int | None, high: int | None, seen: set[int]) -> range:
    """The whole numbers of a range that are tried in turn, from one of its ends."""
    if low is None and high is not None:
        return range(high, high - MOST_TRIED, -1)
    start = min(seen, default=0) if low is None else low
    return range(start, start + MOST_TRIED if high is None else min(high + 1, start + MOST_TRIED))
