"""One item of a meeting while it is minuted: what its report asks, who may vote, what is due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from boards.models import (
    CLOSED,
    Action,
    AgendaItem,
    Declaration,
    Meeting,
    Member,
    Minute,
    Resolution,
)
from boards.report_access import is_kept
from performance.measures import measures_of
from performance.models import CouncilIndicator

from .quorum import Quorum, quorum_of
from .record import in_order, seats


@dataclass(frozen=True)
class ItemPage:
    """`asked`: the recommendations of its report, which become resolutions with one press.
    `closed_papers`: appendices of an open report that the public may not read. `came_from` is the
    meeting that deferred it, `came_back` the one to which it was deferred.
    """

    item: AgendaItem
    minute: Minute | None
    resolutions: tuple[Resolution, ...]
    asked: tuple[str, ...]
    quorum: Quorum
    members: tuple[Member, ...]
    voters: tuple[Member, ...]
    declarations: tuple[Declaration, ...]
    actions: tuple[Action, ...]
    measures: tuple[tuple[str, str], ...]
    before: AgendaItem | None
    after: AgendaItem | None
    closed_papers: int = 0
    came_from: Meeting | None = None
    came_back: Meeting | None = None

    @property
    def is_closed(self) -> bool:
        return self.item.report is not None and not self.item.report.is_open


def item_page(item: AgendaItem, kept: Collection[int] = ()) -> ItemPage:
    """`kept`: reports that the reader is kept from; their items are no neighbours of this one."""
    minute = Minute.objects.filter(item=item).prefetch_related("resolutions__votes").first()
    report = item.report
    members = tuple(seats(item.meeting))
    before, after = _beside(item, kept)
    return ItemPage(
        item=item,
        minute=minute,
        resolutions=tuple(minute.resolutions.all()) if minute else (),
        asked=tuple(r.text for r in report.recommendations.all()) if report else (),
        quorum=quorum_of(item.meeting),
        members=members,
        voters=tuple(member for member in members if member.has_vote),
        declarations=tuple(item.declarations.select_related("member", "meeting")),
        actions=tuple(item.actions.all()),
        measures=_measures(item),
        before=before,
        after=after,
        came_from=Meeting.objects.filter(items__deferred_to=item).first(),
        came_back=_came_back(item),
        closed_papers=report.appendices.filter(openness__in=CLOSED).count() if report else 0,
    )


def _came_back(item: AgendaItem) -> Meeting | None:
    again = item.deferred_to.filter(removed_at=None)
    return Meeting.objects.standing().filter(items__in=again).order_by("day").first()


def _measures(item: AgendaItem) -> tuple[tuple[str, str], ...]:
    """The council's measures by name."""
    council = item.meeting.board.council
    shown = CouncilIndicator.objects.filter(council=council, on=True).select_related("indicator")
    named = ((one.indicator.code, one.name or one.indicator.name) for one in shown)
    return tuple(sorted(named, key=lambda measure: measure[1]))


def newest_period(item: AgendaItem, code: str) -> str:
    """The period of the newest figure of a measure on the day of the meeting: what the board had
    before it. Empty where there was none.
    """
    meeting = item.meeting
    found = measures_of(meeting.board.council, until=meeting.day, code=code) if code else []
    return found[0].own[-1].period.key if found and found[0].own else ""


def _beside(item: AgendaItem, kept: Collection[int]) -> tuple[AgendaItem | None, AgendaItem | None]:
    """The items before and after, for going through the agenda."""
    held = in_order(item.meeting.items.filter(removed_at=None).select_related("report"))
    items = [one for one in held if not is_kept(one.report, kept)]
    place = next((n for n, one in enumerate(items) if one.pk == item.pk), 0)
    before = items[place - 1] if place else None
    after = items[place + 1] if place + 1 < len(items) else None
    return before, after
