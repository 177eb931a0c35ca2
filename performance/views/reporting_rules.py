"""A council's own rules for its figures."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from performance import services
from performance.dashboards.measures import rules_in_words
from performance.forms.measures import RulesForm

from .measures import MANAGE, saved


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(MANAGE)
def reporting_rules(request: CouncilRequest) -> HttpResponse:
    form = RulesForm(
        request.POST if request.method == "POST" else None,
        initial=rules_in_words(request.council),
    )
    if saved(form, services.set_rules, council=request.council, by=request.user):
        messages.success(request, "The rules have been saved.")
        return redirect("performance:measure_list", request.council.slug)
    return render(request, "performance/measures/rules.html", {"form": form})
