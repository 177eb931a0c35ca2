"""Scenarios of a council: saved, listed, removed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import CouncilRequest, council_page
from placements.domain.supply.changing import AMOUNTS
from placements.forms.scenarios import ScenarioForm
from placements.models import SavedScenario
from placements.services.scenarios import ScenarioRefused, remove_scenario, save_scenario

WRITES = "placements.write_statement"


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(WRITES)
def scenario_list(request: CouncilRequest) -> HttpResponse:
    """Those that are saved, and the form."""
    form = ScenarioForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            save_scenario(
                council=request.council,
                name=told["name"],
                kind=told["kind"],
                numbers=form.numbers,
                by=request.user,
            )
        except ScenarioRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"Saved: {told['name']}. It is being worked out.")
            return redirect("placements:scenario_list", request.council.slug)
    saved = SavedScenario.objects.filter(council=request.council)
    rows = [(one, AMOUNTS.get(one.kind, one.kind), one.numbers.get("amount")) for one in saved]
    context = {"form": form, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "placements/homes/scenarios.html", context, status=status)


@require_POST
@council_page(WRITES)
def scenario_remove(request: CouncilRequest, scenario: int) -> HttpResponse:
    try:
        found = SavedScenario.objects.get(council=request.council, pk=scenario)
    except (SavedScenario.DoesNotExist, OverflowError) as error:
        raise Http404 from error
    name = found.name
    remove_scenario(scenario=found, by=request.user)
    messages.success(request, f"Removed: {name}.")
    return redirect("placements:scenario_list", request.council.slug)
