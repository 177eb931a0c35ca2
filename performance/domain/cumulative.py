"""Counts that grow from 1 April: what was planned by now, and what the year will come to.

A year's target is due on 31 March. Until then the profile of the target says how much of it was
planned by the end of each quarter; without one nothing is due yet, and nothing is judged.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from reference.domain.periods import Period, financial_year_of, quarter_of
from reference.domain.rounding import plain

from .goal import Goal, Profile
from .printing import target_text
from .status import NOT_JUDGED, Judgement, Status, ends, goal_problem, judge
from .vocabulary import Basis, Polarity, Unit

Steps = tuple[Decimal | None, Decimal | None, Decimal | None]
STEPS = ("by_q1", "by_q2", "by_q3")
NOT_YET = "Not judged yet"
OF_THE_YEAR = (Basis.YEAR_TO_DATE, Basis.OUTTURN)
OTHER_BASIS = "the target is for the count since 1 April"
NO_PROFILE = "the target has no profile by quarter, so the count is judged at 31 March"


def is_cumulative(basis: Basis | str, unit: Unit | str) -> bool:
    """Whether a figure is a count that grows through the financial year."""
    return basis == Basis.YEAR_TO_DATE and unit == Unit.COUNT


def year_end(period: Period) -> dt.date:
    """The 31 March at which the year of a period ends."""
    return financial_year_of(period.ends_on).ends_on


def awaits_forecast(period: Period | None, basis: Basis | str, unit: Unit | str) -> bool:
    """Whether a figure leaves a rest of the year of which an officer says what is expected."""
    return period is not None and is_cumulative(basis, unit) and period.ends_on < year_end(period)


def due_goal(
    goal: Goal | None, period: Period, basis: Basis | str, unit: Unit | str
) -> Goal | None:
    """What a figure is measured to: the target; of a count through the year before 31 March the
    amount planned by the end of its quarter, and nothing where no profile says one.
    """
    if goal is None or not awaits_forecast(period, basis, unit):
        return goal
    quarter = quarter_of(period.ends_on)
    if goal.profile is None or quarter.ends_on != period.ends_on:
        return None
    planned = goal.profile[int(quarter.key[-1]) - 1]
    return replace(
        goal,
        low=None if goal.low is None else planned,
        high=None if goal.high is None else planned,
        profile=None,
    )


def whole_of(goal: Goal | None, polarity: Polarity) -> Decimal | None:
    """The one amount to which a count should grow, or not above which; None without a target."""
    if goal is None:
        return None
    low, high = ends(goal, polarity)
    return low if low is not None else high


def judge_due(
    value: Decimal | None,
    goal: Goal | None,
    period: Period | None,
    *,
    basis: Basis,
    polarity: Polarity,
    unit: Unit,
    decimals: int = 1,
    usual: Basis | None = None,
) -> Judgement:
    """`judge`, but a count through the year is measured to its profile until 31 March. `usual` is
    the basis that the target is for: a count of the quarter alone is not measured to the year's.

    >>> from reference.domain.periods import parse
    >>> goal = Goal(Decimal(25), None, profile=(Decimal(6), Decimal(14), Decimal(20)))
    >>> judge_due(Decimal(12), goal, parse("2020-21-Q2"), basis=Basis.YEAR_TO_DATE,
    ...           polarity=Polarity.HIGH, unit=Unit.COUNT).words
    '2 short of the 14 planned by 30 September'
    """
    if usual is not None and is_cumulative(usual, unit) and basis not in OF_THE_YEAR:
        known = value is not None and goal is not None
        return replace(NOT_JUDGED, words=OTHER_BASIS, label=NOT_YET) if known else NOT_JUDGED
    if period is None or not awaits_forecast(period, basis, unit):
        return judge(value, goal, polarity=polarity, unit=unit, decimals=decimals)
    if value is None or goal is None or goal_problem(goal, polarity):
        return NOT_JUDGED
    due = due_goal(goal, period, basis, unit)
    if due is None:
        return replace(NOT_JUDGED, words=_not_due(value, goal, polarity), label=NOT_YET)
    judged = judge(value, due, polarity=polarity, unit=unit, decimals=decimals)
    return replace(judged, words=_planned_words(judged, due, period, polarity), planned=True)


def _planned_words(judged: Judgement, due: Goal, period: Period, polarity: Polarity) -> str:
    _, high = ends(due, polarity)
    gap = judged.gap or Decimal(0)
    by = f"{plain(whole_of(due, polarity) or Decimal(0))} planned by {day_words(period.ends_on)}"
    if not gap:
        return f"at the {by}"
    size = plain(abs(gap))
    if gap > 0:
        return f"{size} above the {by}"
    return f"{size} short of the {by}" if high is None else f"{size} below the {by}"


def _not_due(value: Decimal, goal: Goal, polarity: Polarity) -> str:
    """Nothing is due; but what the year's target already says for certain is said."""
    low, high = ends(goal, polarity)
    if high is not None and value > high:
        return f"already above the year’s target of {plain(high)}; {NO_PROFILE}"
    if high is None and low is not None and value >= low:
        return f"the year’s target of {plain(low)} is reached already; {NO_PROFILE}"
    return NO_PROFILE


