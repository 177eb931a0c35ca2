"""The work programme by meeting: what is planned, what is missing, what is planned too early."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from boards.calendar import figures_ready_on, working_days_of
from boards.domain.civic_year import civic_year_bounds, civic_year_of
from boards.domain.dates import in_words, short
from boards.domain.deadlines import WorkingDays
from boards.domain.programme import too_early
from boards.models import Board, Meeting, WorkItem
from boards.report_access import is_kept
from reference.domain.periods import PeriodError, parse
from reporting.spreadsheets import Sheet, Value

HEAD = (
    "meeting", "what is reported", "lead", "lead confirmed", "verbal", "priority", "quarter",
    "repeats", "asked for by the board", "moved", "warning", "note",
)  # fmt: skip


@dataclass(frozen=True)
class WorkRow:
    """One entry: how it repeats, its trail of deferrals, and the warning, each in words.

    `title` is the public one where the entry's report is restricted and the reader has no right, or
    is kept from it (`is_kept`).
    """

    item: WorkItem
    title: str
    note: str
    repeats: str
    trail: tuple[str, ...]
    warning: str
    is_kept: bool = False

    @property
    def marks(self) -> str:
        """ "Verbal · Each quarter · Asked for by the board"; empty for an ordinary entry."""
        said = [
            "Verbal" if self.item.verbal else "",
            self.repeats,
            "Asked for by the board" if self.item.asked_by_board else "",
        ]
        return " · ".join(one for one in said if one)


@dataclass(frozen=True)
class MeetingWork:
    """What one meeting hears; without rows nothing is planned yet."""

    meeting: Meeting
    words: str
    rows: Sequence[WorkRow]


@dataclass(frozen=True)
class ProgrammePage:
    """A civic year of meetings with their entries; `unplanned` waits for a meeting."""

    year: int
    name: str
    years: Sequence[tuple[int, str]]
    meetings: Sequence[MeetingWork]
    unplanned: Sequence[WorkRow]
    taken_off: Sequence[WorkItem]

    @property
    def warnings(self) -> list[str]:
        rows = [row for one in self.meetings for row in one.rows]
        return [row.warning for row in rows if row.warning]

    @property
    def is_empty(self) -> bool:
        return not self.meetings and not self.unplanned


def programme_page(
    board: Board,
    today: dt.date,
    year: int | None = None,
    *,
    restricted: bool = False,
    kept: Collection[int] = (),
) -> ProgrammePage:
    """The programme of the civic year asked for, else today's, else the last one."""
    years = _years(board)
    chosen = year if year in years else _usual(board, years, today)
    calendar, month = working_days_of(board), board.civic_year_month
    of_year = board.meetings.standing().filter(day__range=civic_year_bounds(chosen, month))
    here = board.work_items.filter(Q(meeting__in=of_year) | Q(meeting=None))
    by_meeting: dict[int | None, list[WorkRow]] = {}
    for row in rows_of(board, here, calendar, restricted=restricted, kept=kept):
        by_meeting.setdefault(row.item.meeting_id, []).append(row)
    return ProgrammePage(
        year=chosen,
        name=_name(chosen, month),
        years=[(one, _name(one, month)) for one in years],
        meetings=[
            MeetingWork(meeting, in_words(meeting.day), by_meeting.get(meeting.pk, []))
            for meeting in of_year.order_by("day", "time")
        ],
        unplanned=by_meeting.get(None, []),
        taken_off=_taken_off(board, kept),
    )


def _taken_off(board: Board, kept: Collection[int]) -> list[WorkItem]:
    """The last that were taken off, without those that the reader is kept from."""
    found = board.work_items.filter(status=WorkItem.Status.DROPPED)
    rows = found.select_related("meeting", "report").order_by("-pk")
    return [item for item in rows if not is_kept(item.report, kept)][:20]


