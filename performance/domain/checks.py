"""What an officer typed for one figure: errors block, surprises ask, a miss wants a comment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reference.domain.periods import Kind, Period

from .change import Point
from .cumulative import judge_due
from .forecasting import read_expected, with_forecast
from .printing import amount
from .reading import read_day, read_period
from .reporting_rules import DEFAULT_RULES, Rules
from .status import Goal, Judgement, Status
from .surprises import with_far_date, with_surprise, with_withdrawal
from .typed import Checked, Labels, Problem, Typed, when_before
from .vocabulary import Basis, Polarity, Unit
from .working_out import figure_of

__all__ = ["Checked", "Labels", "Problem", "Typed", "check"]

UNNAMED = Labels()


def check(
    typed: Typed,
    *,
    unit: Unit,
    basis: Basis,
    needs_period: bool = False,
    previous: Point | None = None,
    history: Sequence[Point] = (),
    so_far: Point | None = None,
    goal: Goal | None = None,
    polarity: Polarity = Polarity.NONE,
    labels: Labels = UNNAMED,
    decimals: int = 1,
    signed: bool = False,
    rules: Rules = DEFAULT_RULES,
    final: str = "",
    as_at: dt.date | None = None,
    near: Period | None = None,
) -> Checked:
    """Reads and checks one entry. Any text is answered, none raises.

    `previous` is the last comparable figure and `history` all of them; `needs_period` where the
    officer states the date; `so_far` is what a count through the year had reached by an earlier day
    of the same year; `signed` where the figure may be below 0; `final` is the signed-off
    figure that "not available" would withdraw. `as_at` is the day of the check, and `near` the
    quarter in which the date should lie, or not far from it. `rules` are the council's. Defaults:
    INDICATORS, keys and lists (surprises at ten points).
    """
    figure = figure_of(typed, unit, basis, labels, signed=signed)
    due_on, due_problem = _final_due(typed)
    period, period_problem = _period(typed, needs_period, rules)
    expected, forecast_problem = read_expected(typed, period, basis, unit, labels)
    errors = (*figure.errors, *forecast_problem, *due_problem, *period_problem)
    if not errors and due_on is not None and period is not None and due_on <= period.ends_on:
        message = (
            f"The final figure cannot be due before the period is over ({period.end_in_words})."
        )
        errors = (Problem("final_due_on", message),)
    if not errors:
        errors = _too_early(figure, period, typed, basis, as_at)
    if errors:
        return Checked(errors=errors, period=period, final_due_on=due_on)
    figure = replace(figure, period=period, final_due_on=due_on)
    if figure.value is None:
        return with_withdrawal(figure, typed, final)
    known = previous if previous is not None and previous.value is not None else None
    judgement = judge_due(
        figure.value, goal, period, basis=basis, polarity=polarity, unit=unit, decimals=decimals
    )
    why = _why_comment(figure.value, judgement, known, goal, polarity, unit, typed, rules)
    figure = replace(figure, judgement=judgement, comment_required=bool(why), why_comment=why)
    figure = with_forecast(figure, expected, goal, basis=basis, unit=unit, polarity=polarity)
    figure = with_surprise(
        figure, typed, known, history, unit, decimals, so_far=so_far, signed=signed, rules=rules
    )
    return with_far_date(figure, typed, near)


def _too_early(
    figure: Checked,
    period: Period | None,
    typed: Typed,
    basis: Basis,
    as_at: dt.date | None,
) -> tuple[Problem, ...]:
    """What has not begun has no figure; what is not over has a provisional one, unless nobody says
    what of the period the figure is ("reported in April").
    """
    if figure.value is None or period is None or as_at is None or period.ends_on <= as_at:
        return ()
    if period.starts_on > as_at:
        kind, verb = ("date", "come") if period.kind is Kind.DAY else ("period", "begun")
        return (Problem("period", f"The {kind} has not {verb} yet: {period.name}."),)
    if typed.provisional or basis is Basis.NOT_STATED:
        return ()
    words = (
        f"The period is not over before {period.end_in_words}. Say that the figure is provisional."
    )
    return (Problem("provisional", words),)


def _final_due(typed: Typed) -> tuple[dt.date | None, tuple[Problem, ...]]:
    if not typed.provisional or not typed.kind:
        return None, ()
    day, problem = read_day(typed.final_due_on)
    if day is None and not problem:
        problem = "Enter the day when the final figure is due, for example 9 May 2021."
    return day, (Problem("final_due_on", problem),) if problem else ()


def _period(typed: Typed, needed: bool, rules: Rules) -> tuple[Period | None, tuple[Problem, ...]]:
    period, problem = read_period(typed.period, rules.terms)
    if not needed:
        return period, ()
    if period is None and not problem and typed.kind and _has_content(typed):
        problem = "Enter the date that the figure describes, for example 28 April 2021."
    return period, (Problem("period", problem),) if problem else ()


def _has_content(typed: Typed) -> bool:
    boxes = (typed.numerator, typed.denominator, typed.value, typed.unavailable_reason)
    return any(box.strip() for box in boxes)


def _why_comment(
    value: Decimal,
    judgement: Judgement,
    previous: Point | None,
    goal: Goal | None,
    polarity: Polarity,
    unit: Unit,
    typed: Typed,
    rules: Rules,
) -> str:
    """Why a comment is required, as a clause ("the figure is below target"), or nothing."""
    if judgement.status is Status.OFF_TARGET and judgement.gap is not None:
        side = f"{'below' if judgement.gap < 0 else 'above'} target"
        return f"the figure is {judgement.words if judgement.planned else side}"
    comparable = previous is not None and not previous.provisional and not typed.provisional
    if previous is None or previous.value is None or not comparable:
        return ""
    difference = value - previous.value
    worse = {Polarity.HIGH: -difference, Polarity.LOW: difference}.get(polarity, Decimal(0))
    tolerance = goal.tolerance if goal is not None else rules.tolerance
    if unit is not Unit.PERCENT:
        tolerance = abs(previous.value) * tolerance / 100
    if worse <= tolerance:
        return ""
    size = amount(difference, unit, decimals=1)
    return f"the figure is {size} worse than {when_before(previous, typed)}"
