"""What a council asks of the proofs that nobody can work out a small number."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import CouncilRequest, council_page
from reporting.forms import DisclosureRulesForm
from reporting.packs import asked_of_proofs
from reporting.services import set_disclosure_rules


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("reporting.set_disclosure_rules")
def disclosure_rules(request: CouncilRequest) -> HttpResponse:
    rules = asked_of_proofs(request.council)
    form = DisclosureRulesForm(
        request.POST if request.method == "POST" else None,
        initial={"min_width": rules.min_width, "seconds": int(rules.seconds)},
    )
    if form.is_valid():
        set_disclosure_rules(council=request.council, by=request.user, **form.cleaned_data)
        messages.success(request, "The rules for small numbers have been saved.")
        return redirect("reporting:disclosure_rules", request.council.slug)
    return render(request, "reporting/disclosure_rules.html", {"form": form})
