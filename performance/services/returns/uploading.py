"""A filled spreadsheet becomes a draft, by the way that the form takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from accounts.services import record_event
from performance.models import QuarterlyReturn

from .drafting import SaveOutcome, TypedEntry, save_draft


@transaction.atomic
def save_upload(
    *,
    quarterly_return: QuarterlyReturn,
    typed: Sequence[TypedEntry],
    name: str,
    sha256: str,
    by: User,
    at: dt.datetime | None = None,
) -> SaveOutcome:
    """Saves the changed rows of a file as `save_draft` does, and records which file they came from.

    Raises what `save_draft` raises.
    """
    outcome = save_draft(quarterly_return=quarterly_return, typed=typed, by=by, at=at)
    conflicts = [one.entry.pk for one in outcome.conflicts]
    if outcome.saved or conflicts:
        record_event(
            council=quarterly_return.council,
            by=by,
            action="return.spreadsheet_saved",
            subject=str(quarterly_return),
            detail={
                "file": name,
                "sha256": sha256,
                "entries": outcome.saved,
                "conflicts": conflicts,
            },
            at=at,
        )
    return outcome
