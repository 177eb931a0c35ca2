"""Drafts: what officers type is kept as typed, and nobody's words are lost.

Each entry carries a revision. Who saves on top of a revision that is no longer the newest, and
changed something, gets both versions to choose from; the one not kept stays in the history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record_event
from performance.domain.reading import read_period
from performance.domain.vocabulary import Frequency, Unit
from performance.models import Entry, EntryRevision, Offer, QuarterlyReturn

from .refusals import NotAllowed, ReturnError

CONTENT = (
    "mode",
    "numerator",
    "denominator",
    "value",
    "expected",
    "unavailable_reason",
    "provisional",
    "final_due_on",
    "confirmed",
    "reported_direction",
    "source_note",
    "override_reason",
    "comment",
    "override_of_id",
    "comment_on_id",
    "period",
)
TYPED = CONTENT[:-3]


@dataclass(frozen=True)
class TypedEntry:
    """What one person typed for one entry, on top of which revision. All text, as typed.

    `period` is of a dated figure: None leaves it as it is, empty text clears it. `override_of` is
    the computed figure of which `override_reason` speaks.
    """

    entry_id: int
    revision: int
    mode: str = ""
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    expected: str = ""
    unavailable_reason: str = ""
    provisional: bool = False
    final_due_on: str = ""
    confirmed: str = ""
    reported_direction: str = ""
    source_note: str = ""
    override_reason: str = ""
    comment: str = ""
    comment_on: int | None = None
    override_of: int | None = None
    period: str | None = None

    def content(self, entry: Entry) -> dict[str, Any]:
        """By column; text cut to what a column holds, so that a pasted page does not fail."""
        found: dict[str, Any] = {name: getattr(self, name) for name in TYPED}
        found["comment_on_id"], found["override_of_id"] = self.comment_on, self.override_of
        # Only a dated figure's period is typed; any other stands.
        found["period"] = _period(self.period, entry)
        if self._is_same_count(entry):
            found["mode"], found["value"] = entry.mode, entry.value
        for name, value in found.items():
            limit = getattr(Entry._meta.get_field(name.removesuffix("_id")), "max_length", None)
            if isinstance(value, str) and limit:
                found[name] = value[:limit]
        return found

    def _is_same_count(self, entry: Entry) -> bool:
        """A number that was given as a count and stands in the form's one box as it was."""
        return (
            entry.indicator.unit == Unit.COUNT
            and (entry.mode, self.mode) == (Entry.Mode.COUNTS, Entry.Mode.VALUE)
            and (self.value, self.numerator) == (entry.numerator, entry.numerator)
        )


def _period(typed: str | None, entry: Entry) -> str:
    """The date as typed; the key that is held where the form only wrote it in words."""
    if typed is None or entry.indicator.frequency != Frequency.DATED:
        return entry.period
    new, _ = read_period(typed)
    old, _ = read_period(entry.period)
    is_key = old is not None and old.key == entry.period
    return entry.period if is_key and new == old else typed


@dataclass(frozen=True)
class Conflict:
    """Two versions of one entry: the waiting one and the one that a colleague saved."""

    entry: Entry
    mine: EntryRevision
    theirs: EntryRevision | None


@dataclass
class SaveOutcome:
    """Keys of the entries that were saved, both versions where a colleague was first, and what
    could not be kept, in words. `removed` are entries that somebody took out of the return while
    this person typed: their words are in the history only.
    """

    saved: list[int] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    removed: list[Entry] = field(default_factory=list)


def may_enter(user: User, quarterly_return: QuarterlyReturn) -> bool:
    """An officer enters the themes that are theirs."""
    council = quarterly_return.council
    if not user.has_perm("performance.enter_figures", council):
        return False
    return user.themes.filter(council=council, theme=quarterly_return.theme_id).exists()


def editable_return(quarterly_return: QuarterlyReturn, by: User) -> QuarterlyReturn:
    """The return, locked for this transaction; refuses who may not enter it or a closed one."""
    locked = (
        QuarterlyReturn.objects.select_for_update(of=("self",))
        .select_related("council", "theme")
        .get(pk=quarterly_return.pk)
    )
    if not may_enter(by, locked):
        raise NotAllowed(f"{locked.theme} is not one of your themes. An administrator can add it.")
    if not locked.is_editable:
        raise ReturnError(
            f"This return is {locked.get_status_display().lower()}. It must be sent back or "
            "reopened before its figures can change. What you typed was not saved."
        )
    return locked


