"""What waits for an agenda: deferred by earlier meetings, or planned in the work programme."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import CouncilRequest, council_page
from boards.dashboards.agenda import planned_items
from boards.dashboards.deferred import deferred_before
from boards.models import CLOSED, AgendaItem, Meeting, WorkItem
from boards.report_access import kept_from
from boards.services.agenda import adding
from boards.services.agenda.changing import AgendaError

from .agenda import MAY, whole_number
from .found import meeting_or_404


@council_page(MAY)
def programme_add(request: CouncilRequest, meeting: str) -> HttpResponse:
    """What earlier meetings deferred, and entries of the work programme, one button each."""
    found, kept = meeting_or_404(request.council, meeting), kept_from(request.user, request.council)
    entries = planned_items(found).exclude(report__in=kept, report__openness__in=CLOSED)
    again = deferred_before(found).exclude(report__in=kept, report__openness__in=CLOSED)
    if request.method == "POST":
        try:
            said = _add_planned(request, found, entries, again)
        except AgendaError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, said)
        return redirect("boards:agenda", request.council.slug, meeting)
    context = {"meeting": found, "entries": entries, "deferred": again}
    return render(request, "boards/agenda/programme.html", context)


def _add_planned(
    request: CouncilRequest,
    meeting: Meeting,
    entries: QuerySet[WorkItem],
    again: QuerySet[AgendaItem],
) -> str:
    """Adds what was pressed, and says so. Raises AgendaError."""
    if "deferred" in request.POST:
        item = get_object_or_404(again, pk=whole_number(request.POST["deferred"]))
        adding.add_deferred(meeting=meeting, item=item, by=request.user)
        return f"{item.title} added: it was deferred."
    entry = get_object_or_404(entries, pk=whole_number(request.POST.get("entry")))
    adding.add_from_programme(meeting=meeting, work_item=entry, by=request.user)
    return f"{entry.title} added from the work programme."
