"""A quarter's computed figures beside what is entered: a page, and a file of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from performance.dashboards.offers import OffersPage, offers_csv, offers_page
from reporting.spreadsheets import csv_text
from reporting.views.attachments import attachment

from .finding import quarter_or_404


@require_safe
@council_page("performance.see_returns")
def offer_list(request: CouncilRequest, quarter: str) -> HttpResponse:
    """All of them, or with `?differs=1` those from which the entered figure differs."""
    return render(request, "performance/offers.html", {"page": _page(request, quarter)})


@require_safe
@council_page("performance.see_returns")
def offer_csv(request: CouncilRequest, quarter: str) -> HttpResponse:
    page = _page(request, quarter)
    name = f"{request.council.slug}-{page.quarter.key.lower()}-computed.csv"
    return attachment(csv_text(offers_csv(page)), name)


def _page(request: CouncilRequest, quarter: str) -> OffersPage:
    return offers_page(
        request.council,
        quarter_or_404(quarter),
        viewer=request.user,
        differs_only=request.GET.get("differs") == "1",
    )
