"""Searches for a home: opened, answered, matched by a placement, or withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import CouncilRequest, council_page
from placements.dashboards.register.children import search_page as built_page
from placements.forms.placing import BoxesForm, WhoAndWhatForm
from placements.models import Search
from placements.registers import REGISTERS
from placements.registers.labels import labels_for
from placements.services import KeyMissing
from placements.services.placing import (
    answer_search,
    child_for_placing,
    open_search,
    withdraw_search,
)
from placements.services.register import LineRefused

from .finding import crumbs, line_or_404, may_keep
from .looks import SEES, ask_reason, child_looked, wants_reason
from .placing import PLACES

ASKS = require_http_methods(["GET", "HEAD", "POST"])
SEARCHES, ANSWERS = REGISTERS["searches"], REGISTERS["answers"]
ANSWER_BOXES = ("provider", "asked_on", "answered_on", "answer", "reason")


@never_cache
@ASKS
@council_page(PLACES)
def search_open(request: CouncilRequest) -> HttpResponse:
    form = WhoAndWhatForm(
        request.POST if request.method == "POST" else None,
        initial={"opened_on": timezone.localdate()},
    )
    if form.is_valid():
        try:
            search = _opened(request, form.cleaned_data)
        except LineRefused as refusal:
            form.refuse(refusal.errors)
        except KeyMissing as refusal:
            form.add_error("case", str(refusal))
        else:
            messages.success(request, f"{search} is open. Enter below whom you ask.")
            return redirect("placements:search_page", request.council.slug, search.pk)
    context = {"form": form, "crumbs": crumbs(request, "Look for a home", register=SEARCHES)}
    status = 422 if form.errors else 200
    return render(request, "placements/register/search_open.html", context, status=status)


def _opened(request: CouncilRequest, told: dict[str, Any]) -> Search:
    child = child_for_placing(
        council=request.council, number=told["number"], case=told["case"], by=request.user
    )
    return open_search(
        council=request.council,
        child=child,
        kind=told["kind"],
        opened_on=told["opened_on"],
        by=request.user,
    )


@never_cache
@ASKS
@council_page(SEES)
def search_page(request: CouncilRequest, search: int) -> HttpResponse:
    found: Search = line_or_404(request, SEARCHES, search)
    if wants_reason(request):
        return ask_reason(request, str(found))
    child_looked(request, found.child)
    context = {
        "page": built_page(found, timezone.localdate()),
        "keeps": may_keep(request, SEARCHES),
        "crumbs": crumbs(request, str(found), register=SEARCHES),
    }
    return render(request, "placements/register/search.html", context)


@never_cache
@ASKS
@council_page(PLACES)
def search_answer(request: CouncilRequest, search: int) -> HttpResponse:
    found: Search = line_or_404(request, SEARCHES, search)
    form = BoxesForm(
        request.POST if request.method == "POST" else None,
        boxes=[(ANSWERS, name) for name in ANSWER_BOXES],
        labels=labels_for(ANSWERS, request.council),
    )
    if form.is_valid():
        try:
            answer_search(
                council=request.council, search=found, values=form.of(ANSWERS), by=request.user
            )
        except LineRefused as refusal:
            form.refuse(refusal.errors)
        else:
            messages.success(request, "The answer has been saved.")
            return redirect("placements:search_page", request.council.slug, found.pk)
    context = {
        "search": found,
        "form": form,
        "crumbs": crumbs(request, "Whom you ask", register=SEARCHES),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/register/search_answer.html", context, status=status)


@never_cache
@require_POST
@council_page(PLACES)
def search_withdraw(request: CouncilRequest, search: int) -> HttpResponse:
    found: Search = line_or_404(request, SEARCHES, search)
    try:
        withdraw_search(
            council=request.council, search=found, on=timezone.localdate(), by=request.user
        )
    except LineRefused as refusal:
        messages.error(request, f"{refusal}.")
    else:
        messages.success(request, f"{found} has been withdrawn.")
    return redirect("placements:search_page", request.council.slug, found.pk)
