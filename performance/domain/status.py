"""On target, close, off target: from polarity, target and tolerance, never from a figure alone."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .goal import Goal
from .printing import amount
from .vocabulary import Labelled, Polarity, Unit

__all__ = [
    "NOT_JUDGED",
    "Goal",
    "Judgement",
    "Status",
    "allowance",
    "ends",
    "gap_to",
    "goal_problem",
    "judge",
]


class Status(Labelled):
    ON_TARGET = "on_target", "On target"
    CLOSE = "close", "Close"
    OFF_TARGET = "off_target", "Off target"
    NO_TARGET = "no_target", "No target"


@dataclass(frozen=True)
class Judgement:
    """`gap` is value minus target (the nearer end of a range; 0 inside it), unrounded.

    `shortfall` is the part of the gap on the wrong side, 0 when the target is met. `label` replaces
    the status's own where that would mislead: there is a target, but it is not due yet.
    `planned`: measured to what was planned by then, not to the year's target.
    """

    status: Status
    gap: Decimal | None
    words: str
    shortfall: Decimal | None = None
    label: str = ""
    planned: bool = False

    @property
    def name(self) -> str:
        return self.label or self.status.label


NOT_JUDGED = Judgement(Status.NO_TARGET, None, "")


def goal_problem(goal: Goal, polarity: Polarity) -> str | None:
    """Why a target cannot be used with a measure, for forms; None when it can."""
    if goal.low is None and goal.high is None:
        return "Enter the lowest value, the highest value or both."
    if goal.low is not None and goal.high is not None and goal.low > goal.high:
        return f"The lowest value ({goal.low}) must not be above the highest ({goal.high})."
    if goal.tolerance < 0:
        return f"The tolerance ({goal.tolerance}) must be 0 or more."
    if polarity is Polarity.NONE:
        return "This measure is better neither higher nor lower, so a target cannot be judged."
    if polarity is Polarity.HIGH and goal.low is None:
        return "Higher is better for this measure: enter the lowest value that meets the target."
    if polarity is Polarity.LOW and goal.high is None:
        return "Lower is better for this measure: enter the highest value that meets the target."
    return None


def ends(goal: Goal, polarity: Polarity) -> tuple[Decimal | None, Decimal | None]:
    """The ends that count: one value given as both is a floor or a ceiling by polarity."""
    if goal.low == goal.high and polarity is Polarity.HIGH:
        return goal.low, None
    if goal.low == goal.high and polarity is Polarity.LOW:
        return None, goal.high
    return goal.low, goal.high


def gap_to(value: Decimal, goal: Goal, polarity: Polarity) -> tuple[Decimal, Decimal]:
    """(gap, target it is measured to); see `Judgement`. Needs at least one end."""
    low, high = ends(goal, polarity)
    if low is not None and high is not None:
        if value < low:
            return value - low, low
        return (value - high, high) if value > high else (Decimal(0), low)
    target = low if low is not None else high
    if target is None:
        raise ValueError("A target needs a lowest or a highest value")
    return value - target, target


def judge(
    value: Decimal | None,
    goal: Goal | None,
    *,
    polarity: Polarity,
    unit: Unit,
    decimals: int = 1,
) -> Judgement:
    """Status, gap and its words. Unrounded values decide; the gap is rounded half up to print.

    No status without a value, a target and a polarity, or with a target that contradicts it.
    """
    if value is None or goal is None or goal_problem(goal, polarity):
        return NOT_JUDGED
    gap, target = gap_to(value, goal, polarity)
    low, high = ends(goal, polarity)
    missed = (low is not None and value < low) or (high is not None and value > high)
    shortfall = abs(gap) if missed else Decimal(0)
    words = _words(gap, missed, (low, high), unit, decimals)
    if not missed:
        return Judgement(Status.ON_TARGET, gap, words, shortfall)
    status = Status.CLOSE if shortfall <= allowance(target, goal, unit) else Status.OFF_TARGET
    return Judgement(status, gap, words, shortfall)


def allowance(target: Decimal, goal: Goal, unit: Unit) -> Decimal:
    """How far short still is close, in the figure's own unit."""
    return goal.tolerance if unit is Unit.PERCENT else abs(target) * goal.tolerance / 100


def _words(
    gap: Decimal,
    missed: bool,
    target: tuple[Decimal | None, Decimal | None],
    unit: Unit,
    decimals: int,
) -> str:
    low, high = target
    if not gap:
        return "in range" if low is not None and high is not None and low != high else "at target"
    size = amount(gap, unit, decimals=decimals)
    if missed and high is None:
        return f"{size} short"
    side = "above" if gap > 0 else "below"
    # "3.6 points above" needs no more beside "50+"; every other gap names what it is measured to.
    if unit is Unit.PERCENT and (high is None or low is not None):
        return f"{size} {side}"
    return f"{size} {side} target"
