"""The figures that an author can insert, with the words to paste."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from boards.dashboards.reports import figures_to_insert

from .finding import report_or_404


@require_safe
@council_page("boards.write_reports")
def report_figures(request: CouncilRequest, report: str) -> HttpResponse:
    """`?words=` narrows the list."""
    found = report_or_404(request, report)
    words = request.GET.get("words", "")[:80]
    measures = figures_to_insert(found, words=words)
    context = {"report": found, "measures": measures, "words": words}
    return render(request, "boards/reports/figures.html", context)