@dataclass(frozen=True)
class Outlook:
    """What the year will come to: so far and the officer's forecast of the rest, with their sum.

    It is a forecast: no figure of what happened, and no part of any series. `against` says whether
    it reaches the target; None of `reaches`: there is nothing to reach. `shortfall` is by how
    much it does not.
    """

    so_far: Decimal
    expected: Decimal
    by: dt.date
    target: str
    against: str
    reaches: bool | None
    shortfall: Decimal = Decimal(0)

    @property
    def outturn(self) -> Decimal:
        return self.so_far + self.expected

    @property
    def outturn_text(self) -> str:
        return plain(self.outturn)

    @property
    def sum_words(self) -> str:
        """ "14 so far + 9 expected = 23 by 31 March"."""
        parts = (plain(self.so_far), plain(self.expected), plain(self.outturn))
        return "{} so far + {} expected = {} by ".format(*parts) + day_words(self.by)

    @property
    def words(self) -> str:
        """ "14 so far + 9 expected = 23 by 31 March, target 25: 2 short"."""
        if self.reaches is None:
            return f"{self.sum_words}; no target"
        return f"{self.sum_words}, target {self.target}: {self.against}"


def outlook_of(
    so_far: Decimal | None,
    expected: Decimal | None,
    goal: Goal | None,
    period: Period | None,
    *,
    basis: Basis,
    unit: Unit,
    polarity: Polarity,
) -> Outlook | None:
    """So far + expected = outturn, against the year's target; None where there is nothing to add,
    or nothing left of the year.
    """
    if so_far is None or expected is None or period is None:
        return None
    if not awaits_forecast(period, basis, unit):
        return None
    judged = judge(so_far + expected, goal, polarity=polarity, unit=unit)
    none = judged.status is Status.NO_TARGET or goal is None
    return Outlook(
        so_far=so_far,
        expected=expected,
        by=year_end(period),
        target="" if none else target_text(goal, unit, polarity),
        against="" if goal is None or none else _against(judged, goal, polarity),
        reaches=None if none else not judged.shortfall,
        shortfall=judged.shortfall or Decimal(0),
    )


def _against(judged: Judgement, goal: Goal, polarity: Polarity) -> str:
    low, high = ends(goal, polarity)
    if judged.shortfall:
        word = "above" if (judged.gap or 0) > 0 else "short" if high is None else "below"
        return f"{plain(judged.shortfall)} {word}"
    if high is None:
        return "reached"
    return "kept to" if low is None else "in range"


def profile_of(steps: Steps) -> Profile | None:
    """Three amounts as a profile; None unless all are there."""
    first, second, third = steps
    if first is None or second is None or third is None:
        return None
    return first, second, third


def profile_problem(
    steps: Steps,
    goal: Goal,
    polarity: Polarity,
    unit: Unit,
) -> tuple[str, str] | None:
    """(Field, why the amounts by quarter cannot be a target's profile); None when they can.

    All or none; never falling; the last step is the target itself, which is due on 31 March.
    """
    if all(step is None for step in steps):
        return None
    if unit is not Unit.COUNT:
        return STEPS[0], "Only a number that grows through the year has a profile. Clear it."
    for field, step in zip(STEPS, steps, strict=True):
        if step is None:
            return field, "Enter all three amounts of the profile, or none."
    low, high = ends(goal, polarity)
    if low is not None and high is not None and low != high:
        return STEPS[0], "A range has no profile. Give the target one value, or clear the profile."
    target = whole_of(goal, polarity)
    previous = Decimal(0)
    for field, step in zip(STEPS, steps, strict=True):
        if step is not None and step < previous:
            return (
                field,
                f"A count through the year does not fall: enter {plain(previous)} or more.",
            )
        previous = step if step is not None else previous
    if target is not None and previous > target:
        return STEPS[2], f"By 31 March the target itself is due: enter {plain(target)} or less."
    return None


def day_words(day: dt.date) -> str:
    """ "30 September": a day of a year that is known."""
    return f"{day.day} {day:%B}"
