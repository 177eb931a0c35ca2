"""The audit: who did what, when."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F
from django.utils import timezone

from accounts.models import AuditEvent, Council, User

LONGEST_SUBJECT = 200
# Deeds after which every page of the council reads as before.
CHANGE_NOTHING = ("read_", "sign_in_")


def record_event(
    *,
    council: Council | None,
    by: User | None,
    action: str,
    subject: str,
    detail: Mapping[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> AuditEvent:
    """Writes one audit event; call it in the transaction of the deed.

    `action` is the deed in a few words ("sign_off_return"), `subject` what it was done to, in words
    that still say something when the object is gone. `detail` may hold dates and decimals. `by` is
    None for what the machine or an operator did; `at` is now unless a day in the past is told.
    """
    if council is not None and not action.startswith(CHANGE_NOTHING):
        # In the transaction of the deed: whoever sees the deed sees the new number too.
        Council.objects.filter(pk=council.pk).update(changes=F("changes") + 1)
    return AuditEvent.objects.create(
        council=council,
        by=by,
        action=action,
        subject=_shortened(subject),
        detail=json.loads(json.dumps(dict(detail or {}), cls=DjangoJSONEncoder)),
        at=at or timezone.now(),
    )


def record_own_deed(
    *, person: User, action: str, detail: Mapping[str, Any], by: User | None = None
) -> None:
    """What a person did about their own account, or an administrator for them (`by`): every council
    of theirs sees it in its audit.
    """
    for council in person.councils():
        record_event(
            council=council, by=by or person, action=action, subject=str(person), detail=detail
        )


def _shortened(subject: str) -> str:
    # PostgreSQL refuses what is too long, and a deed must not fail for its note.
    return subject if len(subject) <= LONGEST_SUBJECT else subject[: LONGEST_SUBJECT - 1] + "…"
