"""How forecasts made on past days compare with what came, and with two plain rivals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Rival(StrEnum):
    NO_CHANGE = "no-change"
    TREND = "trend"


@dataclass(frozen=True)
class Attempt:
    """One forecast of all children in care, and what came."""

    start: dt.date
    actual: int
    low: float
    mid: float
    high: float
    no_change: float
    trend: float

    @property
    def held(self) -> bool:
        return self.low <= self.actual <= self.high


@dataclass(frozen=True)
class Trial:
    """All attempts at one horizon. Attempts whose months overlap are not independent: so many
    stretches of their own are in them (`stretches`), however many starts there are."""

    horizon: int
    attempts: tuple[Attempt, ...]

    @property
    def error(self) -> float:
        """Mean absolute percentage error, in percent; NaN without attempts."""
        return self._error([one.mid for one in self.attempts])

    def error_of(self, rival: Rival) -> float:
        told = {Rival.NO_CHANGE: "no_change", Rival.TREND: "trend"}[rival]
        return self._error([getattr(one, told) for one in self.attempts])

    def _error(self, told: Sequence[float]) -> float:
        actual = np.array([one.actual for one in self.attempts], dtype=np.float64)
        counts = actual > 0
        if not counts.any():
            return float("nan")
        off = np.abs(np.array(told) - actual)[counts] / actual[counts]
        return float(off.mean() * 100)

    @property
    def held(self) -> int:
        """How many times the 80% range held what came."""
        return sum(one.held for one in self.attempts)

    @property
    def coverage(self) -> float:
        """The share of them, in percent; NaN without attempts."""
        return 100 * self.held / len(self.attempts) if self.attempts else float("nan")

    @property
    def overlapping(self) -> int:
        """Attempts whose months are in part those of another."""
        starts = [month_number(one.start) for one in self.attempts]
        return sum(
            any(one != other and abs(one - other) < self.horizon for other in starts)
            for one in starts
        )

    @property
    def stretches(self) -> int:
        """How many attempts there are at most of which no two overlap."""
        found, free = 0, None
        for one in self.attempts:
            if free is None or month_number(one.start) >= free:
                found, free = found + 1, month_number(one.start) + self.horizon
        return found

    @property
    def beaten(self) -> frozenset[Rival]:
        """Rivals with a larger error than the forecast's. Equal is not beaten."""
        return frozenset(rival for rival in Rival if self.error < self.error_of(rival))

    @property
    def unbeaten(self) -> tuple[Rival, ...]:
        return tuple(rival for rival in Rival if rival not in self.beaten)


@dataclass(frozen=True)
class BackTest:
    """Trials by horizon; a horizon for which the returns are too short has no attempts."""

    trials: tuple[Trial, ...]
    simulations: int

    @property
    def starts(self) -> tuple[dt.date, ...]:
        return tuple(sorted({one.start for trial in self.trials for one in trial.attempts}))

    def at(self, horizon: int) -> Trial:
        return next(one for one in self.trials if one.horizon == horizon)

    @property
    def unbeaten(self) -> tuple[Rival, ...]:
        """Rivals that the forecast has not beaten at every horizon that could be tried."""
        tried = [one for one in self.trials if one.attempts]
        return tuple(
            rival for rival in Rival if not tried or any(rival in one.unbeaten for one in tried)
        )


def month_number(day: dt.date) -> int:
    """Months counted on from the year 0: the difference of two is how far they are apart."""
    return day.year * 12 + day.month
