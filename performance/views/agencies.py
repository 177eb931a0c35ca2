"""Regional agencies whose figures a council reports beside its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from performance import services
from performance.asked import areas_of
from performance.forms.measures import AgencyForm

from .measures import MANAGE, refused


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(MANAGE)
def agencies(request: CouncilRequest) -> HttpResponse:
    """The council's agencies, and a form to add one."""
    form = AgencyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = services.add_agency(
                council=request.council, by=request.user, **form.cleaned_data
            )
        except services.MeasureError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{made} can be chosen in returns.")
            return redirect("performance:agencies", request.council.slug)
    partners = request.council.partner_areas.select_related("area")
    listed = {partner.area_id for partner in partners}
    others = [area for area in areas_of(request.council) if area.pk not in listed]
    context = {"form": form, "partners": partners, "others": others}
    return render(request, "performance/measures/agencies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(MANAGE)
def agency_remove(request: CouncilRequest, partner: int) -> HttpResponse:
    """Asks before an agency leaves the list, and removes it on the answer."""
    found = get_object_or_404(request.council.partner_areas, pk=partner)
    if request.method == "POST":
        try:
            services.remove_agency(partner=found, by=request.user)
        except services.MeasureError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{found} is no longer on the list.")
        return redirect("performance:agencies", request.council.slug)
    return render(request, "performance/measures/agency_remove.html", {"partner": found})
