"""The list of reports and the page of one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from boards.dashboards.reports import report_hub, report_list
from boards.models import Report
from boards.services.reports import note_reading

from .finding import report_or_404


@require_safe
@council_page("boards.see_reports")
def reports(request: CouncilRequest) -> HttpResponse:
    """`?meeting=` and `?status=` narrow the list."""
    page = report_list(
        request.council,
        request.user,
        today=timezone.localdate(),
        meeting=request.GET.get("meeting", ""),
        status=request.GET.get("status", ""),
    )
    may_begin = request.user.has_perm("boards.write_reports", request.council)
    context = {"page": page, "statuses": Report.Status.choices, "may_begin": may_begin}
    return render(request, "boards/reports/list.html", context)


@require_safe
@council_page("boards.see_reports")
def report(request: CouncilRequest, report: str) -> HttpResponse:
    found = report_or_404(request, report)
    note_reading(paper=found, by=request.user)
    page = report_hub(found, request.user, today=timezone.localdate())
    return render(request, "boards/reports/detail.html", {"page": page, "report": found})
