"""The page of one home, and of one provider."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from placements.dashboards.register.homes import home_page, provider_page
from placements.registers import REGISTERS

from .finding import SEES, crumbs, line_or_404, may_keep


@never_cache
@require_safe
@council_page(SEES)
def setting(request: CouncilRequest, setting: int) -> HttpResponse:
    register = REGISTERS["settings"]
    found = line_or_404(request, register, setting)
    page = home_page(request.council, found, timezone.localdate())
    context = {
        "page": page,
        "register": register,
        "keeps": may_keep(request, register),
        "sees_placements": request.user.has_perm("placements.see_placements", request.council),
        "places_children": request.user.has_perm("placements.place_children", request.council),
        "crumbs": crumbs(request, str(found), register=register),
    }
    return render(request, "placements/register/setting.html", context)


@never_cache
@require_safe
@council_page(SEES)
def provider(request: CouncilRequest, provider: int) -> HttpResponse:
    register = REGISTERS["providers"]
    found = line_or_404(request, register, provider)
    context = {
        "page": provider_page(request.council, found, timezone.localdate()),
        "register": register,
        "keeps": may_keep(request, register),
        "crumbs": crumbs(request, str(found), register=register),
    }
    return render(request, "placements/register/provider.html", context)
