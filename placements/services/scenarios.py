"""Changes of policy that were thought through, saved to be compared; their results are worked out
with the forecast.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from placements.domain.forecasting.scenarios import Unusable
from placements.domain.supply.changing import change_of
from placements.models import SavedScenario
from placements.services.forecasts import ask_forecast

MOST = 8


class ScenarioRefused(ValueError):
    """The scenario cannot be saved; the message says why, in words for a form."""


@transaction.atomic
def save_scenario(
    *, council: Council, name: str, kind: str, numbers: dict[str, Any], by: User
) -> SavedScenario:
    """Saves one and has it worked out. Raises ScenarioRefused."""
    Council.objects.select_for_update().get(pk=council.pk)
    held = SavedScenario.objects.filter(council=council)
    if held.filter(name=name).exists():
        raise ScenarioRefused(f"There is a scenario “{name}” already. Give this one another name.")
    if held.count() >= MOST:
        raise ScenarioRefused(f"There are {MOST} scenarios: remove one before you add another.")
    try:
        change_of(kind, numbers)
    except Unusable as reason:
        raise ScenarioRefused(str(reason)) from reason
    made = SavedScenario.objects.create(
        council=council, name=name, kind=kind, numbers=numbers, made_by=by, made_at=timezone.now()
    )
    detail = {"kind": kind, "numbers": numbers}
    record_event(council=council, by=by, action="save_scenario", subject=name, detail=detail)
    ask_forecast(council=council, by=by, subject=f"scenario {made.pk}")
    return made


@transaction.atomic
def remove_scenario(*, scenario: SavedScenario, by: User) -> None:
    council, name, pk = scenario.council, scenario.name, scenario.pk
    scenario.delete()
    record_event(council=council, by=by, action="remove_scenario", subject=name)
    ask_forecast(council=council, by=by, subject=f"without scenario {pk}")
