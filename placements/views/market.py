"""The market of homes in the council's area, by Ofsted's register."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from placements.dashboards.market import market_page


@require_safe
@council_page("placements.see_homes")
def market(request: CouncilRequest) -> HttpResponse:
    page = market_page(request.council, timezone.localdate())
    return render(request, "placements/homes/market.html", {"page": page})
