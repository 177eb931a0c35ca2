"""Finds a council’s report for whoever may read it, and what its pages have in common."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import CouncilRequest
from boards.models import Report
from boards.report_access import may_read, may_write

from .signed_out import typed_prose


def report_or_404(request: CouncilRequest, slug: str) -> Report:
    """A restricted report is not there for whoever may not read it."""
    reports = Report.objects.for_council(request.council).select_related("board", "priority")
    report = get_object_or_404(reports, slug=slug)
    report.board.council = request.council
    if not may_read(request.user, report):
        raise Http404
    return report


def to(name: str, report: Report, *parts: Any) -> HttpResponse:
    return redirect(f"boards:{name}", report.board.council.slug, report.slug, *parts)


def may_change(request: CouncilRequest, report: Report) -> bool:
    return report.status != Report.Status.SIGNED_OFF and may_write(request.user, report)


def not_now(request: CouncilRequest, report: Report) -> HttpResponse:
    """Says why the form is not there: signed off, or somebody else's; what was typed comes back."""
    context = {
        "report": report,
        "signed": report.status == Report.Status.SIGNED_OFF,
        "text": typed_prose(request.POST),
    }
    return render(request, "boards/reports/not_now.html", context, status=403)
