"""Beginning a report, its details, its sections, its recommendations."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.access import CouncilRequest, council_page, when_signed_out
from boards.dashboards.reports import figures_to_insert
from boards.domain.markup import parse
from boards.forms.reports import (
    AuthorsForm,
    ChangeDetailsForm,
    NewReportForm,
    RecommendationSet,
    RevisionForm,
    SectionForm,
    StepSet,
)
from boards.models import Report, ReportSection, WorkItem
from boards.services.board import open_board
from boards.services.reports import (
    DetailsConflict,
    ReportError,
    SectionConflict,
    begin_report,
    change_details,
    note_reading,
    save_section,
    set_recommendations,
)

from .finding import may_change, not_now, report_or_404, to
from .signed_out import signed_out


@council_page("boards.write_reports")
def report_new(request: CouncilRequest) -> HttpResponse:
    """Begins a report, on its own or for `?work_item=`."""
    board = open_board(council=request.council, by=request.user)
    planned = _planned(request, request.GET.get("work_item", ""))
    form = NewReportForm(request.POST or None, board=board, initial=_from(planned, request))
    if form.is_valid():
        try:
            report = begin_report(
                board=board, by=request.user, work_item=planned, **form.cleaned_data
            )
        except ReportError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The report has been begun. Write its sections below.")
            return to("report_detail", report)
    return render(request, "boards/reports/new.html", {"form": form, "planned": planned})


def _planned(request: CouncilRequest, text: str) -> WorkItem | None:
    if not text.isdecimal() or len(text) > 9:
        return None
    entries = WorkItem.objects.filter(board__council=request.council)
    return get_object_or_404(entries, pk=int(text))


def _from(planned: WorkItem | None, request: CouncilRequest) -> dict[str, Any]:
    if planned is None:
        return {"author": request.user.job_title}
    return {
        "title": planned.title,
        "author": planned.lead,
        "priority": planned.priority_id,
        "period": planned.period,
    }


@council_page("boards.write_reports")
def report_details(request: CouncilRequest, report: str) -> HttpResponse:
    found = report_or_404(request, report)
    if not may_change(request, found):
        return not_now(request, found)
    # A copy: after a conflict the next attempt has seen what the other saved.
    data = request.POST.copy() if request.method == "POST" else None
    form, conflict = ChangeDetailsForm.of(found, data), None
    authors = AuthorsForm(
        data, report=found, initial={"authors": [one.user_id for one in found.authors.all()]}
    )
    if form.is_valid() and authors.is_valid():
        try:
            found = change_details(
                report=found, by=request.user, **form.cleaned_data, **authors.cleaned_data
            )
        except DetailsConflict as refusal:
            conflict = refusal.report
            form.add_error(None, str(refusal))
            cast(QueryDict, data)["revision"] = str(conflict.details_revision)
        except ReportError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The details have been saved.")
            return to("report_detail", found)
    context = {"report": found, "form": form, "authors": authors, "conflict": conflict}
    status = 409 if conflict else 200
    return render(request, "boards/reports/details.html", context, status=status)


@when_signed_out(signed_out)
@council_page("boards.write_reports")
def report_section(request: CouncilRequest, report: str, section: str) -> HttpResponse:
    """Writes one section. `insert` puts a figure into the text without saving it."""
    found = report_or_404(request, report)
    part = get_object_or_404(found.sections.select_related("updated_by"), key=section)
    part.report = found
    if not may_change(request, found):
        return not_now(request, found)
    if request.method != "POST":
        note_reading(paper=found, by=request.user)
        return _write(request, part, SectionForm.of(part))
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _write(request, part, form, status=422)
    if "insert" in request.POST:
        return _write(request, part, _inserted(form, request.POST.get("reference", "")))
    return _save(request, part, form)


def _inserted(form: SectionForm, reference: str) -> SectionForm:
    """The form with a figure at the end of its text: where the cursor stood only a script knows."""
    text = form.cleaned_data["text"].rstrip()
    known = {"text": f"{text} {reference}".strip(), "revision": form.cleaned_data["revision"]}
    return SectionForm(initial=known)


def _save(request: CouncilRequest, section: ReportSection, form: SectionForm) -> HttpResponse:
    typed = form.cleaned_data
    try:
        saved = save_section(
            section=section, text=typed["text"], revision=typed["revision"], by=request.user
        )
    except SectionConflict as conflict:
        again = SectionForm(initial={"text": conflict.typed, "revision": conflict.section.revision})
        return _write(request, conflict.section, again, conflict=conflict, status=409)
    except ReportError as refusal:
        form.add_error(None, str(refusal))
        return _write(request, section, form, status=422)
    problems = parse(saved.text).problems
    for problem in problems[:10]:
        messages.warning(request, f"Saved, but look at {str(problem)[0].lower()}{str(problem)[1:]}")
    if problems:
        return to("report_section", section.report, section.key)
    messages.success(request, f"“{section.heading}” has been saved.")
    return to("report_detail", section.report)


def _write(
    request: CouncilRequest,
    section: ReportSection,
    form: SectionForm,
    *,
    conflict: SectionConflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "report": section.report,
        "section": section,
        "form": form,
        "conflict": conflict,
        "measures": figures_to_insert(section.report),
        "now": timezone.now(),
    }
    return render(request, "boards/reports/section.html", context, status=status)


@when_signed_out(signed_out)
@council_page("boards.write_reports")
def report_recommendations(request: CouncilRequest, report: str) -> HttpResponse:
    """What the board is asked, and apart from it what officers will do themselves."""
    found = report_or_404(request, report)
    if not may_change(request, found):
        return not_now(request, found)
    asked, steps, form = _recommendation_forms(request, found)
    refused = False
    if request.method == "POST" and all([asked.is_valid(), steps.is_valid(), form.is_valid()]):
        try:
            set_recommendations(
                report=found,
                recommendations=[one.cleaned_data.get("text", "") for one in asked],
                steps=[one.step for one in steps],
                revision=form.cleaned_data["revision"],
                by=request.user,
            )
        except ReportError as refusal:
            form, refused = RevisionForm(initial={"revision": found.revision}), True
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Recommendations and next steps have been saved.")
            return to("report_detail", found)
    wrong = [one for one in (form, *asked, *steps) if one.is_bound and one.errors]
    context = {
        "report": found, "asked": asked, "steps": steps, "form": form, "refused": refused,
        "wrong": wrong,
    }  # fmt: skip
    return render(request, "boards/reports/recommendations.html", context)


def _recommendation_forms(request: CouncilRequest, report: Report) -> tuple[Any, Any, Any]:
    if request.method == "POST":
        return (
            RecommendationSet(request.POST, prefix="asked"),
            StepSet(request.POST, prefix="steps"),
            RevisionForm(request.POST),
        )
    asked = [{"text": one.text} for one in report.recommendations.all()]
    steps = list(report.next_steps.values("text", "impact", "owner", "due_on"))
    return (
        RecommendationSet(initial=asked, prefix="asked"),
        StepSet(initial=steps, prefix="steps"),
        RevisionForm(initial={"revision": report.revision}),
    )
