"""The point from which a council measures what it calls local."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from placements.dashboards.points import point_page
from placements.forms.points import OwnPointForm
from placements.models import OwnPoint
from placements.services.points import set_own_point


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("placements.set_own_point")
def own_point(request: CouncilRequest) -> HttpResponse:
    page = point_page(request.council)
    form = OwnPointForm(
        request.POST if request.method == "POST" else None, initial=_now(page.point)
    )
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("name", "place", "miles")}
        set_own_point(council=request.council, by=request.user, **told)
        messages.success(request, "The point has been saved.")
        return redirect("placements:own_point", request.council.slug)
    context = {
        "page": page,
        "form": form,
        "may_load": request.user.has_perm("placements.load_returns", request.council),
    }
    return render(
        request, "placements/returns/point.html", context, status=422 if form.errors else 200
    )


def _now(point: OwnPoint | None) -> dict[str, object]:
    """What the form begins with."""
    if point is None:
        return {"miles": 20}
    fields = {name: getattr(point, name) for name in ("name", "easting", "northing")}
    return {**fields, "miles": f"{point.miles.normalize():f}"}
