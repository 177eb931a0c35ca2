"""Whether anything that matters has changed since something was made of a council's data.

A council's number of changes goes up with every deed that its audit tells, and with every change
of public data. A page of homes is no other after a meeting was moved: whoever keeps one names the
deeds that change nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import AuditEvent, Council


@dataclass(frozen=True)
class Mark:
    """How far a council had come: its number of changes, and its newest event (0: none)."""

    changes: int
    event: int = 0


def mark_of(council: Council) -> Mark:
    """The mark of this moment; one query, so that both numbers are of one moment."""
    events = AuditEvent.objects.filter(council=council).order_by("-pk")
    newest = events.values_list("council__changes", "pk").first()
    return Mark(*newest) if newest else Mark(council.changes)


def mark_since(council: Council, before: Mark, but_for: tuple[str, ...]) -> tuple[Mark, bool]:
    """The mark of this moment, and whether nothing but deeds whose names begin with one of
    `but_for` came since `before`. No query where nothing came, else one.

    Each such deed is one change: where there were more changes, something else came too, or public
    data changed, of which no event tells.
    """
    if council.changes == before.changes:
        return before, True
    events = AuditEvent.objects.filter(council=council, pk__gt=before.event).order_by("pk")
    rows = list(events.values_list("council__changes", "pk", "action"))
    if not rows:
        return Mark(council.changes, before.event), False
    changes, newest, _ = rows[-1]
    elsewhere = sum(action.startswith(but_for) for _, _, action in rows)
    return Mark(changes, newest), changes - before.changes == elsewhere
