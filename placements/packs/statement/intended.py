"""Intentions as a statement tells them: where each stands on its day."""

from __future__ import annotations

import datetime as dt

from accounts.models import Council
from placements.models import Intention, Statement
from reference.domain.periods import long_date

from .parts import IntentionLine

YEAR = dt.timedelta(days=365)


def intentions_of(council: Council, day: dt.date) -> list[tuple[Intention, IntentionLine]]:
    """All that were made by the day, with what was known of each on it. Two queries."""
    found = Intention.objects.for_council(council).filter(made_on__lte=day)
    return [(one, line_of(one, day)) for one in found.prefetch_related("progress")]


def earlier_day(statement: Statement) -> dt.date:
    """The day of the statement before; without one, a year before."""
    before = Statement.objects.filter(council=statement.council, as_at__lt=statement.as_at).first()
    return before.as_at if before else statement.as_at - YEAR


def is_open(one: Intention, day: dt.date) -> bool:
    return one.done_on is None or one.done_on > day


def line_of(one: Intention, day: dt.date) -> IntentionLine:
    is_late = is_open(one, day) and one.due_on < day
    return IntentionLine(
        what=one.what,
        owner=one.owner,
        kind=one.get_kind_display() if one.kind else "",
        mark=one.mark,
        due=long_date(one.due_on),
        state=_state(one, day, is_late=is_late),
        is_late=is_late,
        progress=tuple(
            f"{each.words.rstrip('.')} ({long_date(each.on)})."
            for each in one.progress.all()
            if each.on <= day
        ),
    )


def _state(one: Intention, day: dt.date, *, is_late: bool) -> str:
    if not is_open(one, day) and one.done_on:
        return f"Done on {long_date(one.done_on)}"
    return "Late" if is_late else "Under way"
