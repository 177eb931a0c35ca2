"""How the forecast would have done: made on every past day that the data allow, beside what came.

Two plain rivals are asked the same: that nothing changes, and that the line through the months of
the window goes on. Neither has a range.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ..bands import Bands
from ..cohort import Cohort
from ..coverage import spans
from ..scene import Surroundings
from .choices import Choices, TooShort
from .forecast import ranged
from .known import Window, known_at, month_ends_after, window_of
from .panel import counted, kinds_of, panel_of
from .simulating import simulate

QUARTER_ENDS = (3, 6, 9, 12)
HORIZONS = (12, 24)


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
        starts = [_month(one.start) for one in self.attempts]
        return sum(
            any(one != other and abs(one - other) < self.horizon for other in starts)
            for one in starts
        )

    @property
    def stretches(self) -> int:
        """How many attempts there are at most of which no two overlap."""
        found, free = 0, None
        for one in self.attempts:
            if free is None or _month(one.start) >= free:
                found, free = found + 1, _month(one.start) + self.horizon
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
        return tuple(rival for rival in Rival if not tried or any(rival in one.unbeaten for one in tried))


def backtest(
    cohort: Cohort,
    *,
    around: Surroundings,
    bands: Mapping[str, Bands],
    horizons: Sequence[int] = HORIZONS,
    simulations: int = 300,
    seed: int = 1,
    choices: Choices | None = None,
) -> BackTest:
    """Forecasts from every end of a quarter with 24 months before it and the horizon after it.

    Each is made of what was known on its day, and compared with what the returns now say.
    """
    choices = choices or Choices()
    kinds = kinds_of(around, bands)
    found: dict[int, list[Attempt]] = {horizon: [] for horizon in sorted(set(horizons))}
    for start, last in _starts(cohort):
        try:
            window = window_of(known_at(cohort, start).returns, start, choices)
        except TooShort:
            continue
        ends = month_ends_after(start, max(found))
        due = {horizon: ends[horizon - 1] for horizon in found if ends[horizon - 1] <= last}
        if not due:
            continue
        draws = simulate(
            cohort,
            start,
            max(due),
            around=around,
            bands=bands,
            seed=seed,
            simulations=simulations,
            choices=choices,
        )
        days = [*window.ends, *due.values()]
        panel = panel_of(cohort, days, window.begins, around=around, kinds=kinds)
        totals = counted(panel, kinds).sum(axis=(1, 2))
        past, came = totals[: len(window.ends)], totals[len(window.ends) :]
        for (horizon, _), actual in zip(due.items(), came, strict=True):
            low, mid, high = (float(one) for one in ranged(draws.total[horizon - 1]))
            found[horizon].append(
                Attempt(
                    start=start,
                    actual=int(actual),
                    low=low,
                    mid=mid,
                    high=high,
                    no_change=float(draws.opening.sum()),
                    trend=trend(past.tolist(), window, horizon),
                )
            )
    return BackTest(
        trials=tuple(Trial(horizon, tuple(attempts)) for horizon, attempts in found.items()),
        simulations=simulations,
    )


def trend(past: Sequence[float], window: Window, horizon: int) -> float:
    """The least-squares line through the month ends of a window, so many months on; 0 at least.

    Month ends after a step that is left out are left out of the line as well.
    """
    months = np.arange(1 - len(past), 1)
    counts = np.append(True, window.weights > 0)
    slope, level = np.polyfit(months[counts], np.array(past)[counts], 1)
    return max(0.0, float(level + slope * horizon))


def _starts(cohort: Cohort) -> list[tuple[dt.date, dt.date]]:
    """Every end of a quarter in the returns, with the last day that follows without a gap."""
    found = []
    for first, last in spans(cohort.returns):
        months = _month(last) - _month(first) + 1
        ends = [end for end in month_ends_after(first.replace(day=1) - dt.timedelta(days=1), months)]
        found += [(end, last) for end in ends if end.month in QUARTER_ENDS and end <= last]
    return found


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month
