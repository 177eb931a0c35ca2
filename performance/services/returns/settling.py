"""Two versions of a figure: a person who saw both chooses; the other stays in the history."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record_event
from performance.checking import check_return
from performance.domain.offers import own_note
from performance.domain.series import Held
from performance.domain.vocabulary import Unit
from performance.models import Entry, EntryRevision
from reference.domain.periods import long_date

from .drafting import content_of, editable_return, overwrite, revise
from .refusals import ReturnError


@transaction.atomic
def settle_conflict(
    *,
    revision: EntryRevision,
    keep_waiting: bool,
    by: User,
    against: int | None = None,
    at: dt.datetime | None = None,
) -> Entry:
    """Chooses between two versions of an entry; the other one stays in the history.

    `revision` is the one that waits; `keep_waiting` makes it the entry's content. `against` is the
    saved revision that the chooser saw beside it. Raises ReturnError when a newer one was saved
    meanwhile: nobody overwrites what they have not seen.
    """
    at = at or timezone.now()
    locked = editable_return(revision.entry.quarterly_return, by)
    entry = locked.entries.select_related("indicator").filter(pk=revision.entry_id).first()
    if entry is None:
        raise ReturnError(f"{revision.entry} was removed from the return while you were choosing.")
    waiting = entry.revisions.select_for_update(of=("self",)).get(pk=revision.pk)
    if waiting.outcome != EntryRevision.Outcome.CONFLICT:
        return entry
    if against is not None and against != entry.revision:
        raise ReturnError(
            f"{entry.indicator} was saved again while you were choosing. Look at both versions "
            "once more."
        )
    if keep_waiting:
        # The words are their author's, whoever chose them.
        overwrite(entry, content_of(waiting), waiting.by, at)
        waiting.outcome, waiting.revision = EntryRevision.Outcome.SAVED, entry.revision
    else:
        waiting.outcome = EntryRevision.Outcome.SET_ASIDE
    waiting.settled_by = by
    waiting.save()
    record_event(
        council=locked.council,
        by=by,
        action="return.conflict_settled",
        subject=f"{locked}: {entry.indicator}",
        detail={"kept": "the waiting version" if keep_waiting else "the saved version"},
        at=at,
    )
    return entry


@transaction.atomic
def settle_version(
    *, entry: Entry, keep_mine: bool, against: int, by: User, at: dt.datetime | None = None
) -> Entry:
    """Chooses between what a return holds and a newer version that another return signed off.

    `against` is the key of the version that the chooser saw. With `keep_mine` sign-off replaces it;
    else the entry takes over what it says, and sign-off changes nothing. Raises ReturnError when
    a newer one was signed off meanwhile.
    """
    at = at or timezone.now()
    locked = editable_return(entry.quarterly_return, by)
    found = (one for one in check_return(locked) if one.entry.pk == entry.pk)
    check = next(found, None)
    if check is None or check.rival is None:
        return entry
    rival, kept = check.rival, check.entry
    if rival.figure_id != against:
        raise ReturnError(
            f"{check.name} was signed off again while you were choosing. Look at both versions "
            "once more."
        )
    kept.base_id = rival.figure_id
    new = content_of(kept) if keep_mine else {**content_of(kept), **_as_typed(rival, check.unit)}
    revise(kept, new, by, at)
    record_event(
        council=locked.council,
        by=by,
        action="return.version_settled",
        subject=f"{locked}: {check.name}",
        detail={
            "kept": "this return’s" if keep_mine else "the newer one",
            "version": rival.version,
        },
        at=at,
    )
    return kept


def _as_typed(held: Held, unit: Unit) -> dict[str, Any]:
    """A signed-off version as an officer would type it, its surprises confirmed."""
    value = "" if held.value is None else f"{held.value:.{held.decimals_held}f}"
    top, bottom = _text(held.numerator), _text(held.denominator)
    mode = Entry.Mode.VALUE if unit is Unit.COUNT or held.denominator is None else Entry.Mode.COUNTS
    counted = mode == Entry.Mode.COUNTS
    if unit is Unit.COUNT:
        value = _text(held.value)
    return {
        "mode": Entry.Mode.UNAVAILABLE if held.value is None else mode,
        "numerator": top,
        "denominator": bottom,
        "value": "" if counted else value,
        "expected": _text(held.expected),
        "unavailable_reason": held.unavailable_reason,
        "provisional": held.provisional,
        "final_due_on": long_date(held.final_due_on) if held.final_due_on else "",
        "confirmed": _confirmed(top, bottom, "" if counted else value, unit),
        "reported_direction": held.reported_direction,
        "source_note": own_note(held.source, held.source_note),
        "override_reason": held.override_reason if held.value is not None else "",
        "override_of_id": held.offer_id if held.override_reason else None,
    }


def _confirmed(top: str, bottom: str, value: str, unit: Unit) -> str:
    """As the check wants it: see `Checked.to_confirm`."""
    if not value:
        return f"{top}/{bottom}"
    return f"{value}/{top}" if unit is Unit.RATE and top else value


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"
