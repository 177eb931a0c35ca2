"""Search over papers, minutes, decisions and actions."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from boards.dashboards.search import search


@require_safe
@council_page("boards.see_meetings")
def search_page(request: CouncilRequest) -> HttpResponse:
    restricted = request.user.has_perm("boards.read_restricted", request.council)
    words = request.GET.get("words", "").replace("\x00", "")
    sees_reports = request.user.has_perm("boards.see_reports", request.council)
    found = search(request.council, words, restricted=restricted, sees_reports=sees_reports)
    return render(request, "boards/registers/search.html", {"found": found, "words": words})
