"""How the forecast would have done: made on every past day that the data allow, beside what came.

Two plain rivals are asked the same: that nothing changes, and that the line through the months of
the window goes on. Neither has a range.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..bands import Bands
from ..cohort import Cohort
from ..coverage import spans
from ..scene import Surroundings
from .choices import Choices, TooShort
from .forecast import ranged
from .known import Window, known_at, month_ends_after
from .panel import kinds_of, panel_of
from .simulating import Draws, simulate
from .trials import Attempt, BackTest, Trial, month_number

QUARTER_ENDS = (3, 6, 9, 12)
HORIZONS = (12, 24)


def backtest(
    cohort: Cohort,
    *,
    around: Surroundings,
    bands: Mapping[str, Bands],
    horizons: Sequence[int] = HORIZONS,
    simulations: int = 300,
    seed: int = 1,
    choices: Choices | None = None,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> BackTest:
    """Forecasts from every end of a quarter with 24 months before it and the horizon after it.

    Each is made of what was known on its day, and compared with what the returns now say. `tell`
    hears before each how many are done, and of how many.
    """
    asked = _Asked(cohort, around, bands, simulations, seed, choices or Choices())
    found: dict[int, list[Attempt]] = {horizon: [] for horizon in sorted(set(horizons))}
    starts = _starts(cohort)
    for done, (start, last) in enumerate(starts):
        tell(done, len(starts))
        for horizon, attempt in _attempts(asked, start, last, tuple(found)):
            found[horizon].append(attempt)
    return BackTest(
        trials=tuple(Trial(horizon, tuple(attempts)) for horizon, attempts in found.items()),
        simulations=simulations,
    )


@dataclass(frozen=True)
class _Asked:
    cohort: Cohort
    around: Surroundings
    bands: Mapping[str, Bands]
    simulations: int
    seed: int
    choices: Choices

    def draws(self, start: dt.date, months: int) -> Draws:
        return simulate(
            self.cohort,
            start,
            months,
            around=self.around,
            bands=self.bands,
            seed=self.seed,
            simulations=self.simulations,
            choices=self.choices,
        )

    def totals(self, cohort: Cohort, ends: Sequence[dt.date], begins: dt.date) -> list[int]:
        """All children in care at these month ends."""
        kinds = kinds_of(self.around, self.bands)
        panel = panel_of(cohort, ends, begins, around=self.around, kinds=kinds)
        return [int(one) for one in panel.in_care.sum(axis=1)]


def _attempts(
    asked: _Asked, start: dt.date, last: dt.date, horizons: Sequence[int]
) -> list[tuple[int, Attempt]]:
    """Attempts from one day, at the horizons that end by the last day."""
    ends = month_ends_after(start, max(horizons, default=0))
    due = {horizon: ends[horizon - 1] for horizon in horizons if ends[horizon - 1] <= last}
    if not due:
        return []
    try:
        draws = asked.draws(start, max(due))
    except TooShort:
        return []
    window = draws.window
    # The rivals know no more than the forecast does.
    past = asked.totals(known_at(asked.cohort, start), window.ends, window.begins)
    came = asked.totals(asked.cohort, list(due.values()), window.begins)
    return [
        (horizon, _attempt(draws, horizon, actual, past))
        for horizon, actual in zip(due, came, strict=True)
    ]


def _attempt(draws: Draws, horizon: int, actual: int, past: Sequence[int]) -> Attempt:
    low, mid, high = (float(one) for one in ranged(draws.total[horizon - 1]))
    return Attempt(
        start=draws.start,
        actual=actual,
        low=low,
        mid=mid,
        high=high,
        no_change=float(past[-1]),
        trend=trend(past, draws.window, horizon),
    )


def trend(past: Sequence[float], window: Window, horizon: int) -> float:
    """The least-squares line through the month ends of a window, so many months on; 0 at least.

    Only month ends that some month of the window begins or ends with are in the line.
    """
    months = np.arange(1 - len(past), 1)
    counts = np.append(window.weights > 0, False) | np.append(False, window.weights > 0)
    slope, level = np.polyfit(months[counts], np.array(past)[counts], 1)
    return max(0.0, float(level + slope * horizon))


def _starts(cohort: Cohort) -> list[tuple[dt.date, dt.date]]:
    """Every end of a quarter in the returns, with the last day that follows without a gap."""
    found = []
    for first, last in spans(cohort.returns):
        months = month_number(last) - month_number(first) + 1
        ends = month_ends_after(first.replace(day=1) - dt.timedelta(days=1), months)
        found += [(end, last) for end in ends if end.month in QUARTER_ENDS and end <= last]
    return found
