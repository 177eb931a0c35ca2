"""The return that an address names."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import CouncilRequest
from performance.forms.lost import lost_words
from performance.forms.returns import Posted, read_return
from performance.known import last_words
from performance.models import Entry, QuarterlyReturn, ThemeOfficer
from reference.domain.periods import Kind, Period, PeriodError, parse


def quarter_or_404(key: str) -> Period:
    try:
        quarter = parse(key)
    except (PeriodError, ValueError, OverflowError) as error:
        raise Http404(str(error)) from error
    if quarter.kind is not Kind.QUARTER or quarter.key != key:
        raise Http404(f"{key} is not a financial quarter")
    return quarter


def return_or_404(request: CouncilRequest, quarter: str, theme: str) -> QuarterlyReturn:
    found = QuarterlyReturn.objects.for_council(request.council).select_related("theme")
    opened = get_object_or_404(found, quarter=quarter_or_404(quarter).key, theme=theme)
    opened.council = request.council
    return opened


def posted_return(request: CouncilRequest, quarterly_return: QuarterlyReturn) -> Posted:
    """The posted page, with what was typed for figures that were taken out of the return since."""
    entries = list(
        Entry.every.filter(quarterly_return=quarterly_return).select_related("indicator")
    )
    said = last_words(
        request.council, [quarterly_return.quarter], {one.indicator_id for one in entries}
    )
    return read_return(request.POST, entries, {pk: text for (_, pk), text in said.items()})


def not_yours(request: CouncilRequest, quarterly_return: QuarterlyReturn) -> HttpResponse:
    """Another officer's theme: who enters it, and where it can be read. Typed words come back."""
    typed = posted_return(request, quarterly_return).typed
    given = {
        "found": quarterly_return,
        "officers": ThemeOfficer.objects.filter(
            council=request.council, theme=quarterly_return.theme
        ).select_related("user"),
        "lost": lost_words(quarterly_return, typed),
    }
    return render(request, "performance/returns/not_yours.html", given, status=403)


def to(name: str, quarterly_return: QuarterlyReturn, after: str = "") -> HttpResponse:
    """Leads to one of the return's pages; `after` is a query or an anchor."""
    one = quarterly_return
    response = redirect(f"performance:{name}", one.council.slug, one.quarter, one.theme_id)
    response["Location"] += after
    return response
