"""Which forecasts are kept: the newest of a day are what pages read, older ones go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from placements.models import KeptForecast, Statement

# Kept of each day that a forecast starts from; and of how many such days, the newest first.
KEPT, DAYS = 2, 8


@transaction.atomic
def keep(*, council: Council, content: dict[str, Any], mark: str, by: User | None) -> KeptForecast:
    kept, made = KeptForecast.objects.get_or_create(
        council=council,
        from_on=dt.date.fromisoformat(content["start"]),
        mark=mark,
        defaults={"made_at": timezone.now(), "content": content},
    )
    if made:
        _record(kept, by, {"refused": bool(content["refusal"]), "removed": _forget(kept)})
    return kept


@transaction.atomic
def show_again(held: KeptForecast, *, by: User | None) -> KeptForecast:
    """What pages show is the newest of a day: one made before of the same things is it again."""
    of_day = KeptForecast.objects.filter(council=held.council_id, from_on=held.from_on)
    if of_day.first() != held:
        held.made_at = timezone.now()
        held.save(update_fields=["made_at"])
        _record(held, by, {"made": "before"})
    return held


def _record(kept: KeptForecast, by: User | None, detail: dict[str, Any]) -> None:
    record_event(
        council=kept.council,
        by=by,
        action="keep_forecast",
        subject=str(kept),
        detail={"from": kept.from_on.isoformat(), **detail},
    )


def _forget(made: KeptForecast) -> int:
    """Removes forecasts that nobody reads any more, and tells how many. Of each of the newest days
    that they start from, of the day of the one just made, and of days that a statement reads, the
    newest stay; published editions hold what they print.
    """
    council = made.council
    kept = KeptForecast.objects.filter(council=council)
    by_day: dict[dt.date, list[int]] = {}
    for pk, day in kept.values_list("pk", "from_on"):
        by_day.setdefault(day, []).append(pk)
    wanted = {made.from_on, *sorted(by_day, reverse=True)[:DAYS]}
    wanted |= _read_by_statements(council, list(by_day))
    gone = [pk for day, held in by_day.items() for pk in held[KEPT if day in wanted else 0 :]]
    kept.filter(pk__in=gone).delete()
    return len(gone)


def _read_by_statements(council: Council, days: Sequence[dt.date]) -> set[dt.date]:
    """The newest of the days by that of each statement, as its page chooses it."""
    stated = Statement.objects.filter(council=council).values_list("as_at", flat=True)
    newest = (max((day for day in days if day <= as_at), default=None) for as_at in stated)
    return {day for day in newest if day is not None}
