"""Who is kept from a report's exempt papers, or let in besides the roles that read them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import CouncilRequest, council_page
from boards.forms.reviews import ReaderForm
from boards.report_access import pecuniary
from boards.services.reports import ReportError, name_reader, unname_reader

from .finding import report_or_404, to


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("boards.run_meetings")
def report_readers(request: CouncilRequest, report: str) -> HttpResponse:
    """The list of a report, and a form to put somebody on it."""
    found = report_or_404(request, report)
    data = request.POST if request.method == "POST" else None
    form = ReaderForm(data, report=found, by=request.user)
    if form.is_valid():
        try:
            named = name_reader(report=found, by=request.user, **form.cleaned_data)
        except ReportError as refusal:
            form.add_error("user", str(refusal))
        else:
            messages.success(request, f"{named} has been recorded.")
            return to("report_readers", found)
    declared = pecuniary(request.council).filter(item__report=found)
    context = {
        "report": found,
        "form": form,
        "readers": found.named_readers.select_related("user", "added_by"),
        "declared": declared.select_related("member", "meeting"),
    }
    return render(request, "boards/reports/readers.html", context)


@require_POST
@council_page("boards.run_meetings")
def report_reader_remove(request: CouncilRequest, report: str, reader: int) -> HttpResponse:
    found = report_or_404(request, report)
    named = get_object_or_404(found.named_readers.select_related("user"), pk=reader)
    named.report = found
    try:
        unname_reader(reader=named, by=request.user)
        messages.success(request, f"{named.user} has been taken off the list.")
    except ReportError as refusal:
        messages.error(request, str(refusal))
    return to("report_readers", found)
