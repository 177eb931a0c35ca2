"""A council's own rules: what is close, what is a small group, what surprises, when terms are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import Council, User
from accounts.services import record_event
from performance.domain.reporting_rules import (
    MOST_SMALL,
    MOST_SURPRISE,
    MOST_TOLERANCE,
    read_day_month,
    terms_problem,
)
from performance.models import ReportingRules
from reference.domain.periods import TERM_ORDER

from .refusals import MeasureError

TERM_FIELDS = tuple(f"{term.value}_{end}" for term in TERM_ORDER for end in ("start", "end"))
FIELDS = ("tolerance", "small_group", "surprise_points", *TERM_FIELDS)


@transaction.atomic
def set_rules(*, council: Council, by: User | None, **rules: Any) -> ReportingRules:
    """Sets any of FIELDS; term dates as people write them ("1 September", "1/9").

    Targets that are set keep their own tolerance. Raises MeasureError, which names the field.
    """
    known = ReportingRules.objects.filter(council=council).first()
    kept = known or ReportingRules(council=council)
    was = {name: getattr(kept, name) for name in FIELDS}
    for name, value in rules.items():
        setattr(kept, name, _day(name, value) if name in TERM_FIELDS else value)
    _check(kept)
    now = {name: getattr(kept, name) for name in FIELDS}
    if known is not None and now == was:
        return kept
    kept.save()
    record_event(
        council=council,
        by=by,
        action="set_rules",
        subject="Rules for figures",
        detail={"was": was, "now": now},
    )
    return kept


def _day(name: str, text: str) -> str:
    found = read_day_month(text)
    if found is None:
        raise MeasureError("Enter a day and a month of every year, for example 1 September.", name)
    return f"{found[1]}/{found[0]}"


def _check(kept: ReportingRules) -> None:
    limits = (
        ("tolerance", Decimal(0), MOST_TOLERANCE),
        ("small_group", 1, MOST_SMALL),
        ("surprise_points", Decimal("0.1"), MOST_SURPRISE),
    )
    for name, least, most in limits:
        if not least <= getattr(kept, name) <= most:
            raise MeasureError(f"Enter a number from {least} to {most}.", name)
    if problem := terms_problem(kept.as_rules().terms):
        term = problem.split()[1]
        raise MeasureError(problem, f"{term}_{'end' if 'must end' in problem else 'start'}")
