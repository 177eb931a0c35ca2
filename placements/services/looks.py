"""Looks at children's records: each needs the right, a reason, and is kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from placements.models import Child, Look

from .keys import key_of

SEES = "placements.see_children"
SEES_PLACEMENTS = "placements.see_placements"
SEES_IRREGULAR = "placements.see_irregular"
REFUSED = {
    SEES: "Children’s records are for analysts. Ask an administrator for the role.",
    SEES_PLACEMENTS: "Where children live is for commissioners and analysts. Ask an administrator "
    "for the role.",
    SEES_IRREGULAR: "Irregular placements are for commissioners, analysts and approvers. Ask an "
    "administrator for the role.",
}


class LookRefused(PermissionError):
    """Somebody may not look, or has not said why; the message says what to do."""


@transaction.atomic
def record_child_look(*, child: Child, by: User, reason: str, needs: str = SEES) -> Look:
    """Somebody opens a child's record, or where a child lives. Raises LookRefused."""
    return _look(child.council, by, reason, Look.What.RECORD, needs=needs, child=child)


@transaction.atomic
def record_list_look(
    *, council: Council, by: User, reason: str, list_name: str, count: int, needs: str = SEES
) -> Look:
    """Somebody opens a list of children. Raises LookRefused."""
    return _look(council, by, reason, Look.What.LIST, needs=needs, list_name=list_name, count=count)


@transaction.atomic
def reveal_case_numbers(
    *, council: Council, by: User, reason: str, children: Sequence[int]
) -> dict[int, str]:
    """The council's own case numbers of some of its children, by key; each look is kept.

    Raises LookRefused, and KeyMissing or Unsealable where they cannot be read.
    """
    found = dict(
        Child.objects.filter(council=council, pk__in=children).values_list("pk", "sealed_number")
    )
    numbers = key_of(council).opened(list(found.values()))
    for pk in found:
        _look(council, by, reason, Look.What.NUMBERS, child_id=pk, told=False)
    _audit(council, by, reason, Look.What.NUMBERS, len(found))
    return dict(zip(found, numbers, strict=True))


def _look(
    council: Council,
    by: User,
    reason: str,
    what: str,
    *,
    needs: str = SEES,
    told: bool = True,
    **about: object,
) -> Look:
    if not by.has_perm(needs, council):
        raise LookRefused(REFUSED[needs])
    if not reason.strip():
        raise LookRefused("Say why you look. Your reason is kept with your name.")
    look = Look.objects.create(
        council=council, by=by, at=timezone.now(), what=what, reason=reason.strip(), **about
    )
    if told:
        _audit(council, by, reason, what, look.count)
    return look


def _audit(council: Council, by: User, reason: str, what: str, count: int) -> None:
    record_event(
        council=council,
        by=by,
        action="read_children",
        subject=Look.What(what).label,
        detail={"what": str(what), "count": count, "reason": reason.strip()},
    )
