"""What comes onto an agenda: by itself, from the work programme, and by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from accounts.models import User
from boards.dashboards.deferred import deferred_before
from boards.domain.agenda import numbers
from boards.models import (
    Action,
    AgendaItem,
    Meeting,
    Openness,
    Report,
    StandingItem,
    WorkItem,
)

from ..programme import agenda_entries_for
from .changing import AgendaError, Change, changing
from .ordering import Done

EXCLUSION = "Exclusion of the public"


def start_agenda(*, meeting: Meeting, by: User, at: dt.datetime | None = None) -> Done:
    """Puts in, once, the standing items, what earlier meetings deferred, and what the work
    programme plans for this meeting.
    """
    with changing(meeting, by=by, action="agenda.started", at=at) as change:
        if change.meeting.agenda_started:
            raise AgendaError("This agenda has been started already.")
        standing = list(_standing(change.meeting))
        before = [one for one in standing if not one.at_end]
        _append(change, [_of_standing(one) for one in before])
        _append(change, _business(change.meeting, {one.title for one in standing}))
        _append(change, [_of_standing(one) for one in standing if one.at_end])
        _exclude(change)
        change.words = "Standing items and the work programme put in."
        change.undoes = True
    meeting.agenda_started = True
    return Done(change.words)


def _standing(meeting: Meeting) -> Iterable[StandingItem]:
    for one in meeting.board.standing_items.all():
        first_only = one.when == StandingItem.When.FIRST
        if (first_only and not meeting.first_of_civic_year) or not _has_business(meeting, one):
            continue
        yield one


def _has_business(meeting: Meeting, one: StandingItem) -> bool:
    """No minutes without an earlier meeting, no actions where none is open."""
    if one.kind == StandingItem.Kind.MINUTES:
        return meeting.board.meetings.standing().before(meeting.day).exists()
    if one.kind == StandingItem.Kind.ACTIONS:
        return Action.objects.filter(board=meeting.board).open_on(meeting.day).exists()
    return True


def _business(meeting: Meeting, standing: Collection[str]) -> list[dict[str, Any]]:
    """What earlier meetings deferred, then the work programme. What stands in both comes once, and
    a standing item comes anyway.
    """
    planned = [_of_work(one) for one in agenda_entries_for(meeting)]
    again = []
    for old in deferred_before(meeting):
        same = next((one for one in planned if _is_same(one, old)), None)
        if same is not None:
            same["deferred_from"] = old
        elif old.title not in standing:
            again.append(_of_deferred(old))
    return [*again, *planned]


def _is_same(planned: dict[str, Any], old: AgendaItem) -> bool:
    """Whether the programme plans what was deferred: the same report, or the same entry."""
    report = old.report is not None and planned["report"] == old.report
    return report or (old.work_item is not None and planned["work_item"] == old.work_item)


def _of_deferred(old: AgendaItem) -> dict[str, Any]:
    return {
        "title": old.report.title if old.report else old.title,
        "kind": old.kind,
        "presenter": old.presenter,
        "report": old.report,
        "deferred_from": old,
    }


def _of_standing(one: StandingItem) -> dict[str, Any]:
    return {"title": one.title, "kind": one.kind}


def _of_work(one: WorkItem) -> dict[str, Any]:
    kind = AgendaItem.Kind.VERBAL if one.verbal else AgendaItem.Kind.REPORT
    title = one.report.title if one.report else one.title
    return {
        "title": title,
        "kind": kind,
        "presenter": one.lead,
        "report": one.report,
        "work_item": one,
    }


def _append(change: Change, items: Iterable[dict[str, Any]]) -> list[AgendaItem]:
    last = max((item.position for item in change.meeting.items.all()), default=0)
    made = [
        AgendaItem(meeting=change.meeting, position=last + number, **fields)
        for number, fields in enumerate(items, 1)
    ]
    return AgendaItem.objects.bulk_create(made)


def add_item(
    *,
    meeting: Meeting,
    title: str,
    by: User,
    kind: str = AgendaItem.Kind.PROCEDURAL,
    presenter: str = "",
    report: Report | None = None,
) -> AgendaItem:
    """Adds an item before those that close the agenda. Late business is added by `add_late_item`.

    Raises AgendaError where the agenda is frozen, or another council's report is named.
    """
    with changing(meeting, by=by, action="agenda.item_added") as change:
        if change.meeting.is_frozen:
            raise AgendaError("The agenda is frozen: add it as urgent, or in a supplement.")
        fields = {"title": title, "kind": kind, "presenter": presenter, "report": report}
        item = _added(change, fields)
        _exclude(change)
        change.words = f"{item.title} added."
    return item


def add_late_item(
    *,
    meeting: Meeting,
    title: str,
    late: str,
    by: User,
    urgent_reason: str = "",
    kind: str = AgendaItem.Kind.REPORT,
    presenter: str = "",
    report: Report | None = None,
) -> AgendaItem:
    """Adds business after publication: urgent, with the chair's reason, or in a supplement."""
    if late == AgendaItem.Late.URGENT and not urgent_reason.strip():
        raise AgendaError("Give the chair’s reason for urgency: the minutes will print it.")
    with changing(meeting, by=by, action="agenda.late_item_added") as change:
        fields = {
            "title": title,
            "kind": kind,
            "presenter": presenter,
            "report": report,
            "late": late,
            "urgent_reason": urgent_reason.strip(),
        }
        item = _added(change, fields, at_end=change.meeting.is_frozen)
        change.words = f"{item.title} added as late business."
    return item


