"""When something falls due, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from reference.domain.calendar import clear_days_between, is_working_day
from reference.domain.periods import long_date

FEW_DAYS = 60
FEW_WORKING_DAYS = 20


def due_in_words(
    due_on: dt.date, today: dt.date, *, holidays: Collection[dt.date] = frozenset()
) -> str:
    """ "due in 3 working days", "due today", "overdue by 2 days", "due on 21 April 2021".

    Working days count up to and with the day itself; where they are many, the date says more.
    """
    if due_on < today:
        days = (today - due_on).days
        if days > FEW_DAYS:
            return f"overdue since {long_date(due_on)}"
        return f"overdue by {days:,} {'day' if days == 1 else 'days'}"
    if due_on == today:
        return "due today"
    left = clear_days_between(today, due_on, holidays=holidays)
    left += is_working_day(due_on, holidays=holidays)
    if not 1 <= left <= FEW_WORKING_DAYS:
        return f"due on {long_date(due_on)}"
    return f"due in {left} working {'day' if left == 1 else 'days'}"