def rows_of(
    board: Board,
    items: QuerySet[WorkItem],
    calendar: WorkingDays,
    *,
    restricted: bool = False,
    kept: Collection[int] = (),
) -> list[WorkRow]:
    """Entries that stand, in the order in which they were planned; those taken off are left out.

    `restricted`: the reader may read restricted papers, so they see real titles, but those of the
    reports that they are `kept` from.
    """
    found = items.exclude(status=WorkItem.Status.DROPPED)
    found = found.select_related("meeting", "priority", "repeats_from", "report")
    found = found.prefetch_related("moves__from_meeting", "moves__to_meeting").order_by("pk")
    days = list(board.meetings.standing().values_list("day", flat=True))
    return [_row(board, item, calendar, days, restricted=restricted, kept=kept) for item in found]


def warning_of(
    board: Board, item: WorkItem, title: str, calendar: WorkingDays, days: Sequence[dt.date]
) -> str:
    """Why an entry is planned too early, in a sentence; empty where it is not."""
    if item.meeting is None or not item.period:
        return ""
    try:
        period = parse(item.period)
    except PeriodError:
        return ""
    ready = figures_ready_on(board, period, calendar)
    return too_early(title, item.meeting.day, period, ready, days)


def programme_lines(page: ProgrammePage) -> list[Sequence[Value]]:
    """The head, then a line an entry; a meeting without any has a line that says so."""
    lines: list[Sequence[Value]] = [HEAD]
    for one in page.meetings:
        if not one.rows:
            lines.append((one.meeting.day, "Nothing planned yet", *(None,) * 10))
        lines += [_line(one.meeting.day, row) for row in one.rows]
    return lines + [_line(None, row) for row in page.unplanned]


def programme_sheets(page: ProgrammePage, name: str) -> list[Sheet]:
    head, *rows = programme_lines(page)
    notes = [f"{name}: work programme {page.name}"]
    return [Sheet("Work programme", [str(one).capitalize() for one in head], rows, notes)]


def _line(day: dt.date | None, row: WorkRow) -> Sequence[Value]:
    item = row.item
    return (
        day or "No meeting yet",
        row.title,
        item.lead,
        "yes" if item.lead_confirmed else "no",
        "yes" if item.verbal else "no",
        item.priority.name if item.priority else None,
        item.period or None,
        row.repeats or None,
        "yes" if item.asked_by_board else "no",
        "; ".join(row.trail) or None,
        row.warning or None,
        row.note or None,
    )


def _row(
    board: Board,
    item: WorkItem,
    calendar: WorkingDays,
    days: list[dt.date],
    *,
    restricted: bool,
    kept: Collection[int],
) -> WorkRow:
    root = item.repeats_from or item
    kept_away = is_kept(item.report, kept)
    hidden = kept_away or (not restricted and item.told_title != item.title)
    title = item.told_title if hidden else item.title
    return WorkRow(
        item=item,
        title=title,
        note="" if hidden else item.note,
        repeats=root.get_repeats_display() if root.repeats else "",
        trail=() if hidden else tuple(_moved(move) for move in item.moves.all()),
        warning=warning_of(board, item, title, calendar, days),
        is_kept=kept_away,
    )


def _moved(move: object) -> str:
    """ "From 19 July 2021 to 20 September 2021: the lead is away"."""
    was, now = getattr(move, "from_meeting", None), getattr(move, "to_meeting", None)
    begins = f"From {short(was.day)}" if was else "From no meeting"
    ends = f"to {short(now.day)}" if now else "to no meeting yet"
    return f"{begins} {ends}: {getattr(move, 'reason', '')}"


def _years(board: Board) -> list[int]:
    month = board.civic_year_month
    days = board.meetings.standing().values_list("day", flat=True)
    return sorted({civic_year_of(day, month) for day in days}, reverse=True)


def _usual(board: Board, years: Sequence[int], today: dt.date) -> int:
    now = civic_year_of(today, board.civic_year_month)
    return now if now in years or not years else years[0]


def _name(year: int, month: int) -> str:
    return str(year) if month == 1 else f"{year}-{(year + 1) % 100:02d}"
