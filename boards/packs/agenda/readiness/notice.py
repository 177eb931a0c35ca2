"""Whether the public is told in time, of the meeting and of its private part."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from boards.domain.dates import in_words
from boards.domain.readiness import Check
from boards.models import Board

from .seen import Seen
from .telling import check


def notice(seen: Seen) -> Iterator[Check]:
    """The clear days of the board."""
    board = seen.meeting.board
    if board.access_regime == Board.Regime.INFORMAL or seen.meeting.published_at:
        return
    days, latest = board.clear_days, seen.due.publication
    if seen.today > latest:
        detail = f"It had to be published by {in_words(latest)} for {days} clear days."
        yield check("notice", "", f"Less than {days} clear days of notice", detail)


def private_notice(seen: Seen) -> Iterator[Check]:
    """The notices of a private meeting, which only the executive gives."""
    latest, again, meeting = seen.due.private_notice, seen.due.private_reasons, seen.meeting
    closed = any(pack.has_withheld for pack in seen.publics)
    if latest is None or not closed:
        return
    posted = meeting.notice_posted_at and timezone.localdate(meeting.notice_posted_at)
    if posted is None or posted > latest:
        days = meeting.board.private_notice_days
        detail = (
            f"Part of the meeting is private: notice was due by {in_words(latest)} "
            f"({days} clear days)"
        )
        detail += f", and again with reasons by {in_words(again)}." if again else "."
        yield check("private-notice", "", "Notice of a private meeting is not on record", detail)
