"""Changing and removing a council's own measure; adding one is beside the other measures."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from performance import services
from performance.dashboards.measures import measure_line
from performance.forms.own_measures import OwnMeasureForm
from performance.models import Indicator

from .measures import MANAGE, indicator_or_404, refused


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(MANAGE)
def own_change(request: CouncilRequest, code: str) -> HttpResponse:
    indicator = _own_or_404(request, code)
    form = OwnMeasureForm(request.POST if request.method == "POST" else None, indicator=indicator)
    if form.is_valid():
        try:
            services.change_own_indicator(
                council=request.council,
                indicator=indicator,
                measure=services.OwnMeasure(**form.measure()),
                by=request.user,
            )
        except services.MeasureError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{indicator} has been saved.")
            return redirect("performance:measure_edit", request.council.slug, code)
    locked = any(field.disabled for field in form.fields.values())
    context = {"form": form, "locked": locked, "line": measure_line(request.council, indicator)}
    return render(request, "performance/measures/own_change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(MANAGE)
def own_remove(request: CouncilRequest, code: str) -> HttpResponse:
    """Asks before a measure is removed, and removes it on the answer."""
    indicator = _own_or_404(request, code)
    if request.method == "POST":
        try:
            services.remove_own_indicator(
                council=request.council, indicator=indicator, by=request.user
            )
        except services.MeasureError as refusal:
            messages.error(request, str(refusal))
            return redirect("performance:measure_edit", request.council.slug, code)
        messages.success(request, f"{indicator} has been removed.")
        return redirect("performance:measure_list", request.council.slug)
    context = {"line": measure_line(request.council, indicator)}
    return render(request, "performance/measures/own_remove.html", context)


def _own_or_404(request: CouncilRequest, code: str) -> Indicator:
    indicator = indicator_or_404(request, code)
    if indicator.council_id is None:
        raise Http404("A measure of the catalogue is changed in the catalogue")
    return indicator
