"""Targets from a period on, and breaks in a series."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import Council, User
from accounts.services import record_event
from performance.council_rules import rules_of
from performance.domain.cumulative import STEPS, Steps, profile_problem
from performance.domain.status import Goal, goal_problem
from performance.domain.vocabulary import Polarity, Unit
from performance.models import Indicator, SeriesBreak, Target
from reference.domain.periods import Period, long_date
from reference.domain.rounding import plain

from .refusals import MeasureError, refuse_strangers

LARGEST = Decimal(99_999)
LONGEST_NOTE = 240


@transaction.atomic
def set_target(
    *,
    council: Council,
    indicator: Indicator,
    from_period: Period,
    low: Decimal | None,
    high: Decimal | None,
    tolerance: Decimal | None = None,
    by_q1: Decimal | None = None,
    by_q2: Decimal | None = None,
    by_q3: Decimal | None = None,
    by: User | None,
    note: str = "",
) -> Target:
    """Sets what a council wants of a measure from the first day of a period on.

    low alone: at least; high alone: at most; both: a range. Earlier figures keep the target they
    had; a second target from the same day replaces the first. Without a `tolerance` it is that of
    the council's rules. `by_q1` to `by_q3` are the profile of a count through the year: what is
    planned by the end of those quarters; by that of quarter 4 it is the target itself. Raises
    MeasureError when the values contradict the measure ("lower is better" with only a lowest
    value) or each other (a profile that falls).
    """
    refuse_strangers(council, indicator)
    tolerance = rules_of(council).tolerance if tolerance is None else tolerance
    steps = (by_q1, by_q2, by_q3)
    _check_target(indicator, Goal(low, high, tolerance), steps)
    wanted = {
        "low": low,
        "high": high,
        "by_q1": by_q1,
        "by_q2": by_q2,
        "by_q3": by_q3,
        "tolerance": tolerance,
        "note": note.strip()[:LONGEST_NOTE],
    }
    target = Target.objects.filter(
        council=council, indicator=indicator, from_on=from_period.starts_on
    ).first()
    if target is None:
        target = Target(council=council, indicator=indicator, from_on=from_period.starts_on)
    elif all(getattr(target, name) == value for name, value in wanted.items()):
        return target
    was = _told(target) if target.pk else {}
    for name, value in wanted.items():
        setattr(target, name, value)
    target.set_by = by
    target.save()
    _record(target, by, "set_target", {"was": was, "now": _told(target)})
    return target


@transaction.atomic
def remove_target(*, target: Target, by: User | None) -> None:
    """Takes a target away; figures from its day on have the target before it, or none."""
    _record(target, by, "remove_target", {"was": _told(target)})
    target.delete()


@transaction.atomic
def break_series(
    *,
    council: Council,
    indicator: Indicator,
    from_period: Period,
    kind: SeriesBreak.Kind | str,
    reason: str,
    by: User,
    before: str = "",
    after: str = "",
) -> SeriesBreak:
    """From this period on figures are not compared with earlier ones, or limits are new.

    `before` and `after` are a word for each side of the line on charts. Raises MeasureError
    without a reason, for an unknown kind, or when a break stands at that day.
    """
    refuse_strangers(council, indicator)
    if kind not in SeriesBreak.Kind.values:
        raise MeasureError("Choose what changed.", "kind")
    if not reason.strip():
        raise MeasureError("Enter the reason: readers of the chart will ask.", "reason")
    day = from_period.starts_on
    if indicator.breaks.filter(council=council, from_on=day).exists():
        raise MeasureError(f"This series has a break from {long_date(day)} already.", "from_period")
    made = SeriesBreak.objects.create(
        council=council,
        indicator=indicator,
        from_on=day,
        kind=kind,
        before=before.strip()[:60],
        after=after.strip()[:60],
        reason=reason.strip()[:LONGEST_NOTE],
        by=by,
    )
    record_event(
        council=council,
        by=by,
        action="break_series",
        subject=str(indicator),
        detail={"from": day, "kind": str(kind), "reason": made.reason},
    )
    return made


@transaction.atomic
def remove_break(*, series_break: SeriesBreak, by: User) -> None:
    """Takes a break away: the two sides are one series again."""
    record_event(
        council=series_break.council,
        by=by,
        action="remove_break",
        subject=str(series_break.indicator),
        detail={"from": series_break.from_on, "reason": series_break.reason},
    )
    series_break.delete()


def _check_target(indicator: Indicator, goal: Goal, steps: Steps) -> None:
    numbers = {"low": goal.low, "high": goal.high, "tolerance": goal.tolerance}
    numbers |= dict(zip(STEPS, steps, strict=True))
    for name, value in numbers.items():
        if value is not None and not value.is_finite():
            raise MeasureError("Enter a number.", name)
    polarity, unit = Polarity(indicator.polarity), Unit(indicator.unit)
    if problem := goal_problem(goal, polarity):
        raise MeasureError(problem)
    limit = Decimal(100) if unit is Unit.PERCENT else LARGEST
    for name, value in numbers.items():
        if value is not None and not Decimal(0) <= value <= limit:
            raise MeasureError(f"Enter a number from 0 to {plain(limit)}, not {value}.", name)
    if wrong := profile_problem(steps, goal, polarity, unit):
        field, words = wrong
        raise MeasureError(words, field)


def _told(target: Target) -> dict[str, Any]:
    names = ("from_on", "low", "high", *STEPS, "tolerance", "note")
    return {name: getattr(target, name) for name in names}


def _record(target: Target, by: User | None, action: str, detail: dict[str, Any]) -> None:
    subject = f"{target.indicator} from {long_date(target.from_on)}"
    record_event(council=target.council, by=by, action=action, subject=subject, detail=detail)
