"""Actions: raised, told of, put off, closed. They come back to each agenda until closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.services import record_event
from boards.models import Action, ActionProgress, AgendaItem, Board, Meeting, Resolution


class ActionError(Exception):
    """What cannot be done with an action, in words."""


@transaction.atomic
def raise_action(
    *,
    board: Board,
    text: str,
    owner: str,
    raised_on: dt.date,
    by: User,
    due_on: dt.date | None = None,
    due_meeting: Meeting | None = None,
    owner_user: User | None = None,
    source: str = Action.Source.MEETING,
    source_note: str = "",
    resolution: Resolution | None = None,
    item: AgendaItem | None = None,
    indicator: str = "",
    restricted: bool = False,
) -> Action:
    """Raises ActionError without words, an owner, or a day or meeting until which it is due."""
    if not text.strip() or not owner.strip():
        raise ActionError("Write what is to be done, and who does it.")
    if due_on is None and due_meeting is None:
        raise ActionError("Say until when: a date, or a meeting.")
    if due_on is not None and due_on < raised_on:
        raise ActionError("An action cannot be due before it was raised.")
    Board.objects.select_for_update().get(pk=board.pk)  # one number at a time
    last = board.actions.aggregate(last=Max("number"))["last"] or 0
    made = Action.objects.create(
        board=board,
        number=last + 1,
        text=text.strip(),
        owner=owner.strip(),
        owner_user=owner_user,
        due_on=due_on,
        due_meeting=due_meeting,
        source=source,
        source_note=source_note.strip(),
        resolution=resolution,
        item=item,
        indicator=indicator,
        raised_on=raised_on,
        restricted=restricted,
    )
    _record(made, by, "action.raised", {"owner": made.owner, "due": due_on})
    return made


@transaction.atomic
def tell_progress(*, action: Action, text: str, by: User, at: dt.datetime) -> ActionProgress:
    """What has been done since. Raises ActionError without words, or when it is closed."""
    found = _open(action)
    if not text.strip():
        raise ActionError("Write what has been done.")
    made = ActionProgress.objects.create(action=found, text=text.strip(), by=by, at=at)
    _record(found, by, "action.progress", {})
    return made


@transaction.atomic
def put_off(
    *,
    action: Action,
    due_on: dt.date | None,
    due_meeting: Meeting | None,
    reason: str,
    by: User,
    at: dt.datetime,
) -> Action:
    """Another day, with the reason; the old one stays in the progress."""
    found = _open(action)
    if not reason.strip():
        raise ActionError("Say why the day changes.")
    if due_on is None and due_meeting is None:
        raise ActionError("Say until when: a date, or a meeting.")
    was = found.due_words
    found.due_on, found.due_meeting = due_on, due_meeting
    found.save(update_fields=["due_on", "due_meeting"])
    told = f"Due {found.due_words} instead of {was}: {reason.strip()}"
    ActionProgress.objects.create(action=found, text=told, by=by, at=at)
    _record(found, by, "action.put_off", {"was": was})
    return found


@transaction.atomic
def close_action(*, action: Action, reason: str, on: dt.date, by: User) -> Action:
    """It is done, or no longer wanted; the reason says which."""
    found = _open(action)
    if not reason.strip():
        raise ActionError("Say what came of it.")
    if on < found.raised_on:
        raise ActionError("An action cannot be closed before it was raised.")
    found.closed_on, found.closed_reason = on, reason.strip()
    found.save(update_fields=["closed_on", "closed_reason"])
    _record(found, by, "action.closed", {})
    return found


@transaction.atomic
def reopen_action(*, action: Action, reason: str, by: User, at: dt.datetime) -> Action:
    """It was closed too early; why it was closed stays in the progress."""
    found = Action.objects.select_for_update().get(pk=action.pk)
    if found.closed_on is None:
        raise ActionError("This action is open.")
    told = f"Opened again: {reason.strip()} (it had been closed: {found.closed_reason})"
    ActionProgress.objects.create(action=found, text=told, by=by, at=at)
    found.closed_on, found.closed_reason = None, ""
    found.save(update_fields=["closed_on", "closed_reason"])
    _record(found, by, "action.reopened", {})
    return found


def _open(action: Action) -> Action:
    found = Action.objects.select_for_update().get(pk=action.pk)
    if found.closed_on is not None:
        raise ActionError("This action is closed. Open it again first.")
    return found


def _record(action: Action, by: User, what: str, detail: Mapping[str, object]) -> None:
    """The deed without its words: an action of a closed item is told to few, the audit to more."""
    record_event(
        council=action.board.council,
        by=by,
        action=what,
        subject=f"Action {action.number}",
        detail=detail,
    )
