"""Whether a meeting can decide: its members, who was there when, and when too few were."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from boards.domain.clock import clock
from boards.domain.quorum import Gap, Presence, QuorumRule, counted_at, gaps, inquorate_at
from boards.models import Attendance, Board, Meeting, Member


@dataclass(frozen=True)
class Quorum:
    """`needed` of `members`; `gaps` are the stretches with fewer. Times are local."""

    needed: int
    members: int
    opened: dt.time
    presences: tuple[Presence, ...]
    gaps: tuple[Gap, ...]

    def present_at(self, moment: dt.time) -> int:
        return counted_at(self.presences, moment)

    def fails_at(self, moment: dt.time) -> bool:
        return inquorate_at(self.gaps, moment)

    @property
    def is_known(self) -> bool:
        """Whether anybody stands in the book: before that nothing can be said of a quorum."""
        return bool(self.presences)

    @property
    def words(self) -> list[str]:
        """Each gap in a sentence."""
        if not self.is_known:
            return ["Nobody is on record as present yet. Call the roll before a decision."]
        return [
            f"Only {gap.present} of the {self.needed} members needed were present "
            f"{_stretch(gap)}: nothing can be decided then."
            for gap in self.gaps
        ]

    @property
    def past(self) -> list[str]:
        """The same for the minutes."""
        if not self.is_known:
            return ["Attendance has not been recorded yet."]
        return [
            f"The meeting was not quorate {_stretch(gap)}: {gap.present} of the {self.needed} "
            "members needed were present."
            for gap in self.gaps
        ]


def quorum_of(meeting: Meeting) -> Quorum:
    """Three queries: the board’s members on the day, attendance, and the board itself."""
    board = meeting.board
    members = Member.objects.filter(board=board).on(meeting.day).counted().count()
    needed = rule_of(board).needed(members)
    presences = tuple(_presences(meeting))
    opened, closed = local_time(meeting.opened_at) or meeting.time, local_time(meeting.closed_at)
    return Quorum(
        needed, members, opened, presences, tuple(gaps(presences, needed, opened, closed))
    )


def rule_of(board: Board) -> QuorumRule:
    is_share = board.quorum_rule == Board.Quorum.FRACTION
    return QuorumRule(board.quorum_number, is_share, board.quorum_least)


def local_time(moment: dt.datetime | None) -> dt.time | None:
    return timezone.localtime(moment).time().replace(microsecond=0) if moment else None


def _presences(meeting: Meeting) -> list[Presence]:
    there = (Attendance.Capacity.MEMBER, Attendance.Capacity.SUBSTITUTE)
    rows = meeting.attendances.filter(capacity__in=there).select_related("member", "for_member")
    return [
        Presence(
            person=row.member_id or -row.pk,
            counts=_counts(row),
            since=row.present_from,
            until=row.present_until,
        )
        for row in rows
    ]


def _counts(row: Attendance) -> bool:
    """A substitute counts as whoever they stand in for."""
    seat = row.for_member if row.capacity == Attendance.Capacity.SUBSTITUTE else row.member
    return seat is not None and seat.kind == Member.Kind.COUNCILLOR


def _stretch(gap: Gap) -> str:
    since = clock(gap.since)
    return f"from {since} on" if gap.until is None else f"from {since} to {clock(gap.until)}"
