"""The figure check of a report, and of the open papers of a meeting beside each other."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from boards.models import Meeting
from boards.packs import meeting_check as of_meeting
from boards.packs import report_check as of_report
from boards.services.reports import note_reading

from .finding import may_change, report_or_404


@require_safe
@council_page("boards.see_reports")
def report_check(request: CouncilRequest, report: str) -> HttpResponse:
    """It reads every paper, so it is made when asked for and not with the report’s own page."""
    found = report_or_404(request, report)
    note_reading(paper=found, by=request.user)
    context = {
        "report": found,
        "check": of_report.report_check(found),
        "may_change": may_change(request, found),
    }
    return render(request, "boards/reports/check.html", context)


@require_safe
@council_page("boards.see_reports")
def meeting_check(request: CouncilRequest, meeting: str) -> HttpResponse:
    meetings = Meeting.objects.for_council(request.council).select_related("board__council")
    found = get_object_or_404(meetings, slug=meeting)
    check = of_meeting.meeting_check(found)
    context = {
        "meeting": found,
        "check": check,
        "may_build": request.user.has_perm("boards.publish_agenda", request.council),
    }
    return render(request, "boards/reports/meeting_check.html", context)
