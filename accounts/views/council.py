"""A council's settings, its logo and its audit."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from accounts import services
from accounts.access import CouncilRequest, council_page
from accounts.forms.council import CouncilForm
from accounts.models import Council


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("accounts.manage_council")
def council_settings(request: CouncilRequest) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CouncilForm(*sent, council=request.council)
    if form.is_valid():
        services.change_council(council=request.council, by=request.user, **form.cleaned_data)
        messages.success(request, "The settings have been saved.")
        return redirect("accounts:council_settings", request.council.slug)
    if form.errors:
        # The page's frame shows the council as it is, not as it was typed.
        request.council.refresh_from_db()
    return render(request, "accounts/council_settings.html", {"form": form})


@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def logo(request: HttpRequest, council: str) -> HttpResponse:
    """The council's brand: published papers show it to everybody."""
    found = get_object_or_404(Council, slug=council)
    if not found.logo:
        raise Http404
    return HttpResponse(bytes(found.logo), content_type=found.logo_type)
