"""What the pages of a meeting’s record show."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from boards.domain.agenda import Row, ordered
from boards.models import (
    AgendaItem,
    Attendance,
    Declaration,
    Meeting,
    Member,
    Minute,
    Minutes,
)
from boards.report_access import is_kept

from .quorum import Quorum, quorum_of

Capacity = Attendance.Capacity


@dataclass(frozen=True)
class ItemLine:
    """One item with what is recorded of it. `title` and `presenter` as whoever looks may read them;
    `is_kept` where they are kept from its report.
    """

    item: AgendaItem
    title: str
    presenter: str
    minute: Minute | None
    resolutions: int
    declarations: int
    actions: int
    is_kept: bool = False

    @property
    def number(self) -> str:
        return self.item.number or str(self.item.position)

    @property
    def state(self) -> str:
        if self.resolutions:
            return f"{self.resolutions} resolution{'s' if self.resolutions != 1 else ''}"
        said = self.minute and (self.minute.discussion or self.minute.closed_discussion)
        return "Minuted" if said else ""


@dataclass(frozen=True)
class RecordPage:
    """A meeting while it is held: who is there, whether it can decide, item by item."""

    meeting: Meeting
    quorum: Quorum
    roll: tuple[Member, ...]
    stretches: tuple[Attendance, ...]
    apologies: tuple[Attendance, ...]
    guests: tuple[Attendance, ...]
    declarations: tuple[Declaration, ...]
    items: tuple[ItemLine, ...]
    presenters_missing: tuple[str, ...]
    minutes: Minutes | None

    @property
    def is_closed(self) -> bool:
        """The minutes have been agreed: nothing changes any more."""
        return self.minutes is not None and self.minutes.status != Minutes.Status.DRAFT

    @property
    def present_now(self) -> int:
        last = max(
            [self.quorum.opened, *(s.present_from for s in self.stretches if s.present_from)]
            + [s.present_until for s in self.stretches if s.present_until]
        )
        return self.quorum.present_at(last)


def record_page(meeting: Meeting, kept: Collection[int] = ()) -> RecordPage:
    """Seven queries, however many members and items there are. `kept`: reports that the reader is
    kept from.
    """
    rows = list(
        meeting.attendances.select_related("member", "for_member").order_by("present_from", "pk")
    )
    items = item_lines(meeting, kept)
    return RecordPage(
        meeting=meeting,
        quorum=quorum_of(meeting),
        roll=tuple(seats(meeting)),
        stretches=tuple(r for r in rows if r.capacity in (Capacity.MEMBER, Capacity.SUBSTITUTE)),
        apologies=tuple(r for r in rows if r.capacity == Capacity.APOLOGIES),
        guests=tuple(r for r in rows if r.capacity == Capacity.IN_ATTENDANCE),
        declarations=tuple(meeting.declarations.select_related("member", "item", "meeting")),
        items=items,
        presenters_missing=_missing(items, rows),
        minutes=Minutes.objects.filter(meeting=meeting).first(),
    )


def seats(meeting: Meeting) -> list[Member]:
    """Those who belong to the board on the day, councillors first; substitutes come by name."""
    found = meeting.board.members.on(meeting.day).exclude(kind=Member.Kind.SUBSTITUTE)
    order = {kind: place for place, kind in enumerate(Member.Kind.values)}
    return sorted(found, key=lambda m: (order[m.kind], m.office == "", m.name))


def item_lines(meeting: Meeting, kept: Collection[int] = ()) -> tuple[ItemLine, ...]:
    items = (
        meeting.items.filter(removed_at=None)
        .select_related("report", "minute", "parent")
        .prefetch_related("minute__resolutions", "declarations", "actions")
    )
    return tuple(_line(item, kept) for item in in_order(items))


def in_order(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """Each item followed by those below it. One that was put back without the item above it is an
    item of its own, as on the agenda.
    """
    held = {item.pk: item for item in items}
    rows = [Row(item.pk, item.parent_id, item.position, item.number) for item in held.values()]
    return [held[row.item] for row in ordered(rows)]


def _line(item: AgendaItem, kept: Collection[int]) -> ItemLine:
    minute = getattr(item, "minute", None)
    hidden = item.report if is_kept(item.report, kept) else None
    return ItemLine(
        item=item,
        title=hidden.public_title if hidden else item.title,
        presenter="" if hidden else item.presenter,
        minute=minute,
        resolutions=len(minute.resolutions.all()) if minute else 0,
        declarations=len(item.declarations.all()),
        actions=len(item.actions.all()),
        is_kept=hidden is not None,
    )


def _missing(items: tuple[ItemLine, ...], rows: list[Attendance]) -> tuple[str, ...]:
    """Presenters whom no line of the attendance names."""
    there = " ".join(f"{row.name} {row.job}".lower() for row in rows)
    wanted = [line.presenter for line in items if line.presenter]
    return tuple(dict.fromkeys(who for who in wanted if rows and who.lower() not in there))
