"""Commissioning intentions: the list, adding one, changing it, what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from placements.dashboards.statements import intentions_page
from placements.forms.statements import IntentionForm, ProgressForm
from placements.models import Intention
from placements.services.statements import add_intention, change_intention, note_progress
from placements.services.statements.intentions import FIELDS

from .writing import SEES, WRITES, Crumbs, rights

LIST = "placements:intention_list"


def _crumbs(request: CouncilRequest, here: str = "") -> Crumbs:
    slug = request.council.slug
    first = ("Homes for children", reverse("placements:homes", args=[slug]))
    if not here:
        return [first, ("Intentions", "")]
    return [first, ("Intentions", reverse(LIST, args=[slug])), (here, "")]


def _intention_or_404(request: CouncilRequest, number: int) -> Intention:
    try:
        found = Intention.objects.for_council(request.council).prefetch_related("progress")
        return found.get(pk=number)
    except (Intention.DoesNotExist, OverflowError) as error:
        raise Http404 from error


@require_safe
@council_page(SEES)
def intention_list(request: CouncilRequest) -> HttpResponse:
    page = intentions_page(request.council, timezone.localdate())
    context = {"page": page, "crumbs": _crumbs(request)}
    return render(request, "placements/statement/intentions.html", context | rights(request))


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(WRITES)
def intention_add(request: CouncilRequest) -> HttpResponse:
    known = {"made_on": timezone.localdate()}
    form = IntentionForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        add_intention(council=request.council, by=request.user, **form.cleaned_data)
        messages.success(request, "The intention has been added.")
        return redirect(LIST, request.council.slug)
    context = {"form": form, "heading": "Add an intention", "crumbs": _crumbs(request, "Add")}
    return render(request, "placements/statement/intention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(WRITES)
def intention_edit(request: CouncilRequest, intention: int) -> HttpResponse:
    found = _intention_or_404(request, intention)
    known = {name: getattr(found, name) for name in FIELDS}
    form = IntentionForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        change_intention(intention=found, by=request.user, **form.cleaned_data)
        messages.success(request, "The intention has been changed.")
        return redirect(LIST, request.council.slug)
    context = {"form": form, "heading": "Change an intention", "crumbs": _crumbs(request, "Change")}
    return render(request, "placements/statement/intention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(WRITES)
def intention_progress(request: CouncilRequest, intention: int) -> HttpResponse:
    """What became of it so far, and what is to be added."""
    found = _intention_or_404(request, intention)
    known = {"on": timezone.localdate()}
    posted = request.POST if request.method == "POST" else None
    form = ProgressForm(posted, initial=known, made_on=found.made_on)
    if form.is_valid():
        note_progress(intention=found, by=request.user, **form.cleaned_data)
        messages.success(request, "What became of it has been kept.")
        return redirect(LIST, request.council.slug)
    context = {"form": form, "intention": found, "crumbs": _crumbs(request, "Progress")}
    return render(request, "placements/statement/progress.html", context)
