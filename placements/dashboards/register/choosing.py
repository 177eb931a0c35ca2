"""Homes that a child could be placed in on a day, with their vacancies."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from accounts.models import Council
from placements.measures import district_names
from placements.models import Placement, Places, Provider, Setting
from placements.registers.judged import Graded, graded, newest


@dataclass(frozen=True)
class Choice:
    setting: Setting
    district: str
    free: int | None
    grade: Graded | None
    is_suspended: bool


def choices_on(council: Council, day: dt.date, kind: str = "") -> list[Choice]:
    """Open homes, those with most free places first; seven queries. `free` is None where nobody
    has entered the places.
    """
    homes = Setting.objects.for_council(council).open_on(day).select_related("provider")
    settings = list(homes.filter(kind=kind) if kind else homes)
    fillable = _fillable(council, day)
    there = Counter(
        Placement.objects.for_council(council).open_on(day).values_list("setting", flat=True)
    )
    judged = graded(settings)
    suspended = set(
        Provider.objects.for_council(council).suspended_on(day).values_list("pk", flat=True)
    )
    found = [
        Choice(
            setting=one,
            district=district_names().get(one.district, ""),
            free=max(fillable[one.pk] - there[one.pk], 0) if one.pk in fillable else None,
            grade=newest(judged[one.pk], day),
            is_suspended=one.provider_id in suspended,
        )
        for one in settings
    ]
    return sorted(found, key=lambda one: (-(one.free or 0), one.setting.name))


def _fillable(council: Council, day: dt.date) -> dict[int, int]:
    lines = Places.objects.for_council(council).filter(from_on__lte=day).order_by("from_on")
    return {one.setting_id: one.fillable for one in lines}
