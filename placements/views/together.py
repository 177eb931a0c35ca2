"""Homes across councils, as far as each shows its own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from placements.dashboards.together import TogetherPage, together_lines, together_page
from reporting.spreadsheets import csv_text
from reporting.views.attachments import attachment

SEES, KEEPS = "placements.see_homes", "placements.keep_homes"


@never_cache
@require_safe
@council_page(SEES)
def together(request: CouncilRequest) -> HttpResponse:
    may_share = request.user.has_perm(KEEPS, request.council)
    context = {"page": _page(request), "may_share": may_share}
    return render(request, "placements/homes/together.html", context)


@never_cache
@require_safe
@council_page(SEES)
def together_csv(request: CouncilRequest) -> HttpResponse:
    page = _page(request)
    name = f"{request.council.slug}-homes-across-councils-{page.day.isoformat()}.csv"
    return attachment(csv_text(together_lines(page)), name)


def _page(request: CouncilRequest) -> TogetherPage:
    return together_page(request.council, request.user, timezone.localdate())
