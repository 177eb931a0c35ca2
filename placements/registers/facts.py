"""A council's register as the checks read it: nine queries, whatever its size."""

from __future__ import annotations

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
    Term,
    check_register,
)
from placements.models import (
    Agreement,
    Contract,
    Judgement,
    Placement,
    Places,
    PriceBand,
    Setting,
)

from .judged import known_urns


def findings_of(council: Council) -> tuple[Finding, ...]:
    """Everything that the checks say of the register as it stands."""
    return check_register(facts_of(council))


def facts_of(council: Council) -> Facts:
    homes = Setting.objects.for_council(council).order_by("kind", "name", "pk")
    told = homes.values_list(
        "pk", "name", "kind", "urn", "registered_on", "opened_on", "closed_on", "provider"
    )
    rows = list(told)
    return Facts(
        homes=[Home(*row[:7]) for row in rows],
        provider_of={row[0]: row[7] for row in rows},
        places=_places(council),
        stays=_stays(council),
        terms=_terms(council),
        prices=_prices(council),
        bands=_bands(council),
        judged=_judged(council),
        known_urns=known_urns(row[3] for row in rows if row[3]),
    )


def _places(council: Council) -> list[PlacesFrom]:
    lines = Places.objects.for_council(council).order_by("setting", "from_on")
    told = lines.values_list("pk", "setting", "from_on", "registered", "usable")
    return [PlacesFrom(*row) for row in told]


def _stays(council: Council) -> list[Stay]:
    lines = Placement.objects.for_council(council).order_by("starts_on", "pk")
    told = lines.values_list(
        "pk", "child", "setting", "starts_on", "ends_on", "lot__contract", "lot"
    )
    return [Stay(*row) for row in told]


def _terms(council: Council) -> list[Term]:
    lines = Contract.objects.for_council(council).with_end().order_by("pk")
    return [Term(*row) for row in lines.values_list("pk", "name", "starts_on", "last_day")]


def _prices(council: Council) -> list[Price]:
    lines = Agreement.objects.for_council(council).order_by("pk")
    return [Price(one.pk, one.placement_id, one.from_on, one.weekly) for one in lines]


def _bands(council: Council) -> list[Band]:
    lines = PriceBand.objects.filter(lot__contract__council=council).order_by("pk")
    return [Band(*row) for row in lines.values_list("lot", "from_on", "weekly", "provider")]


def _judged(council: Council) -> list[Judged]:
    lines = Judgement.objects.filter(setting__provider__council=council).order_by("pk")
    return [Judged(*row) for row in lines.values_list("pk", "setting", "inspected_on")]
