"""Placing a child: who and when, which home, then route, plan and price."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from placements.dashboards.register.choosing import choices_on
from placements.dashboards.register.homes import is_suspended, vacancy_on
from placements.forms.placing import BoxesForm, WhoAndWhenForm, placing_boxes
from placements.models import Child, Setting, SettingKind
from placements.registers import REGISTERS
from placements.registers.boxes import DAYS, DayField
from placements.registers.judged import grade_of
from placements.registers.labels import labels_for
from placements.services import KeyMissing
from placements.services.placing import child_for_placing, place_child
from placements.services.register import LineAsks, LineRefused

from .finding import crumbs, line_or_404

PLACES = "placements.place_children"
ASKS = require_http_methods(["GET", "HEAD", "POST"])
PLACEMENTS, PRICES = REGISTERS["placements"], REGISTERS["prices"]


@never_cache
@ASKS
@council_page(PLACES)
def place(request: CouncilRequest) -> HttpResponse:
    """Which child, and from which day."""
    form = WhoAndWhenForm(
        request.POST if request.method == "POST" else None,
        initial={"day": timezone.localdate(), "number": request.GET.get("child")},
    )
    if form.is_valid():
        told = form.cleaned_data
        try:
            child = child_for_placing(
                council=request.council, number=told["number"], case=told["case"], by=request.user
            )
        except LineRefused as refusal:
            form.refuse(refusal.errors)
        except KeyMissing as refusal:
            form.add_error("case", str(refusal))
        else:
            return _onward(request, child, told["day"], told["kind"])
    context = {"form": form, "crumbs": crumbs(request, "Place a child", register=PLACEMENTS)}
    status = 422 if form.errors else 200
    return render(request, "placements/register/place.html", context, status=status)


def _onward(request: CouncilRequest, child: Child, day: dt.date, kind: str) -> HttpResponse:
    """To the home that the address names, or to the list of homes."""
    setting, search = request.GET.get("setting", ""), request.GET.get("search", "")
    asked = {"on": day.isoformat(), "kind": kind, "search": search}
    query = urlencode({name: value for name, value in asked.items() if value})
    slug = request.council.slug
    if setting.isascii() and setting.isdecimal() and len(setting) < 12:
        address = reverse("placements:place_in", args=[slug, child.pk, int(setting)])
    else:
        address = reverse("placements:place_choose", args=[slug, child.pk])
    return redirect(f"{address}?{query}")


@never_cache
@require_safe
@council_page(PLACES)
def place_choose(request: CouncilRequest, child: int) -> HttpResponse:
    """Open homes on the day, with their free places."""
    found, day = _child(request, child), _day(request)
    kind = request.GET.get("kind", "")
    kind = kind if kind in SettingKind.values else ""
    context = {
        "child": found,
        "day": day,
        "kind": SettingKind(kind).label if kind else "",
        "choices": choices_on(request.council, day, kind),
        "asked": request.GET.urlencode(),
        "crumbs": crumbs(request, "Choose a home", register=PLACEMENTS),
    }
    return render(request, "placements/register/choose.html", context)


@never_cache
@ASKS
@council_page(PLACES)
def place_in(request: CouncilRequest, child: int, setting: int) -> HttpResponse:
    """Route, plan and price; then the child is placed."""
    found = _child(request, child)
    home = line_or_404(request, REGISTERS["settings"], setting)
    day = _day(request)
    form = _form(request, home, day)
    if form.is_valid():
        try:
            placement = place_child(
                council=request.council,
                child=found,
                setting=home,
                values=form.of(PLACEMENTS),
                price=form.of(PRICES),
                by=request.user,
                is_right=form.is_right,
            )
        except LineRefused as refusal:
            form.refuse(refusal.errors)
        except LineAsks as refusal:
            form.ask(refusal.questions)
        else:
            free = vacancy_on(home, placement.starts_on).free
            messages.success(
                request,
                f"Child {found.pk} is placed in {home}. It has {free} "
                f"free place{'s' * (free != 1)} on that day.",
            )
            return redirect("placements:setting", request.council.slug, home.pk)
    context = {
        "child": found,
        "setting": home,
        "day": day,
        "vacancy": vacancy_on(home, day),
        "grade": grade_of(home, day),
        "form": form,
        "crumbs": crumbs(request, "Place a child", register=PLACEMENTS),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/register/place_in.html", context, status=status)


def _form(request: CouncilRequest, home: Setting, day: dt.date) -> BoxesForm:
    posted = request.POST if request.method == "POST" else None
    begins = _typed_day(posted.get("starts_on", "")) if posted else None
    held = begins or day
    grade = grade_of(home, held)
    boxes = placing_boxes(
        is_suspended=is_suspended(home.provider, held),
        is_below_good=grade is not None and grade.is_below_good,
    )
    initial = {"starts_on": day, "plan": home.kind, "search": request.GET.get("search")}
    labels = {
        **labels_for(PLACEMENTS, request.council),
        **labels_for(PRICES, request.council),
    }
    return BoxesForm(posted, boxes=boxes, labels=labels, initial=initial)


def _child(request: CouncilRequest, key: int) -> Child:
    child = Child.objects.filter(council=request.council, pk=min(key, 2**63 - 1)).first()
    if child is None:
        raise Http404("There is no such child")
    return child


def _day(request: CouncilRequest) -> dt.date:
    return _typed_day(request.GET.get("on", "")) or timezone.localdate()


def _typed_day(text: str) -> dt.date | None:
    try:
        return DayField(required=False, input_formats=DAYS).clean(text)
    except ValidationError:
        return None
