"""Registers of a board: what it decided, and who came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Council
from boards.domain.absence import Absence, Warn, absence
from boards.domain.civic_year import civic_year_bounds, civic_year_of
from boards.domain.minute_numbers import resolution_mark
from boards.models import CLOSED, Attendance, Board, Meeting, Member, Resolution
from reference.domain.periods import long_date
from reporting.spreadsheets import Value

LONGEST_SEARCH = 200


@dataclass(frozen=True)
class DecisionLine:
    """One resolution. `title` is that of its item as the reader may know it."""

    meeting: Meeting
    minute: str
    mark: str
    title: str
    text: str
    outcome: str
    indicator: str
    actions: int


def decision_lines(
    council: Council, words: str, *, restricted: bool, kept: Collection[int] = ()
) -> list[DecisionLine]:
    """Resolutions that hold all of the words, the newest meeting first; those that the
    public did not hear only for who may read them, and not those on the reports that they are
    `kept` from. Three queries.
    """
    found = Resolution.objects.filter(minute__item__meeting__board__council=council)
    if not restricted:
        found = found.exclude(minute__item__report__openness__in=CLOSED).filter(closed=False)
    if kept:
        on_kept = Q(minute__item__report__in=kept)
        hidden = Q(closed=True) | Q(minute__item__report__openness__in=CLOSED)
        found = found.exclude(on_kept & hidden)
    for word in words[:LONGEST_SEARCH].replace("\x00", " ").split():
        found = found.filter(text__icontains=word)
    rows = found.select_related("minute__item__meeting__board", "minute__item__report")
    ordered = rows.prefetch_related("actions").order_by(
        "-minute__item__meeting__day", "minute__item__position", "order"
    )
    return [_decision(row) for row in ordered]


def _decision(row: Resolution) -> DecisionLine:
    item = row.minute.item
    lettered = item.meeting.board.resolutions == Board.Resolutions.LETTERS
    return DecisionLine(
        meeting=item.meeting,
        minute=row.minute.number,
        mark=resolution_mark(row.order, lettered),
        title=item.title,
        text=row.text,
        outcome=row.get_outcome_display(),
        indicator=row.indicator,
        actions=len(row.actions.all()),
    )


DECISION_HEAD = ("Meeting", "Minute", "Resolution", "Item", "Text", "Outcome", "Measure")


def decision_rows(lines: Iterable[DecisionLine]) -> list[tuple[Value, ...]]:
    return [
        (x.meeting.day, x.minute, x.mark, x.title, x.text, x.outcome, x.indicator) for x in lines
    ]


@dataclass(frozen=True)
class AttendanceLine:
    """One member in a municipal year. `meetings` are those held while they were a member."""

    member: Member
    meetings: int
    attended: int
    apologies: int
    away: Absence
    missed: bool

    @property
    def absent(self) -> int:
        return self.meetings - self.attended - self.apologies

    @property
    def warning(self) -> str:
        """What section 85 means for this member today; empty while there is no reason to warn, and
        where the board has not met since they last came.
        """
        spared = self.member.kind != Member.Kind.COUNCILLOR or not self.missed
        if self.away.warn is Warn.NONE or spared:
            return ""
        lapses = long_date(self.away.lapses_on)
        since = f"No attendance here since {long_date(self.away.since)}"
        if self.away.warn is Warn.SIX_MONTHS:
            return f"{since}: six months ended on {lapses}. Ask the monitoring officer at once."
        return f"{since}: six months end on {lapses}."


def attendance_lines(board: Board, year: int, today: dt.date) -> list[AttendanceLine]:
    """Members of a municipal year, by name. Three queries."""
    begins, ends = civic_year_bounds(year, board.civic_year_month)
    held = Meeting.objects.filter(board=board, status=Meeting.Status.HELD, day__lte=today)
    days = {meeting.pk: meeting.day for meeting in held}
    rows = Attendance.objects.filter(meeting__in=days, member__isnull=False)
    came: dict[tuple[int, bool], set[int]] = {}
    for row in rows:
        there = row.capacity in (Attendance.Capacity.MEMBER, Attendance.Capacity.SUBSTITUTE)
        if there or row.capacity == Attendance.Capacity.APOLOGIES:
            came.setdefault((row.member_id or 0, there), set()).add(row.meeting_id)
    in_year = {pk for pk, day in days.items() if begins <= day <= ends}
    members = Member.objects.filter(board=board, from_on__lte=ends).exclude(until_on__lt=begins)
    lines = []
    for member in members.exclude(kind=Member.Kind.SUBSTITUTE).order_by("name"):
        present, sorry = came.get((member.pk, True), set()), came.get((member.pk, False), set())
        owed = {pk for pk in in_year if _belongs(member, days[pk])}
        away = absence(member.from_on, [days[pk] for pk in present], today)
        lines.append(
            AttendanceLine(
                member=member,
                meetings=len(owed),
                attended=len(owed & present),
                apologies=len(owed & (sorry - present)),
                away=away,
                missed=any(day > away.since and _belongs(member, day) for day in days.values()),
            )
        )
    return lines


def _belongs(member: Member, day: dt.date) -> bool:
    return member.from_on <= day and (member.until_on is None or day <= member.until_on)


def years_of(board: Board, today: dt.date) -> list[int]:
    """Municipal years with meetings, the newest first, and the present one."""
    days = Meeting.objects.filter(board=board).values_list("day", flat=True)
    month = board.civic_year_month
    found = {civic_year_of(day, month) for day in days if day <= today}
    return sorted(found | {civic_year_of(today, month)}, reverse=True)
