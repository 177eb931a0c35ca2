"""Withdrawing an edition: asks first, and for a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from reporting.forms import WithdrawForm
from reporting.models import Edition
from reporting.services import WithdrawError, withdraw_edition


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("reporting.withdraw_edition")
def edition_withdraw(request: CouncilRequest, edition: int) -> HttpResponse:
    found = _edition_or_404(request, edition)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdraw_edition(edition=found, by=request.user, **form.cleaned_data)
        except WithdrawError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{found} has been withdrawn.")
            return redirect("reporting:published_list", request.council.slug)
    return render(request, "reporting/withdraw.html", {"form": form, "edition": found})


def _edition_or_404(request: CouncilRequest, edition: int) -> Edition:
    try:
        return Edition.objects.for_council(request.council).standing().get(pk=edition)
    except (Edition.DoesNotExist, OverflowError) as error:
        raise Http404 from error
