"""What a forecast may be told: how much of the past its rates are of, what to leave out of it, and
how far rates drift."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FEWEST_MONTHS = 24
MOST_MONTHS = 36


class TooShort(ValueError):
    """Fewer than 24 months of episodes may be used; the message says what is there and is not."""


@dataclass(frozen=True)
class Break:
    """Days that are no guide to what follows: the months they touch are left out of all rates.

    With `cuts` the months before them are left out as well.
    """

    name: str
    first: dt.date
    last: dt.date
    cuts: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.name}: the break ends before it begins.")


def read_breaks(rows: Iterable[Mapping[str, str]]) -> dict[str, Break]:
    """Rows of key, name, first, last and cuts ("yes" or "no"), by key."""
    day = dt.date.fromisoformat
    return {
        row["key"]: Break(row["name"], day(row["first"]), day(row["last"]), row["cuts"] == "yes")
        for row in rows
    }


@dataclass(frozen=True)
class Drift:
    """How far a rate wanders from what the window makes of it, as standard deviations of its
    logarithm: `level` by the time the forecast starts, and `yearly` with each year after.

    `shared` is the share of the variance that all ages have in common; the rest is each age's own.
    """

    level: float
    yearly: float
    shared: float = 0.5

    def times(self, factor: float) -> Drift:
        return Drift(self.level * factor, self.yearly * factor, self.shared)


# Children starting and ceasing to be looked after (the latter per child in care) against what
# weights of a half-life of a year make of the three years before, in 150 authorities, DfE releases
# of 2024 and 2025 (years 2020 to 2025). What is left when chance (Poisson) is taken off is 0.17,
# 0.20 and 0.23 for starts and 0.11, 0.14 and 0.17 for ends, one, two and three years on, and much
# of it lasts. How much of it the ages share is not published: half is a guess.
STARTS_DRIFT = Drift(level=0.14, yearly=0.10)
ENDS_DRIFT = Drift(level=0.08, yearly=0.08)
STEADY = Drift(level=0.0, yearly=0.0)


@dataclass(frozen=True)
class Choices:
    """How the past is used. `window` is in months that are not left out, the last ones; with
    `half_life` a month counts half as much as one so many months later.

    In the published figures the mean of three years foretold next year's starts with a root mean
    square error of 20.7 per cent, with a half-life of a year 19.8 and of half a year 19.9; two
    years ahead there is nothing between them. So 36 months, and twelve. Half-life and drifts are
    usual ones: a council's own entries make the half-life of theirs shorter or longer (see
    `forgetting`), its own steadiness the drifts smaller or larger (see `volatility`).
    """

    window: int = 36
    half_life: float | None = 12.0
    breaks: tuple[Break, ...] = ()
    starts_drift: Drift = field(default=STARTS_DRIFT)
    ends_drift: Drift = field(default=ENDS_DRIFT)

    def __post_init__(self) -> None:
        if self.window < FEWEST_MONTHS:
            raise ValueError(f"Rates need {FEWEST_MONTHS} months at least, not {self.window}.")
        if self.half_life is not None and self.half_life <= 0:
            raise ValueError("The half-life must be longer than nothing.")
