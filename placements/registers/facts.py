"""A council's register as the checks read it: some dozen queries, whatever its size."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from accounts.models import Council
from placements.domain.register_checks import (
    Band,
    Facts,
    Finding,
    Home,
    Judged,
    PlacesFrom,
    Price,
    Stay,
    Suspended,
    Term,
    check_register,
)
from placements.models import (
    Agreement,
    ChildDetails,
    Contract,
    Judgement,
    Placement,
    Places,
    PriceBand,
    Setting,
    Suspension,
)

from .judged import graded, known_urns


def findings_of(council: Council, today: dt.date | None = None) -> tuple[Finding, ...]:
    """Everything that the checks say of the register as it stands; of ages only on a day."""
    return check_register(facts_of(council, today))


def facts_of(council: Council, today: dt.date | None = None) -> Facts:
    settings = list(Setting.objects.for_council(council).order_by("kind", "name", "pk"))
    return Facts(
        homes=[_home(one) for one in settings],
        provider_of={one.pk: one.provider_id for one in settings},
        suspended=_suspended(council),
        grades={
            key: [(one.inspected_on, one.is_below_good) for one in judged]
            for key, judged in graded(settings).items()
        },
        places=_places(council),
        stays=_stays(council),
        terms=_terms(council),
        prices=_prices(council),
        bands=_bands(council),
        judged=_judged(council),
        known_urns=known_urns(one.urn for one in settings if one.urn),
        born=_born(council) if today else {},
        today=today,
    )


def _home(one: Setting) -> Home:
    days = (one.registered_on, one.opened_on, one.closed_on)
    return Home(one.pk, one.name, one.kind, one.urn, *days, one.age_from, one.age_to)


def _born(council: Council) -> dict[int, dt.date]:
    """By the newest return that names a child, of children who have been placed."""
    placed = Placement.objects.for_council(council).order_by().values("child")
    told = ChildDetails.objects.filter(child__in=placed).order_by("held_return__year", "row")
    return dict(told.values_list("child", "born_on"))


def _suspended(council: Council) -> list[Suspended]:
    lines = Suspension.objects.filter(provider__council=council).order_by("pk")
    return [Suspended(*row) for row in lines.values_list("provider", "from_on", "until_on")]


def _places(council: Council) -> list[PlacesFrom]:
    lines = Places.objects.for_council(council).order_by("setting", "from_on")
    told = lines.values_list("pk", "setting", "from_on", "registered", "usable")
    return [PlacesFrom(*row) for row in told]


def _stays(council: Council) -> list[Stay]:
    lines = Placement.objects.for_council(council).order_by("starts_on", "pk")
    told = lines.annotate(why=~Q(suspended_reason=""), below=~Q(below_good_reason="")).values_list(
        "pk", "child", "setting", "starts_on", "ends_on", "lot__contract", "lot", "why", "below"
    )
    return [Stay(*row) for row in told]


def _terms(council: Council) -> list[Term]:
    ends = last_days(council)
    lines = Contract.objects.for_council(council).order_by("pk")
    return [Term(one.pk, one.name, one.starts_on, ends[one.pk]) for one in lines]


def last_days(council: Council) -> dict[int, dt.date | None]:
    """By contract its last day, extensions counted."""
    lines: Any = Contract.objects.for_council(council).with_end()
    return {one.pk: one.last_day for one in lines}


def _prices(council: Council) -> list[Price]:
    lines = Agreement.objects.for_council(council).order_by("pk")
    return [Price(one.pk, one.placement_id, one.from_on, one.weekly) for one in lines]


def _bands(council: Council) -> list[Band]:
    lines = PriceBand.objects.filter(lot__contract__council=council).order_by("pk")
    return [Band(*row) for row in lines.values_list("lot", "from_on", "weekly", "provider")]


def _judged(council: Council) -> list[Judged]:
    lines = Judgement.objects.filter(setting__provider__council=council).order_by("pk")
    return [Judged(*row) for row in lines.values_list("pk", "setting", "inspected_on")]
