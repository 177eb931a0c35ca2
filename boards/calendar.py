"""A board's deadlines: its own rules, bank holidays and closure days put together."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from boards.domain.deadlines import Deadlines, Rules, WorkingDays, deadlines
from boards.models import Board, Meeting
from reference.calendar import england_bank_holidays
from reference.domain.periods import Period


def working_days_of(board: Board) -> WorkingDays:
    """The days that count for a board; one query."""
    closures = frozenset(board.closure_days.values_list("day", flat=True))
    return WorkingDays(england_bank_holidays(), closures)


def rules_of(board: Board) -> Rules:
    executive = board.access_regime == Board.Regime.EXECUTIVE
    return Rules(
        clear_days=board.clear_days,
        report_working_days=board.report_working_days,
        sign_off_working_days=board.sign_off_working_days,
        private_notice_days=board.private_notice_days if executive else None,
        private_reasons_days=board.private_reasons_days if executive else None,
    )


def deadlines_of(meeting: Meeting, calendar: WorkingDays | None = None) -> Deadlines:
    """When a meeting's papers are due."""
    board = meeting.board
    return deadlines(meeting.day, rules_of(board), calendar or working_days_of(board))


def published_on(meeting: Meeting) -> dt.date | None:
    """The local day on which the agenda was published."""
    return timezone.localdate(meeting.published_at) if meeting.published_at else None


def figures_ready_on(board: Board, period: Period, calendar: WorkingDays) -> dt.date:
    """The day by which a quarter's figures are signed off."""
    return calendar.moved(period.ends_on, board.figures_working_days)
