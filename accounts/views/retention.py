"""How long things are kept, what is older, and its purge."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import services
from accounts.access import CouncilRequest, council_page
from accounts.forms.retention import RetentionForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@council_page("accounts.manage_council")
def retention(request: CouncilRequest) -> HttpResponse:
    kept = services.retention_of(request.council)
    rules = [(one.rule, one.amount) for one in kept]
    form = RetentionForm(request.POST if request.method == "POST" else None, rules=rules)
    if form.is_valid():
        services.change_retention(
            council=request.council, amounts=form.cleaned_data, by=request.user
        )
        messages.success(request, "How long things are kept has been saved.")
        return redirect("accounts:retention", request.council.slug)
    context = {"kept": kept, "form": form, "surplus": sum(one.surplus.count for one in kept)}
    return render(request, "accounts/retention.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@council_page("accounts.manage_council")
def purge(request: CouncilRequest) -> HttpResponse:
    """Asks before anything goes, and removes it on the answer."""
    if request.method == "POST":
        gone = services.purge(council=request.council, by=request.user)
        messages.success(request, _said(sum(count for _, count in gone)))
        return redirect("accounts:retention", request.council.slug)
    kept = [one for one in services.retention_of(request.council) if one.surplus.count]
    return render(request, "accounts/purge.html", {"kept": kept})


def _said(count: int) -> str:
    if not count:
        return "Nothing was older than it has to be, so nothing was removed."
    return f"{count:,} {'records have' if count > 1 else 'record has'} been removed."
