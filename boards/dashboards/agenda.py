"""The page on which an agenda is built: items with their state, readiness, what went out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from boards.domain.readiness import STOPS, Readiness
from boards.models import AgendaItem, Meeting, Report, WorkItem
from boards.packs.agenda import KIND, SUPPLEMENT, Item
from boards.packs.agenda.made_here import KINDS
from boards.packs.agenda.readiness import look, readiness_of
from boards.packs.agenda.readiness.seen import Seen
from reporting.models import Build, Edition

from .neutral import EVERYTHING, Neutral

STATES = {
    AgendaItem.Kind.VERBAL: "Verbal",
    AgendaItem.Kind.REPORT: "Report to follow",
    AgendaItem.Kind.EXCLUSION: "Comes before restricted papers",
}


@dataclass(frozen=True)
class Line:
    """An item as its officer sees it. `mark` is a status shape, or "" for none."""

    item: Item
    report: Report | None
    state: str
    mark: str
    is_first: bool
    is_last: bool
    may_go_under: bool
    # A paper comes with it by itself: whether it is printed, or was left out.
    by_itself: bool = False
    left_out: bool = False

    @property
    def is_awaited(self) -> bool:
        """Whether the officer is to choose a report for it."""
        return self.report is None and self.item.pages == "To follow"


@dataclass(frozen=True)
class Removed:
    """An item that was taken off, and can be put back."""

    pk: int
    title: str


@dataclass(frozen=True)
class Published:
    """An edition with what changed in it."""

    edition: Edition
    changes: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class AgendaPage:
    """`last_step` is what was done last, in words, while it can be undone."""

    meeting: Meeting
    lines: tuple[Line, ...]
    total: int
    readiness: Readiness
    publish_by: dt.date
    removed: tuple[Removed, ...]
    last_step: str
    planned: int
    editions: tuple[Published, ...]
    under_way: tuple[Build, ...]
    has_supplement: bool

    @property
    def may_publish(self) -> bool:
        cancelled = self.meeting.status == Meeting.Status.CANCELLED
        return self.readiness.is_ready and bool(self.lines) and not cancelled


def agenda_page(meeting: Meeting, *, today: dt.date, told: Neutral = EVERYTHING) -> AgendaPage:
    """All that the page shows, with titles as the reader is `told` them; the number of queries does
    not grow with the agenda.
    """
    seen = look(meeting, today)
    found = told.readiness(readiness_of(seen))
    council = meeting.board.council
    editions = Edition.objects.for_council(council).filter(
        kind__in=(KIND, SUPPLEMENT), subject=meeting.slug
    )
    builds = Build.objects.for_council(council).filter(kind=KIND, subject=meeting.slug)
    standing = editions.prefetch_related("files").select_related("council")
    return AgendaPage(
        meeting=meeting,
        lines=tuple(_lines(seen, found, told)),
        total=seen.board.total,
        readiness=found,
        publish_by=seen.due.publication,
        removed=tuple(
            Removed(item.pk, told.title(item)) for item in meeting.items.exclude(removed_at=None)
        ),
        last_step=told.words(_last_step(meeting)),
        planned=planned_items(meeting).count(),
        # What changed names items by the titles that they had.
        editions=tuple(
            Published(one, () if told.items else tuple(one.changes)) for one in standing
        ),
        under_way=tuple(builds.filter(status__in=("waiting", "running"))),
        has_supplement=len(seen.boards) > 1,
    )


def _last_step(meeting: Meeting) -> str:
    """What was done last to an agenda that is not frozen, in words."""
    if meeting.is_frozen:
        return ""
    last = meeting.agenda_steps.filter(undone=False).order_by("-pk").first()
    return last.words if last else ""


def planned_items(meeting: Meeting) -> QuerySet[WorkItem]:
    """Entries of the work programme that could come onto an agenda: those of this meeting first."""
    there = meeting.items.filter(removed_at=None).exclude(work_item=None).values("work_item")
    found = WorkItem.objects.filter(board=meeting.board, status=WorkItem.Status.PLANNED)
    return found.exclude(pk__in=there).select_related("meeting").order_by("meeting__day", "pk")


def _lines(seen: Seen, found: Readiness, told: Neutral) -> list[Line]:
    held = {item.pk: item for item in seen.items}
    items = [_told(item, told) for item in seen.board_items]
    return [_line(item, items, held, found) for item in items]


def _line(item: Item, items: list[Item], held: Mapping[int, AgendaItem], found: Readiness) -> Line:
    peers = [one for one in items if _above(one) == _above(item)]
    amiss = found.of(item.pk)
    own = held[item.pk]
    mark = ""
    if amiss:
        mark = "off_target" if amiss[0].state == STOPS else "close"
    return Line(
        item=item,
        report=own.report,
        state=_state(own, [check.title for check in amiss], item.number),
        mark=mark,
        is_first=peers[0] is item,
        is_last=peers[-1] is item,
        may_go_under=not item.is_sub and peers[0] is not item and not _has_subs(item, items),
        by_itself=own.kind in KINDS and own.report is None,
        left_out=own.paper_left_out,
    )


def _told(item: Item, told: Neutral) -> Item:
    """An item as the reader may know it; of one kept from them, what the public is told."""
    if item.pk not in told.items:
        return item
    return replace(item, title=told.items[item.pk], presenter="", urgent_reason="")


def _above(item: Item) -> str:
    return item.number.rpartition(".")[0]


def _has_subs(item: Item, items: list[Item]) -> bool:
    return any(_above(one) == item.number for one in items)


def _state(item: AgendaItem, amiss: list[str], number: str) -> str:
    if amiss:
        words = amiss[0].replace(f" on item {number}", "")
        words = words.removeprefix(f"Item {number}: ").removeprefix(f"Item {number} ")
        more = f", and {len(amiss) - 1} more" if len(amiss) > 1 else ""
        return f"{words[:1].upper()}{words[1:]}{more}"
    if item.late:
        return item.get_late_display()
    if item.report and item.report.status == Report.Status.SIGNED_OFF:
        return "Signed off"
    if item.paper_left_out:
        return "Its paper is left out"
    return STATES.get(AgendaItem.Kind(item.kind), "Standing item")