@transaction.atomic
def save_draft(
    *,
    quarterly_return: QuarterlyReturn,
    typed: Sequence[TypedEntry],
    by: User,
    at: dt.datetime | None = None,
) -> SaveOutcome:
    """Keeps everything typed, right or wrong. Where a colleague saved meanwhile, both versions.

    Entries that were not changed are left alone.
    Raises NotAllowed (not the officer's theme) and ReturnError (not open, unknown entry).
    """
    at = at or timezone.now()
    locked = editable_return(quarterly_return, by)
    known = Entry.every.filter(quarterly_return=locked).select_related("indicator", "removed_by")
    entries = {entry.pk: entry for entry in known}
    measures = {entry.indicator_id for entry in entries.values() if not entry.removed_at}
    offers = _offers_of(locked, typed)
    outcome = SaveOutcome()
    for one in typed:
        if one.entry_id not in entries:
            raise ReturnError("One of the figures is no longer part of this return. Load it again.")
        entry = entries[one.entry_id]
        if one.comment_on not in measures - {entry.indicator_id}:
            one = replace(one, comment_on=None)
        if offers.get(one.override_of or 0) != entry.indicator_id:
            one = replace(one, override_of=None)
        _keep(entry, one, by, at, outcome)
    if outcome.saved:
        record_event(
            council=locked.council,
            by=by,
            action="return.draft_saved",
            subject=str(locked),
            detail={"entries": outcome.saved},
            at=at,
        )
    return outcome


def _offers_of(locked: QuarterlyReturn, typed: Sequence[TypedEntry]) -> dict[int, int]:
    """The measures of the council's offers that are named: nobody answers another council's."""
    named = {one.override_of for one in typed if one.override_of}
    offers = Offer.objects.for_council(locked.council).filter(pk__in=named) if named else None
    return dict(offers.values_list("pk", "indicator_id")) if offers is not None else {}


def content_of(kept: Entry | EntryRevision) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in CONTENT}


def _keep(entry: Entry, one: TypedEntry, by: User, at: dt.datetime, outcome: SaveOutcome) -> None:
    new = one.content(entry)
    if new["period"] != entry.period and _taken(entry, new["period"]):
        another = f"is for {new['period']} already" if new["period"] else "has no date yet"
        outcome.refused.append(
            f"{entry.indicator}: another figure of this return {another}. "
            "Its date was left as it was."
        )
        new["period"] = entry.period
    if new == content_of(entry):
        return
    if entry.removed_at:
        aside = EntryRevision.Outcome.SET_ASIDE
        EntryRevision.objects.create(
            entry=entry, revision=entry.revision, outcome=aside, by=by, at=at, **new
        )
        outcome.removed.append(entry)
    elif one.revision == entry.revision:
        revise(entry, new, by, at)
        outcome.saved.append(entry.pk)
    elif new != _content_at(entry, one.revision):
        outcome.conflicts.append(_hold_both(entry, new, by, at))


def _taken(entry: Entry, period: str) -> bool:
    """Whether another entry of the return is the same figure."""
    others = Entry.objects.exclude(pk=entry.pk).filter(
        quarterly_return=entry.quarterly_return_id,
        indicator=entry.indicator_id,
        group=entry.group_id,
        area=entry.area_id,
        basis=entry.basis,
    )
    return others.filter(period=period).exists()


def _content_at(entry: Entry, revision: int) -> dict[str, Any] | None:
    """What the entry held at a revision; None where it was still empty."""
    saved = EntryRevision.Outcome.SAVED
    found = entry.revisions.filter(revision=revision, outcome=saved).last()
    if found is not None:
        return content_of(found)
    empty = Entry(period=entry.period)
    return content_of(empty) if revision == 0 else None


def overwrite(entry: Entry, new: dict[str, Any], by: User, at: dt.datetime) -> None:
    for name, value in new.items():
        setattr(entry, name, value)
    entry.revision += 1
    entry.updated_by, entry.updated_at = by, at
    entry.save()


def revise(entry: Entry, new: dict[str, Any], by: User, at: dt.datetime) -> None:
    """Makes the next revision of an entry, and keeps it."""
    overwrite(entry, new, by, at)
    EntryRevision.objects.create(entry=entry, revision=entry.revision, by=by, at=at, **new)


def _hold_both(entry: Entry, new: dict[str, Any], by: User, at: dt.datetime) -> Conflict:
    """Keeps the second version as one that waits; an older one of the same person is set aside."""
    waiting = entry.revisions.filter(outcome=EntryRevision.Outcome.CONFLICT, by=by)
    waiting.update(outcome=EntryRevision.Outcome.SET_ASIDE)
    mine = EntryRevision.objects.create(
        entry=entry,
        revision=entry.revision,
        outcome=EntryRevision.Outcome.CONFLICT,
        by=by,
        at=at,
        **new,
    )
    theirs = entry.revisions.filter(outcome=EntryRevision.Outcome.SAVED).last()
    return Conflict(entry=entry, mine=mine, theirs=theirs)
