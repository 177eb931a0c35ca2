"""What a council adds to its accessibility statement and its privacy notice."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import Council, CouncilNotices, User

from .audit import record_event


@transaction.atomic
def change_notices(*, council: Council, by: User | None, **texts: Any) -> CouncilNotices:
    """Changes the texts; the audit says what each was and is. `texts` are fields of the model."""
    notices, _ = CouncilNotices.objects.select_for_update().get_or_create(council=council)
    changes = {}
    for field, now in texts.items():
        was = getattr(notices, field)
        if was != now:
            setattr(notices, field, now)
            changes[field] = {"was": was, "now": now}
    if changes:
        notices.save(update_fields=list(changes))
        record_event(
            council=council, by=by, action="change_notices", subject=str(council), detail=changes
        )
    return notices
