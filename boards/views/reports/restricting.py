"""Whether the public may read a report or an appendix."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import CouncilRequest, council_page, when_signed_out
from boards.forms.reviews import OpennessForm
from boards.models import Appendix, Report
from boards.report_access import may_read_appendix
from boards.services.reports import ReportError, set_openness

from .finding import may_change, not_now, report_or_404, to
from .signed_out import signed_out

SAID = ("openness", "paragraph", "public_interest", "public_title")


@when_signed_out(signed_out)
@council_page("boards.write_reports")
def report_openness(request: CouncilRequest, report: str) -> HttpResponse:
    found = report_or_404(request, report)
    return _decide(request, found, found)


@when_signed_out(signed_out)
@council_page("boards.write_reports")
def appendix_openness(request: CouncilRequest, report: str, appendix: int) -> HttpResponse:
    found = report_or_404(request, report)
    paper = get_object_or_404(found.appendices, pk=appendix)
    paper.report = found
    if not may_read_appendix(request.user, paper):
        return not_now(request, found)
    return _decide(request, found, paper)


def _decide(request: CouncilRequest, report: Report, paper: Report | Appendix) -> HttpResponse:
    if not may_change(request, report):
        return not_now(request, report)
    known = {name: getattr(paper, name) for name in SAID}
    form = OpennessForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            changed = set_openness(paper=paper, by=request.user, **form.cleaned_data)
        except ReportError as refusal:
            form.add_error("public_title" if "title" in str(refusal) else None, str(refusal))
        else:
            messages.success(request, "It has been recorded who may read this paper.")
            return to("report_detail", changed if isinstance(changed, Report) else report)
    context = {"report": report, "paper": paper, "form": form}
    return render(request, "boards/reports/openness.html", context)
