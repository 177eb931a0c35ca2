"""Figures that an officer adds to a return, or takes out of it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record_event
from performance.asked import asking_of, carried_entries, taken_places
from performance.checking import check_return
from performance.domain.vocabulary import Basis
from performance.held import newest_versions
from performance.models import Entry, Indicator, QuarterlyReturn
from reference.domain.periods import Period
from reference.models import Area

from .drafting import content_of, editable_return
from .placing import place_entries
from .refusals import ReturnError


@transaction.atomic
def add_entry(
    *,
    quarterly_return: QuarterlyReturn,
    indicator: Indicator,
    period: Period | None,
    basis: Basis | str,
    by: User,
    group: str = "all",
    area: Area | None = None,
) -> Entry:
    """Adds a figure that the catalogue does not ask for: another period, basis, group or area.

    Found again if it is there. Raises ReturnError when the measure is of another theme.
    """
    locked = editable_return(quarterly_return, by)
    if indicator.theme_id != locked.theme_id:
        raise ReturnError(f"{indicator} belongs to another theme than {locked.theme}")
    place = area or locked.council.area
    key = (indicator.pk, place.pk, group, period.key if period else "", str(basis))
    held = newest_versions(locked.council, [indicator.pk]).get(key)
    wanted = {
        "indicator": indicator,
        "group_id": group,
        "area": place,
        "period": key[3],
        "basis": key[4],
    }
    there = locked.entries.filter(**wanted).first()
    if there is not None:
        return there
    base = held.figure_id if held else None
    new = Entry(quarterly_return=locked, asked=False, base_id=base, **wanted)
    [entry] = place_entries(locked, [new])
    record_event(
        council=locked.council,
        by=by,
        action="return.entry_added",
        subject=f"{locked}: {indicator}",
        detail={"period": key[3], "basis": key[4], "group": group, "area": str(place.pk)},
    )
    return entry


@transaction.atomic
def carry_forward(*, quarterly_return: QuarterlyReturn, by: User) -> int:
    """Adds last quarter's series of other areas and groups once more; how many were added."""
    locked = editable_return(quarterly_return, by)
    found = carried_entries(locked, asking_of(locked.council), taken_places(locked))
    new = [
        Entry(
            quarterly_return=locked,
            indicator_id=indicator,
            group_id=group,
            area_id=area,
            period=period,
            basis=basis,
            asked=False,
        )
        for indicator, group, area, period, basis in found
    ]
    place_entries(locked, new)
    record_event(
        council=locked.council,
        by=by,
        action="return.carried_forward",
        subject=str(locked),
        detail={"figures": [" ".join(map(str, one)) for one in found]},
    )
    return len(found)


@transaction.atomic
def remove_entry(*, entry: Entry, by: User) -> None:
    """Takes a figure out of a draft: an added one, or one that is no longer asked for.

    It is set aside with all that was typed, and comes back when it is added again.
    """
    locked = editable_return(entry.quarterly_return, by)
    if any(one.entry.pk == entry.pk and one.is_asked for one in check_return(locked)):
        raise ReturnError("The catalogue asks for this figure. Mark it as not available instead.")
    record_event(
        council=locked.council,
        by=by,
        action="return.entry_removed",
        subject=f"{locked}: {entry.indicator} {entry.period}",
        detail={name: str(value) for name, value in content_of(entry).items() if value},
    )
    entry.removed_at, entry.removed_by = timezone.now(), by
    entry.save(update_fields=["removed_at", "removed_by"])
