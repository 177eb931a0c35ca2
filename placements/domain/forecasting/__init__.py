"""A forecast of the children looked after, from a council's own episodes.

    forecast(cohort, start, months, *, around, bands, seed=1, simulations=1000, choices=Choices())
        -> Forecast: its `frame` has the columns of `COLUMNS`
    simulate(...the same..., levers=Levers()) -> Draws: children by month, age, group and simulation
    summary(draws) -> Forecast
    backtest(cohort, *, around, bands, horizons=(12, 24), simulations=300, seed=1, choices)
        -> BackTest: one `Trial` for each horizon, beside no change and the linear trend

`around` and `bands` are those of `placements.measures`: `surroundings(council)`,
`registry().bands`. TooShort says in words why there is no forecast. What a commissioner may change
is in `scenarios`.
"""

from .backtest import backtest
from .choices import Break, Choices, Drift, TooShort, read_breaks
from .forecast import ALL, COLUMNS, Forecast, forecast, summary
from .simulating import Draws, simulate
from .trials import Attempt, BackTest, Rival, Trial

__all__ = [
    "ALL",
    "COLUMNS",
    "Attempt",
    "BackTest",
    "Break",
    "Choices",
    "Draws",
    "Drift",
    "Forecast",
    "Rival",
    "TooShort",
    "Trial",
    "backtest",
    "forecast",
    "read_breaks",
    "simulate",
    "summary",
]
