"""What a commissioner may change, and what comes of it: children, places, gap and cost by quarter.

A scenario is compared with the forecast without it in the same simulations, each with its own
chance, so that the difference is the scenario's and not chance's.

    base = simulate(...)                                              # without levers
    with_it = simulate(..., levers=scenario.levers(len(base.months))) # all else the same
    outcome(scenario, base, with_it, supply, prices) -> Outcome

Groups and age bands go by their keys ("residential", "10-15"), as `Draws.groups` and `Draws.ages`
have them. A number that cannot be raises Unusable, with words for a form.
"""

from .changes import (
    Change,
    FewerEntries,
    Inflation,
    MoreFosterCarers,
    NewHome,
    Scenario,
    StepDown,
)
from .outcomes import COLUMNS, Measure, Outcome, outcome
from .supply import Opening, Prices, Supply, Unusable

__all__ = [
    "COLUMNS",
    "Change",
    "FewerEntries",
    "Inflation",
    "Measure",
    "MoreFosterCarers",
    "NewHome",
    "Opening",
    "Outcome",
    "Prices",
    "Scenario",
    "StepDown",
    "Supply",
    "Unusable",
    "outcome",
]
