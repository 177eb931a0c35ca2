"""When the papers of a meeting are due, and what is late, in words.

Source: Local Government Act 1972, s.100A to s.100C and Schedule 12 (five clear days); SI 2012/2089,
regulation 5 (a private meeting of the executive: 28 clear days, and 5 with reasons). Clear days are
working days here, for both. Who reads the regulations of 2012 as days of the calendar is early by
this and never late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from reference.domain.calendar import (
    NO_DAYS,
    add_working_days,
    clear_days_between,
    is_working_day,
    latest_publication,
)

from .dates import in_words


@dataclass(frozen=True)
class Rules:
    """A board's own: clear days of notice, and working days before publication."""

    clear_days: int = 5
    report_working_days: int = 5
    sign_off_working_days: int = 2
    # Clear days of a private meeting of the executive: the notice, and the one with reasons.
    private_notice_days: int | None = None
    private_reasons_days: int | None = None


@dataclass(frozen=True)
class WorkingDays:
    """Which days do not count: bank holidays, and the council's own closures."""

    holidays: Collection[dt.date] = NO_DAYS
    closures: Collection[dt.date] = NO_DAYS

    def latest(self, event: dt.date, clear_days: int) -> dt.date:
        """The last day on which something gives an event so many clear days."""
        return latest_publication(event, clear_days, holidays=self.holidays, closures=self.closures)

    def moved(self, day: dt.date, n: int) -> dt.date:
        return add_working_days(day, n, holidays=self.holidays, closures=self.closures)

    def clear_between(self, published: dt.date, event: dt.date) -> int:
        return clear_days_between(published, event, holidays=self.holidays, closures=self.closures)

    def days_late(self, due: dt.date, day: dt.date) -> int:
        """Working days after the day on which something was due, up to and with `day`.

        >>> WorkingDays().days_late(dt.date(2021, 5, 7), dt.date(2021, 5, 12))
        3
        """
        if day <= due:
            return 0
        counts = is_working_day(day, holidays=self.holidays, closures=self.closures)
        return self.clear_between(due, day) + counts


@dataclass(frozen=True)
class Deadlines:
    """The days on which a meeting's papers are due. The last two only for the executive."""

    report_due: dt.date
    sign_off: dt.date
    publication: dt.date
    private_notice: dt.date | None = None
    private_reasons: dt.date | None = None


def deadlines(day: dt.date, rules: Rules, calendar: WorkingDays) -> Deadlines:
    """The deadlines of a meeting on a day.

    >>> deadlines(dt.date(2021, 5, 17), Rules(), WorkingDays()).publication
    datetime.date(2021, 5, 7)
    """
    publication = calendar.latest(day, rules.clear_days)
    notice, reasons = rules.private_notice_days, rules.private_reasons_days
    return Deadlines(
        report_due=calendar.moved(publication, -rules.report_working_days),
        sign_off=calendar.moved(publication, -rules.sign_off_working_days),
        publication=publication,
        private_notice=None if notice is None else calendar.latest(day, notice),
        private_reasons=None if reasons is None else calendar.latest(day, reasons),
    )


@dataclass(frozen=True)
class State:
    """How far a meeting's papers are: what is still missing, and when the agenda went out."""

    published_on: dt.date | None = None
    unwritten: int = 0
    unsigned: int = 0
    calendar: WorkingDays = field(default_factory=WorkingDays)


def late(
    day: dt.date, due: Deadlines, state: State, *, today: dt.date, clear_days: int
) -> list[str]:
    """What is late today for a meeting on `day`, a sentence each; empty when nothing is."""
    now = min(today, day)
    return [*_late_reports(due, state, now), *_late_agenda(day, due, state, now, clear_days)]


def _late_agenda(
    day: dt.date, due: Deadlines, state: State, today: dt.date, clear_days: int
) -> list[str]:
    if state.published_on is None:
        return _overdue("The agenda should have been published", due.publication, state, today)
    given = state.calendar.clear_between(state.published_on, day)
    if given >= clear_days:
        return []
    return [
        f"The agenda was published on {in_words(state.published_on)}: that gives "
        f"{_days(given, 'clear day')} of notice, and {clear_days} are needed."
    ]


def _late_reports(due: Deadlines, state: State, today: dt.date) -> list[str]:
    said: list[str] = []
    if state.unwritten:
        what = "1 report" if state.unwritten == 1 else f"{state.unwritten} reports"
        said += _overdue(f"{what} should have been handed in", due.report_due, state, today)
    if state.unsigned:
        what = "1 report" if state.unsigned == 1 else f"{state.unsigned} reports"
        said += _overdue(f"{what} should have been signed off", due.sign_off, state, today)
    return said


def _overdue(what: str, due: dt.date, state: State, today: dt.date) -> list[str]:
    days = state.calendar.days_late(due, today)
    if today <= due:
        return []
    ago = f"{_days(days, 'working day')} late" if days else "late since then"
    return [f"{what} on {in_words(due)}: {ago}."]


def _days(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