def add_from_programme(*, meeting: Meeting, work_item: WorkItem, by: User) -> AgendaItem:
    """Adds an entry of the work programme. Raises AgendaError if it is on this agenda already."""
    with changing(meeting, by=by, action="agenda.item_added") as change:
        if change.meeting.is_frozen:
            raise AgendaError("The agenda is frozen: add it as urgent, or in a supplement.")
        if work_item.board_id != change.meeting.board_id:
            raise AgendaError("That entry belongs to another board.")
        there = change.meeting.items.filter(work_item=work_item, removed_at=None)
        if there.exists():
            raise AgendaError(f"{work_item.title} is on this agenda already.")
        item = _added(change, _of_work(work_item))
        _exclude(change)
        change.words = f"{item.title} added from the work programme."
    return item


def add_deferred(*, meeting: Meeting, item: AgendaItem, by: User) -> AgendaItem:
    """Adds what an earlier meeting deferred, linked to where it came from. Raises AgendaError where
    it is on a later agenda already.
    """
    with changing(meeting, by=by, action="agenda.item_added") as change:
        if change.meeting.is_frozen:
            raise AgendaError("The agenda is frozen: add it as urgent, or in a supplement.")
        if not deferred_before(change.meeting).filter(pk=item.pk).exists():
            raise AgendaError(f"{item.title} is on a later agenda already.")
        made = _added(change, _of_deferred(item))
        _exclude(change)
        change.words = f"{made.title} added: it was deferred."
    return made


def _added(change: Change, fields: dict[str, Any], *, at_end: bool = False) -> AgendaItem:
    """The new item, before standing items that close the agenda."""
    report = fields.get("report")
    if report is not None and report.board_id != change.meeting.board_id:
        raise AgendaError("That report belongs to another board.")
    item = _append(change, [fields])[0]
    if not at_end:
        closing = set(
            change.meeting.board.standing_items.filter(at_end=True).values_list("title", flat=True)
        )
        _move_before(change, item, closing)
    return item


def _move_before(change: Change, item: AgendaItem, closing: set[str]) -> None:
    held = [i for i in change.meeting.items.filter(parent=None) if i.pk != item.pk]
    place = len(held)
    while place and held[place - 1].title in closing:
        place -= 1
    _renumber([*held[:place], item, *held[place:]])


def _renumber(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items, 1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


def _exclude(change: Change) -> None:
    """Puts the exclusion of the public before the first restricted report, unless it is there, or
    somebody took it off."""
    items = list(change.meeting.items.filter(parent=None).select_related("report"))
    if any(item.kind == AgendaItem.Kind.EXCLUSION for item in items):
        return
    for place, item in enumerate(items):
        if item.removed_at is None and item.report and item.report.openness != Openness.OPEN:
            fields = {"title": EXCLUSION, "kind": AgendaItem.Kind.EXCLUSION}
            made = _append(change, [fields])[0]
            _renumber([*items[:place], made, *items[place:]])
            return


def attach_report(*, item: AgendaItem, report: Report, by: User) -> None:
    """The report that an item is about; what was an item to follow has its paper now."""
    with changing(item.meeting, by=by, action="agenda.report_attached") as change:
        if report.board_id != change.meeting.board_id:
            raise AgendaError("That report belongs to another board.")
        item.report, item.title, item.kind = report, report.title, AgendaItem.Kind.REPORT
        if change.meeting.is_frozen and not item.late:
            item.late = AgendaItem.Late.TO_FOLLOW
        item.save(update_fields=["report", "title", "kind", "late"])
        if not change.meeting.is_frozen:
            _exclude(change)
        change.words = f"{item.title}: its report attached."


def freeze_agenda(*, meeting: Meeting, by: User, at: dt.datetime | None = None) -> None:
    """Gives every item its number, once; late items get theirs behind them when they come."""
    with changing(meeting, by=by, action="agenda.frozen", at=at) as change:
        given = numbers(change.rows)
        items = list(change.meeting.items.filter(removed_at=None, number=""))
        for item in items:
            item.number = given[item.pk]
        AgendaItem.objects.bulk_update(items, ["number"])
        if change.meeting.frozen_at is None:
            change.meeting.frozen_at = change.at
            change.meeting.save(update_fields=["frozen_at"])
        change.words = "Numbers of items given."
        change.undoes = True
    meeting.frozen_at = change.meeting.frozen_at
