"""Who is asked about a report, and their answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import CouncilRequest, council_page, when_signed_out
from boards.dashboards.reports import review_lines
from boards.forms.reviews import AnswerForm, AskForm
from boards.models import Report
from boards.packs.report_body import report_body
from boards.report_access import may_answer
from boards.services.reports import (
    ReportError,
    answer_review,
    ask_reviewer,
    note_reading,
    submit_report,
    withdraw_review,
)

from .finding import may_change, not_now, report_or_404, to
from .signed_out import signed_out


@council_page("boards.write_reports")
def report_reviewers(request: CouncilRequest, report: str) -> HttpResponse:
    """Asks a reviewer, or asks again."""
    found = report_or_404(request, report)
    if not may_change(request, found):
        return not_now(request, found)
    form = AskForm(request.POST or None, report=found)
    if form.is_valid():
        try:
            review = ask_reviewer(
                report=found,
                role=form.cleaned_data["role"],
                reviewer=form.cleaned_data["reviewer"],
                due_on=form.cleaned_data["due_on"],
                by=request.user,
            )
        except ReportError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{review.role} has been asked.")
            return to("report_reviewers", found)
    reviews = review_lines(found, request.user, today=timezone.localdate())
    context = {"report": found, "reviews": reviews, "may_write": True, "form": form}
    return render(request, "boards/reports/reviewers.html", context)


@when_signed_out(signed_out)
@council_page("boards.see_reports")
def report_review(request: CouncilRequest, report: str, review: int) -> HttpResponse:
    """The answer of whoever was asked, beside what the report says."""
    found = report_or_404(request, report)
    asked = get_object_or_404(found.reviews.select_related("reviewer", "asked_by"), pk=review)
    asked.report = found
    if not may_answer(request.user, asked):
        return not_now(request, found)
    known = {"answer": asked.answer, "comment": asked.comment, "revision": found.revision}
    form = AnswerForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            answer_review(review=asked, by=request.user, **form.cleaned_data)
        except ReportError as refusal:
            messages.error(request, str(refusal))
            form = AnswerForm(initial={**form.cleaned_data, "revision": found.revision})
        else:
            messages.success(request, "Your answer has been recorded.")
            return to("report_detail", found)
    note_reading(paper=found, by=request.user)
    body = report_body(found) if found.kind == Report.Kind.WRITTEN else None
    context = {"report": found, "review": asked, "body": body, "form": form}
    return render(request, "boards/reports/review.html", context)


@require_POST
@council_page("boards.write_reports")
def report_review_withdraw(request: CouncilRequest, report: str, review: int) -> HttpResponse:
    found = report_or_404(request, report)
    asked = get_object_or_404(found.reviews, pk=review)
    try:
        withdraw_review(review=asked, by=request.user)
        messages.success(request, f"{asked.role} is not asked any more.")
    except ReportError as refusal:
        messages.error(request, str(refusal))
    return to("report_detail", found)


@require_POST
@council_page("boards.write_reports")
def report_submit(request: CouncilRequest, report: str) -> HttpResponse:
    """Hands the report over for sign-off."""
    found = report_or_404(request, report)
    try:
        submit_report(report=found, reviewers=(), by=request.user)
        messages.success(request, "The report waits for an approver now.")
    except ReportError as refusal:
        messages.error(request, str(refusal))
    return to("report_detail", found)
