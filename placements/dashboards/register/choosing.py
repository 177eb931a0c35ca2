"""Homes that a child could be placed in on a day, with their vacancies."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from accounts.models import Council
from placements.models import Judgement, Placement, Places, Provider, Setting
from placements.registers.boxes import district_names


@dataclass(frozen=True)
class Choice:
    setting: Setting
    district: str
    free: int | None
    grade: str
    is_suspended: bool


def choices_on(council: Council, day: dt.date, kind: str = "") -> list[Choice]:
    """Open homes, those with most free places first; five queries. `free` is None where nobody
    has entered the places.
    """
    settings = Setting.objects.for_council(council).open_on(day).select_related("provider")
    settings = settings.filter(kind=kind) if kind else settings
    fillable = _fillable(council, day)
    there = Counter(
        Placement.objects.for_council(council).open_on(day).values_list("setting", flat=True)
    )
    grades = _grades(council, day)
    suspended = set(
        Provider.objects.for_council(council).suspended_on(day).values_list("pk", flat=True)
    )
    found = [
        Choice(
            setting=one,
            district=district_names().get(one.district, ""),
            free=max(fillable[one.pk] - there[one.pk], 0) if one.pk in fillable else None,
            grade=grades.get(one.pk, ""),
            is_suspended=one.provider_id in suspended,
        )
        for one in settings
    ]
    return sorted(found, key=lambda one: (-(one.free or 0), one.setting.name))


def _fillable(council: Council, day: dt.date) -> dict[int, int]:
    lines = Places.objects.for_council(council).filter(from_on__lte=day).order_by("from_on")
    return {one.setting_id: one.fillable for one in lines}


def _grades(council: Council, day: dt.date) -> dict[int, str]:
    lines = Judgement.objects.filter(setting__provider__council=council, inspected_on__lte=day)
    return {one.setting_id: one.get_grade_display() for one in lines.order_by("inspected_on")}
