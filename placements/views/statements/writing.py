"""Statements: the list, beginning one, its overview, answering it mark by mark."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from placements.dashboards.homes import homes_page
from placements.dashboards.statements import editions_of, mark_rows, statement_lines
from placements.forms.statements import MarkForm, StatementForm
from placements.models import MarkResponse, Statement
from placements.packs.statement.building import evidence_of
from placements.packs.statement.marks import Mark, marks
from placements.services.statements import (
    Conflict,
    answer_mark,
    begin_statement,
    change_statement,
)
from reporting.models import Audience

SEES, WRITES, PUBLISHES = (
    "placements.see_homes",
    "placements.write_statement",
    "placements.publish_statement",
)
Crumbs = list[tuple[str, str]]


def statement_or_404(request: CouncilRequest, number: int) -> Statement:
    try:
        found = Statement.objects.select_related("council__area")
        return found.prefetch_related("marks").get(council=request.council, pk=number)
    except (Statement.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def crumbs_of(
    request: CouncilRequest, statement: Statement | None = None, here: str = ""
) -> Crumbs:
    """From the page of homes down to `here`."""
    slug = request.council.slug
    found: Crumbs = [
        ("Homes for children", reverse("placements:homes", args=[slug])),
        ("Statements", reverse("placements:statement_list", args=[slug])),
    ]
    if statement is not None:
        address = reverse("placements:statement_detail", args=[slug, statement.pk])
        found.append((f"{statement.as_at:%-d %B %Y}", address))
    return [*found, (here, "")] if here else [*found[:-1], (found[-1][0], "")]


def rights(request: CouncilRequest) -> dict[str, bool]:
    return {
        "may_write": request.user.has_perm(WRITES, request.council),
        "may_publish": request.user.has_perm(PUBLISHES, request.council),
    }


@require_safe
@council_page(SEES)
def statement_list(request: CouncilRequest) -> HttpResponse:
    context = {"lines": statement_lines(request.council), "crumbs": crumbs_of(request)}
    return render(request, "placements/statement/list.html", context | rights(request))


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(WRITES)
def statement_begin(request: CouncilRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = StatementForm(posted, is_new=True, today=timezone.localdate())
    if form.is_valid():
        try:
            made = begin_statement(council=request.council, by=request.user, **form.cleaned_data)
        except Conflict as conflict:
            form.add_error("as_at", str(conflict))
        else:
            return redirect("placements:statement_detail", request.council.slug, made.pk)
    context = {"form": form, "crumbs": crumbs_of(request, here="Begin a statement")}
    return render(request, "placements/statement/begin.html", context)


@require_safe
@council_page(SEES)
def statement_detail(request: CouncilRequest, statement: int) -> HttpResponse:
    """How far the answers are, and the ways on."""
    found = statement_or_404(request, statement)
    context = {
        "statement": found,
        "rows": mark_rows(found),
        "editions": editions_of(request.council, found),
        "crumbs": crumbs_of(request, found),
    }
    return render(request, "placements/statement/detail.html", context | rights(request))


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(WRITES)
def statement_edit(request: CouncilRequest, statement: int) -> HttpResponse:
    found = statement_or_404(request, statement)
    known = {"title": found.title, "introduction": found.introduction}
    posted = request.POST if request.method == "POST" else None
    form = StatementForm(posted, initial=known, is_new=False, today=timezone.localdate())
    if form.is_valid():
        change_statement(statement=found, by=request.user, **form.cleaned_data)
        messages.success(request, "The introduction has been kept.")
        return redirect("placements:statement_detail", request.council.slug, found.pk)
    context = {"form": form, "crumbs": crumbs_of(request, found, "Introduction")}
    return render(request, "placements/statement/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(WRITES)
def mark_edit(request: CouncilRequest, statement: int, mark: int) -> HttpResponse:
    """One mark: the evidence on one side, the answer on the other. A draft is kept as it is."""
    found = statement_or_404(request, statement)
    asked = _mark_or_404(mark)
    held = next((one for one in found.marks.all() if one.mark == mark), MarkResponse(mark=mark))
    known = {"response": held.response, "verdict": held.verdict, "seen": held.response}
    form = MarkForm(request.POST if request.method == "POST" else None, initial=known)
    conflict = ""
    if form.is_valid():
        try:
            answer_mark(statement=found, mark=mark, by=request.user, **_lines(form.cleaned_data))
        except Conflict as stopped:
            conflict = str(stopped)
            form = _beginning_with(request, held)
        else:
            messages.success(request, f"The answer to mark {mark} has been kept.")
            return _next(request, found, mark)
    page = homes_page(request.council, found.as_at, Audience.BOARD)
    context = {
        "form": form,
        "mark": asked,
        "statement": found,
        "evidence": evidence_of(asked, page),
        "held": held if conflict else None,
        "conflict": conflict,
        "crumbs": crumbs_of(request, found, f"Mark {mark}"),
    }
    return render(
        request, "placements/statement/mark.html", context, status=409 if conflict else 200
    )


def _beginning_with(request: CouncilRequest, held: MarkResponse) -> MarkForm:
    """What was typed; sent again it replaces the answer that is shown beside it."""
    data = request.POST.copy()
    data["seen"] = held.response
    return MarkForm(data)


def _lines(told: dict[str, str]) -> dict[str, str]:
    """Browsers send lines that end otherwise than those that are kept."""
    return {name: value.replace("\r\n", "\n") for name, value in told.items()}


def _next(request: CouncilRequest, found: Statement, mark: int) -> HttpResponse:
    if "go_on" in request.POST and mark < len(marks()):
        return redirect("placements:mark_edit", request.council.slug, found.pk, mark + 1)
    return redirect("placements:statement_detail", request.council.slug, found.pk)


def _mark_or_404(number: int) -> Mark:
    found = next((one for one in marks() if one.number == number), None)
    if found is None:
        raise Http404
    return found
