"""A council's SSDA903 returns: sent, looked at with what was found, accepted or discarded."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from accounts.access import CouncilRequest, council_page
from placements.dashboards.returns import intake_page, problem_lines, returns_page
from placements.forms.returns import ReturnForm
from placements.models import Intake
from placements.services import IntakeRefused, KeyMissing, Unsealable, ask_offering
from placements.services.intake import accept_intake, build_of, discard_intake, send_return
from placements.tables.returns import DifferenceTable, ProblemTable, RepairTable
from reporting.spreadsheets import csv_text
from reporting.views.attachments import attachment

LOADS = "placements.load_returns"
REFUSALS = (IntakeRefused, KeyMissing, Unsealable)
PROBLEMS_A_PAGE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@council_page(LOADS)
def return_list(request: CouncilRequest) -> HttpResponse:
    """The returns that are held, those that wait, and the form."""
    posted = request.method == "POST"
    form = ReturnForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        sent=int(request.META.get("CONTENT_LENGTH") or 0) if posted else 0,
    )
    if posted and form.is_valid():
        try:
            return _sent(request, form)
        except REFUSALS as refusal:
            form.add_error("chosen", str(refusal))
    context = {"page": returns_page(request.council), "form": form}
    return render(
        request, "placements/returns/list.html", context, status=422 if form.errors else 200
    )


def _sent(request: CouncilRequest, form: ReturnForm) -> HttpResponse:
    told = form.cleaned_data
    intake = send_return(
        council=request.council,
        files=told["chosen"],
        by=request.user,
        year=told["year"],
        as_at=told["as_at"],
    )
    return redirect("placements:return_detail", request.council.slug, intake.pk)


@never_cache
@require_safe
@council_page(LOADS)
def return_detail(request: CouncilRequest, intake: int) -> HttpResponse:
    """How far it is; then what was found, what would change, and the two buttons."""
    found = _intake(request, intake)
    page = intake_page(found, build_of(found) if found.status == Intake.Status.SENT else None)
    problems = ProblemTable(page.problems, prefix="problems-")
    paginate = {"per_page": PROBLEMS_A_PAGE, "silent": True}
    RequestConfig(request, paginate=paginate).configure(problems)
    context = {
        "page": page,
        "intake": found,
        "problems": problems,
        "repairs": RepairTable(page.repairs),
        "differences": DifferenceTable(page.differences),
        "crumbs": [
            (
                "Children in care returns",
                reverse("placements:return_list", args=[request.council.slug]),
            ),
            (Truncator(str(found)).chars(60), ""),
        ],
    }
    return render(request, "placements/returns/detail.html", context)


@require_POST
@council_page(LOADS)
def return_accept(request: CouncilRequest, intake: int) -> HttpResponse:
    found = _intake(request, intake)
    try:
        held = accept_intake(intake=found, by=request.user)
        labels = ", ".join(one.label for one in held)
        messages.success(request, f"Loaded: {labels}. Its figures are being worked out.")
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect("placements:return_detail", request.council.slug, found.pk)
    return redirect("placements:return_list", request.council.slug)


@require_POST
@council_page(LOADS)
def return_offer(request: CouncilRequest) -> HttpResponse:
    """Has the figures worked out and offered again: a measure was switched on, a quarter opened."""
    ask_offering(council=request.council, by=request.user)
    messages.success(request, "The figures are being worked out from the returns that are loaded.")
    return redirect("placements:return_list", request.council.slug)


@require_POST
@council_page(LOADS)
def return_discard(request: CouncilRequest, intake: int) -> HttpResponse:
    found = _intake(request, intake)
    try:
        discard_intake(intake=found, by=request.user)
        messages.success(request, "Discarded. Nothing of it was loaded, and its files are gone.")
    except IntakeRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("placements:return_list", request.council.slug)


@never_cache
@require_safe
@council_page(LOADS)
def return_problems(request: CouncilRequest, intake: int) -> HttpResponse:
    """Every problem as a spreadsheet reads it, one row a line."""
    found = _intake(request, intake)
    return attachment(csv_text(problem_lines(found.report)), f"return-{found.pk}-problems.csv")


def _intake(request: CouncilRequest, intake: int) -> Intake:
    try:
        intakes = Intake.objects.for_council(request.council)
        return intakes.select_related("council__area", "sent_by", "settled_by").get(pk=intake)
    except (Intake.DoesNotExist, OverflowError) as error:
        raise Http404 from error
