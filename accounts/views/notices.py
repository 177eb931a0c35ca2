"""The accessibility statement and the privacy notice: for everybody, of the site and of a council;
and the page on which an administrator writes the council's own texts.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import services
from accounts.access import CouncilRequest, council_page, roles_in
from accounts.forms.notices import NoticesForm
from accounts.models import Council, CouncilNotices, User


@login_not_required
@require_safe
def accessibility(request: HttpRequest, council: str = "") -> HttpResponse:
    return _notice(request, council, "accounts/notices/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest, council: str = "") -> HttpResponse:
    return _notice(request, council, "accounts/notices/privacy.html")


def _notice(request: HttpRequest, slug: str, template: str) -> HttpResponse:
    """Without a slug the site's own, as it is before a council has said anything."""
    if not slug:
        return render(request, template, {"notices": CouncilNotices()})
    found = get_object_or_404(Council.objects.select_related("notices"), slug=slug)
    # Whoever is signed in keeps the sections of their role in reach.
    roles = roles_in(request.user, found) if isinstance(request.user, User) else frozenset()
    kept = services.retention_words(found)
    context = {"council": found, "notices": notices_of(found), "roles": roles, "kept": kept}
    return render(request, template, context)


def notices_of(council: Council) -> CouncilNotices:
    """The council's own texts; empty ones where it has written none."""
    return getattr(council, "notices", None) or CouncilNotices(council=council)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("accounts.manage_council")
def notices(request: CouncilRequest) -> HttpResponse:
    known = notices_of(request.council)
    initial = {name: getattr(known, name) for name in NoticesForm.base_fields}
    form = NoticesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        services.change_notices(council=request.council, by=request.user, **form.cleaned_data)
        messages.success(request, "The texts have been saved. Everybody can read them now.")
        return redirect("accounts:notices", request.council.slug)
    return render(request, "accounts/notices/edit.html", {"form": form})
