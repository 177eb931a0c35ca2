"""Figures that the board also sees, counted from the register of homes for one quarter.

Each function takes a council and a quarter, and gives `Counted`, or None where the register holds
nothing of it: that nobody keeps a list is no figure of 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Council
from placements.domain.register_due import months_later, months_without_report
from placements.models import (
    Irregular,
    MonitoringReport,
    Places,
    Provider,
    Recruitment,
    Setting,
    SettingKind,
)
from placements.registers.judged import graded, newest
from reference.domain.periods import Period

GOOD = frozenset({"good", "outstanding"})
TOGETHER = "A line of the register stands for several homes. Enter them one by one."
MONTHS = 3


@dataclass(frozen=True)
class Counted:
    """Counts, the second None where there is no share; or why there is none."""

    numerator: int = 0
    denominator: int | None = None
    unavailable: str = ""


Count = Callable[[Council, Period], Counted | None]


def _own(council: Council, kind: str, day: dt.date) -> QuerySet[Setting]:
    homes = Setting.objects.for_council(council).open_on(day)
    return homes.filter(kind=kind, provider__sector=Provider.Sector.OWN)


def _keeps(council: Council, kind: str) -> bool:
    own = Setting.objects.for_council(council).filter(kind=kind)
    return own.filter(provider__sector=Provider.Sector.OWN).exists()


def fostering_households(council: Council, quarter: Period) -> Counted | None:
    if not _keeps(council, SettingKind.FOSTER):
        return None
    return Counted(
        sum(_own(council, SettingKind.FOSTER, quarter.ends_on).values_list("homes", flat=True))
    )


def fostering_places(council: Council, quarter: Period) -> Counted | None:
    if not _keeps(council, SettingKind.FOSTER):
        return None
    homes = set(_own(council, SettingKind.FOSTER, quarter.ends_on).values_list("pk", flat=True))
    lines = Places.objects.filter(setting__in=homes, from_on__lte=quarter.ends_on)
    held = {one.setting_id: one.registered for one in lines.order_by("from_on")}
    missing = len(homes - held.keys())
    if missing:
        noun = "household has" if missing == 1 else "households have"
        return Counted(unavailable=f"{missing} {noun} no places in the register on the day.")
    return Counted(sum(held.values()))


def _stage(stage: Recruitment.Stage) -> Count:
    def count(council: Council, quarter: Period) -> Counted | None:
        months = [months_later(quarter.starts_on, ahead) for ahead in range(MONTHS)]
        lines = Recruitment.objects.for_council(council).filter(stage=stage, month__in=months)
        held = dict(lines.values_list("month", "households"))
        return Counted(sum(held.values())) if len(held) == MONTHS else None

    return count


def _stand_for_several(homes: Iterable[Setting]) -> bool:
    """What is told of a line is not told of each of its homes."""
    return any(one.homes > 1 for one in homes)


def homes_good(council: Council, quarter: Period) -> Counted | None:
    homes = list(_own(council, SettingKind.HOME, quarter.ends_on))
    judged = graded(homes)
    grades = [newest(judged[one.pk], quarter.ends_on) for one in homes]
    known = [one.grade for one in grades if one is not None]
    if known and _stand_for_several(homes):
        return Counted(unavailable=TOGETHER)
    return Counted(sum(one in GOOD for one in known), len(known)) if known else None


def in_unregistered_homes(council: Council, quarter: Period) -> Counted | None:
    held = Irregular.objects.for_council(council)
    if not held.exists():
        return None
    unregistered = held.open_on(quarter.ends_on).filter(kind=Irregular.Kind.UNREGISTERED)
    return Counted(unregistered.values("placement__child").distinct().count())


def independent_visits(council: Council, quarter: Period) -> Counted | None:
    """Months of homes, not homes: each is due one visit a month."""
    homes = Setting.objects.for_council(council).filter(
        kind=SettingKind.HOME, provider__sector=Provider.Sector.OWN
    )
    reports = MonitoringReport.objects.filter(setting__in=homes)
    if not reports.exists():
        return None
    if _stand_for_several(homes):
        return Counted(unavailable=TOGETHER)
    visited = list(reports.values_list("setting", "visited_on"))
    after = quarter.ends_on + dt.timedelta(days=1)
    due = made = 0
    for one in homes:
        days = [day for key, day in visited if key == one.pk]
        span = (one.opened_on, one.closed_on, after)
        months = len(months_without_report((), *span, back=MONTHS))
        due += months
        made += months - len(months_without_report(days, *span, back=MONTHS))
    return Counted(made, due) if due else None


FUNCTIONS: dict[str, Count] = {
    "fostering_households": fostering_households,
    "fostering_places": fostering_places,
    "enquiries": _stage(Recruitment.Stage.ENQUIRY),
    "first_visits": _stage(Recruitment.Stage.VISIT),
    "applications": _stage(Recruitment.Stage.APPLICATION),
    "approvals": _stage(Recruitment.Stage.APPROVAL),
    "deregistrations": _stage(Recruitment.Stage.DEREGISTRATION),
    "homes_good": homes_good,
    "in_unregistered_homes": in_unregistered_homes,
    "independent_visits": independent_visits,
}
