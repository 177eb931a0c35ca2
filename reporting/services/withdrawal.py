"""Taking a published edition back: it stays on record, and its addresses say that it is gone."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record_event
from reporting.models import Edition

from .editions import PublishError


class WithdrawError(PublishError):
    """An edition that cannot be withdrawn; the message says why."""


@transaction.atomic
def withdraw_edition(
    *, edition: Edition, reason: str, by: User, at: dt.datetime | None = None
) -> Edition:
    """Withdraws an edition, for a reason that the audit keeps and no reader is shown.

    Its files stay, under their hashes, and what it told counts as told: whoever read it may have
    kept it. Raises WithdrawError without a right or a reason, or when it has been withdrawn.
    """
    if not by.has_perm("reporting.withdraw_edition", edition.council):
        raise WithdrawError("A governance officer withdraws an edition.")
    if not reason.strip():
        raise WithdrawError("Say why it is withdrawn.")
    locked = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if locked.withdrawn_at is not None:
        raise WithdrawError(f"{locked} has been withdrawn already.")
    locked.withdrawn_at, locked.withdrawn_by = at or timezone.now(), by
    locked.withdrawn_reason = reason.strip()
    locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record_event(
        council=edition.council,
        by=by,
        action="withdraw_edition",
        subject=str(locked),
        detail={
            "edition": locked.pk,
            "audience": locked.audience,
            "number": locked.number,
            "reason": locked.withdrawn_reason,
        },
        at=locked.withdrawn_at,
    )
    return locked
