"""The register of homes: what there is, one list, and the list as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from accounts.access import CouncilRequest, council_page
from accounts.models import AuditEvent
from placements.dashboards.register.due import due_page
from placements.dashboards.register.listing import (
    REMOVED,
    file_rows,
    groups_for,
    head_of,
    removed_from,
    rows_of,
)
from placements.dashboards.register.quality import quality_page
from placements.dashboards.returns import REGISTER_FIGURES, offering_line
from placements.forms.register import narrowed
from placements.models import Irregular
from placements.registers import Register
from placements.registers.labels import labels_for
from placements.registers.saying import named
from placements.services.register import LineRefused, restore_line
from placements.tables.register import RegisterTable
from reporting.spreadsheets import Sheet, csv_text, workbook
from reporting.views.attachments import attachment

from .finding import KEEPS, SEES, crumbs, may_keep, register_or_404
from .looks import ask_reason, list_looked, reason_given, wants_reason

LINES_A_PAGE = 50


@never_cache
@require_safe
@council_page(SEES)
def home(request: CouncilRequest) -> HttpResponse:
    """Every register with its number of lines, and what needs attention."""
    council, reader, today = request.council, request.user, timezone.localdate()
    sees_irregular = reader.has_perm("placements.see_irregular", council)
    context = {
        "groups": groups_for(council, reader),
        "irregular": Irregular.objects.for_council(council).open_on(today).count()
        if sees_irregular
        else None,
        "due": due_page(council, reader, today),
        "quality": quality_page(council, reader, today),
        "keeps": reader.has_perm(KEEPS, council),
        "places_children": reader.has_perm("placements.place_children", council),
        "offering": offering_line(council, REGISTER_FIGURES),
    }
    return render(request, "placements/register/home.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@council_page(SEES)
def register_list(request: CouncilRequest, register: str) -> HttpResponse:
    """One register, searched and narrowed; a post puts a line back."""
    found = register_or_404(request, register)
    if found.is_about_children and wants_reason(request, has_form=True):
        return ask_reason(request, found.name)
    if request.method == "POST":
        return _restored(request, register_or_404(request, register, keeps=True))
    labels = labels_for(found, request.council)
    filters = narrowed(found, request.council, labels, request.GET)
    keeps = may_keep(request, found)
    table = RegisterTable(filters.qs, register=found, council=request.council, keeps=keeps)
    paginate = {"per_page": LINES_A_PAGE, "silent": True}
    RequestConfig(request, paginate=paginate).configure(table)
    count = table.paginator.count
    if found.is_about_children:
        list_looked(request, found.name, count)
    context = {
        "register": found,
        "form": filters.form,
        "table": table,
        "count": count,
        "is_narrowed": any(request.GET.get(name) for name in filters.filters),
        "keeps": keeps,
        "removed": removed_from(request.council, found) if keeps else [],
        "asked": request.GET.urlencode(),
        "crumbs": crumbs(request, register=found),
    }
    return render(request, "placements/register/list.html", context)


@never_cache
@require_safe
@council_page(SEES)
def register_csv(request: CouncilRequest, register: str) -> HttpResponse:
    found = register_or_404(request, register)
    if found.is_about_children and not reason_given(request):
        return redirect("placements:register_list", request.council.slug, found.key)
    labels, lines = _asked_for(request, found)
    text = csv_text(file_rows(found, lines, labels))
    return _file(request, found, text, "csv")


@never_cache
@require_safe
@council_page(SEES)
def register_xlsx(request: CouncilRequest, register: str) -> HttpResponse:
    """The lines as a workbook; with ?empty=1 its heads alone, to be filled in."""
    found = register_or_404(request, register)
    is_empty = bool(request.GET.get("empty"))
    if found.is_about_children and not is_empty and not reason_given(request):
        return redirect("placements:register_list", request.council.slug, found.key)
    labels, lines = ({}, []) if is_empty else _asked_for(request, found)
    sheet = Sheet(found.name, head_of(found), rows_of(found, lines, labels))
    guide = Sheet("How to fill it in", [], [], notes=_guidance(found))
    made = workbook([sheet, guide], title=found.name)
    return _file(request, found, made, "xlsx")


def _asked_for(request: CouncilRequest, register: Register) -> tuple[Any, list[Any]]:
    labels = labels_for(register, request.council)
    lines = list(narrowed(register, request.council, labels, request.GET).qs)
    if register.is_about_children:
        list_looked(request, f"{register.name}, as a file", len(lines))
    return labels, lines


def _guidance(register: Register) -> list[str]:
    told = [f"{box.label}: {box.hint}" if box.hint else box.label for box in register.boxes]
    return [
        f"{register.name}: how to fill it in",
        "One line each. Leave the number of a new line empty; a line with a number changes that "
        "line. Lines that are not in the file stay as they are.",
        *told,
    ]


def _file(
    request: CouncilRequest, register: Register, body: str | bytes, ending: str
) -> HttpResponse:
    day = timezone.localdate()
    return attachment(body, f"{request.council.slug}-{register.key}-{day:%Y-%m-%d}.{ending}")


def _restored(request: CouncilRequest, register: Register) -> HttpResponse:
    pressed = request.POST.get("restore", "")
    if not (pressed.isascii() and pressed.isdecimal() and len(pressed) <= 12):
        raise Http404("That is no number of a line")
    removed = AuditEvent.objects.filter(
        council=request.council, action=REMOVED, detail__register=register.key
    )
    event = get_object_or_404(removed, pk=int(pressed))
    try:
        line = restore_line(
            council=request.council, register=register, event=event, by=request.user
        )
    except LineRefused as refusal:
        messages.error(request, f"{event.detail['words']} was not put back. {refusal}.")
    else:
        messages.success(request, f"{named(line)} has been put back.")
    return redirect("placements:register_list", request.council.slug, register.key)
