"""What needs attention: data quality, what is due, irregular placements."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from placements.dashboards.register.due import due_page
from placements.dashboards.register.irregular import irregular_page
from placements.dashboards.register.quality import quality_page
from placements.services.register.offers import OfferError, offer_register_figures

from .finding import KEEPS, SEES, crumbs
from .looks import ask_reason, list_looked, wants_reason

IRREGULAR = "placements.see_irregular"


@never_cache
@require_safe
@council_page(SEES)
def quality(request: CouncilRequest) -> HttpResponse:
    """What cannot be and what is unlikely, each with where it stands."""
    context = {
        "page": quality_page(request.council, request.user, timezone.localdate()),
        "crumbs": crumbs(request, "Data quality"),
    }
    return render(request, "placements/register/quality.html", context)


@never_cache
@require_safe
@council_page(SEES)
def due(request: CouncilRequest) -> HttpResponse:
    context = {
        "page": due_page(request.council, request.user, timezone.localdate()),
        "sees_irregular": request.user.has_perm(IRREGULAR, request.council),
        "crumbs": crumbs(request, "What is due"),
    }
    return render(request, "placements/register/due.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@council_page(IRREGULAR)
def irregular(request: CouncilRequest) -> HttpResponse:
    """Children in homes that are not registered, or with family on temporary approval."""
    if wants_reason(request):
        return ask_reason(request, "Irregular placements")
    page = irregular_page(request.council, timezone.localdate())
    list_looked(request, "Irregular placements", page.children, needs=IRREGULAR)
    context = {
        "page": page,
        "sees_placements": request.user.has_perm("placements.see_placements", request.council),
        "crumbs": crumbs(request, "Irregular placements"),
    }
    return render(request, "placements/register/irregular.html", context)


@require_POST
@council_page(KEEPS)
def offer(request: CouncilRequest) -> HttpResponse:
    """Offers the register's figures to the quarterly returns."""
    try:
        offered = offer_register_figures(
            council=request.council, by=request.user, today=timezone.localdate()
        )
    except OfferError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, offered.words)
    return redirect("placements:register", request.council.slug)
