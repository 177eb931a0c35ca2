"""Search over papers, minutes, decisions and actions."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from boards.dashboards.search import Reader, search
from boards.report_access import kept_from


@require_safe
@council_page("boards.see_meetings")
def search_page(request: CouncilRequest) -> HttpResponse:
    words = request.GET.get("words", "").replace("\x00", "")
    reader = Reader(
        restricted=request.user.has_perm("boards.read_restricted", request.council),
        sees_reports=request.user.has_perm("boards.see_reports", request.council),
        kept=kept_from(request.user, request.council),
    )
    found = search(request.council, words, reader)
    return render(request, "boards/registers/search.html", {"found": found, "words": words})
