"""Signing a report off and opening it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.access import CouncilRequest, council_page, when_signed_out
from boards.forms.reports import ReasonForm
from boards.services.reports import ReportError, reopen_report, sign_off_report

from .finding import report_or_404, to
from .signed_out import signed_out


@require_POST
@council_page("boards.sign_off_reports")
def report_sign_off(request: CouncilRequest, report: str) -> HttpResponse:
    found = report_or_404(request, report)
    try:
        sign_off_report(report=found, by=request.user)
        messages.success(request, "The report has been signed off. Its figures are frozen.")
    except ReportError as refusal:
        messages.error(request, str(refusal))
    return to("report_detail", found)


@when_signed_out(signed_out)
@council_page("boards.see_reports")
def report_reopen(request: CouncilRequest, report: str) -> HttpResponse:
    found = report_or_404(request, report)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            reopen_report(report=found, reason=form.cleaned_data["reason"], by=request.user)
        except ReportError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The report has been reopened.")
            return to("report_detail", found)
    return render(request, "boards/reports/reopen.html", {"report": found, "form": form})
