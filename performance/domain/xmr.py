"""The usual range of a series: an XmR chart (D. J. Wheeler, "Understanding Variation").

average ± 2.66 × mean moving range; 2.66 = 3 / 1.128, where 1.128 turns the mean difference of two
neighbouring points into a standard deviation. The limits come from the first points and stay:
only a person recalculates them, by recording that from a day on the range is a new one.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SCALE = 2.66
RUN = 8
TREND = 6
# Floats of equal figures may differ by this much.
NOISE = 1e-9


class Rule(enum.StrEnum):
    ABOVE = "above"
    BELOW = "below"
    RUN_ABOVE = "run_above"
    RUN_BELOW = "run_below"
    RISING = "rising"
    FALLING = "falling"


WORDS = {
    Rule.ABOVE: "above the usual range",
    Rule.BELOW: "below the usual range",
    Rule.RUN_ABOVE: "{} in a row above average",
    Rule.RUN_BELOW: "{} in a row below average",
    Rule.RISING: "{} in a row rising",
    Rule.FALLING: "{} in a row falling",
}
NUMBERS = {6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve"}


@dataclass(frozen=True)
class Signal:
    """The point at which a rule is met: a run is reported at its last point, with its length."""

    index: int
    rule: Rule
    length: int = 1

    @property
    def words(self) -> str:
        return WORDS[self.rule].format(NUMBERS.get(self.length, str(self.length)))


@dataclass(frozen=True)
class UsualRange:
    average: float
    lower: float
    upper: float
    points_used: int
    mean_moving_range: float
    signals: tuple[Signal, ...]
    last: int

    @property
    def newest(self) -> tuple[Signal, ...]:
        """What the newest point signals; old signals are history."""
        return self.at(self.last)

    def at(self, index: int) -> tuple[Signal, ...]:
        return tuple(signal for signal in self.signals if signal.index == index)


def usual_range(
    values: Sequence[float],
    *,
    baseline: int = 12,
    minimum: int = 8,
    floor: float | None = None,
    ceiling: float | None = None,
) -> UsualRange | None:
    """Average, limits and signals of one unbroken side of a series, oldest first.

    The limits come from the first `baseline` points (all, when there are fewer); None below
    `minimum` points. `floor` and `ceiling` clip the limits to what is possible (0 and 100 for
    percentages). Never give values from both sides of a break of source or definition.
    """
    if len(values) < minimum:
        return None
    base = values[:baseline]
    average = sum(base) / len(base)
    moving = sum(abs(b - a) for a, b in pairwise(base)) / max(len(base) - 1, 1)
    lower, upper = average - SCALE * moving, average + SCALE * moving
    lower = lower if floor is None else max(lower, floor)
    upper = upper if ceiling is None else min(upper, ceiling)
    signals = _signals(values, average, lower, upper)
    return UsualRange(average, lower, upper, len(base), moving, signals, len(values) - 1)


def _signals(
    values: Sequence[float], average: float, lower: float, upper: float
) -> tuple[Signal, ...]:
    found: list[Signal] = []
    side = step = 0  # length of the run up to here, negative below the average or falling
    before = values[0]
    for index, value in enumerate(values):
        if value > upper + NOISE or value < lower - NOISE:
            found.append(Signal(index, Rule.ABOVE if value > upper else Rule.BELOW))
        side = _grow(side, value - average)
        if not -RUN < side < RUN:
            rule = Rule.RUN_ABOVE if side > 0 else Rule.RUN_BELOW
            found.append(Signal(index, rule, abs(side)))
        step, before = _grow(step, value - before), value
        if not 1 - TREND < step < TREND - 1:  # six points are five steps
            rule = Rule.RISING if step > 0 else Rule.FALLING
            found.append(Signal(index, rule, abs(step) + 1))
    return tuple(found)


def _grow(run: int, towards: float) -> int:
    """A run goes on in its direction or begins anew; a point on the line ends it."""
    if towards > NOISE:
        return max(run, 0) + 1
    return min(run, 0) - 1 if towards < -NOISE else 0
