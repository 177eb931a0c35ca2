"""The officer's forecast of the rest of the year, read beside the count so far."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reference.domain.periods import Period
from reference.domain.rounding import plain

from .cumulative import awaits_forecast, day_words, outlook_of, year_end
from .goal import Goal
from .reading import read_number
from .status import goal_problem
from .typed import UNAVAILABLE, Checked, Labels, Problem, Typed
from .vocabulary import Basis, Polarity, Unit


def read_expected(
    typed: Typed, period: Period | None, basis: Basis, unit: Unit, labels: Labels
) -> tuple[Decimal | None, tuple[Problem, ...]]:
    """(What is expected from now to 31 March, what is wrong with it). What stands in the box of a
    figure that has no rest of the year, or that is not available, is not read.
    """
    if typed.kind == UNAVAILABLE or not awaits_forecast(period, basis, unit):
        return None, ()
    read = read_number(typed.expected, decimals=0)
    if not read.problem:
        return read.value, ()
    name = f"{labels.name[:1].upper()}{labels.name[1:]}, " if labels.name else ""
    words = read.problem.replace(", or choose “Not available”", "")
    return None, (Problem("expected", f"{name}expected in the rest of the year: {words}"),)


def with_forecast(
    figure: Checked,
    expected: Decimal | None,
    goal: Goal | None,
    *,
    basis: Basis,
    unit: Unit,
    polarity: Polarity,
) -> Checked:
    """The figure with what the year will come to. A forecast that does not reach the target, or
    none where there is a target, asks for words; neither stands in the way.
    """
    if figure.value is None or not awaits_forecast(figure.period, basis, unit):
        return figure
    outlook = outlook_of(
        figure.value, expected, goal, figure.period, basis=basis, unit=unit, polarity=polarity
    )
    figure = replace(figure, expected=expected, outlook=outlook)
    why = _why(figure, goal, polarity)
    if not why:
        return figure
    both = " and ".join(part for part in (figure.why_comment, why) if part)
    return replace(figure, comment_required=True, why_comment=both)


def _why(figure: Checked, goal: Goal | None, polarity: Polarity) -> str:
    """A clause, as the reasons for a comment are."""
    if goal is None or goal_problem(goal, polarity) or figure.period is None:
        return ""
    by = day_words(year_end(figure.period))
    outlook = figure.outlook
    if outlook is None:
        return f"it is not said how many more are expected by {by}"
    if outlook.reaches:
        return ""
    return (
        f"the forecast of {plain(outlook.outturn)} by {by} does not reach the target of "
        f"{outlook.target} ({outlook.against})"
    )
