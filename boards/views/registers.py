"""The register of decisions and the record of attendance."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from boards.dashboards.registers import (
    DECISION_HEAD,
    DecisionLine,
    attendance_lines,
    decision_lines,
    decision_rows,
    years_of,
)
from boards.models import Board
from boards.report_access import kept_from
from reporting.spreadsheets import csv_text
from reporting.views.attachments import attachment

ATTENDANCE_HEAD = ("Member", "Kind", "Meetings", "Attended", "Apologies", "Absent", "Warning")


@require_safe
@council_page("boards.see_meetings")
def decisions(request: CouncilRequest) -> HttpResponse:
    words = request.GET.get("words", "")
    context = {"lines": _decisions(request, words), "words": words.replace("\x00", "")}
    return render(request, "boards/registers/decisions.html", context)


@require_safe
@council_page("boards.see_meetings")
def decisions_file(request: CouncilRequest) -> HttpResponse:
    found = _decisions(request, request.GET.get("words", ""))
    return _csv(request, "decisions", [DECISION_HEAD, *decision_rows(found)])


@require_safe
@council_page("boards.see_meetings")
def attendance(request: CouncilRequest) -> HttpResponse:
    return render(request, "boards/registers/attendance.html", _attendance(request))


@require_safe
@council_page("boards.see_meetings")
def attendance_file(request: CouncilRequest) -> HttpResponse:
    rows = [
        (
            line.member.name,
            line.member.get_kind_display(),
            line.meetings,
            line.attended,
            line.apologies,
            line.absent,
            line.warning,
        )
        for line in _attendance(request)["lines"]
    ]
    return _csv(request, "attendance", [ATTENDANCE_HEAD, *rows])


def _decisions(request: CouncilRequest, words: str) -> list[DecisionLine]:
    restricted = request.user.has_perm("boards.read_restricted", request.council)
    kept = kept_from(request.user, request.council)
    return decision_lines(request.council, words, restricted=restricted, kept=kept)


def _attendance(request: CouncilRequest) -> dict[str, Any]:
    """The year that was chosen, or the present one."""
    board = Board.objects.filter(council=request.council).first()
    if board is None:
        return {"lines": [], "year": None, "years": []}
    today = timezone.localdate()
    years = years_of(board, today)
    chosen = request.GET.get("year", "")
    year = int(chosen) if chosen in {str(each) for each in years} else years[0]
    return {"lines": attendance_lines(board, year, today), "year": year, "years": years}


def _csv(request: CouncilRequest, name: str, rows: list[tuple[Any, ...]]) -> HttpResponse:
    return attachment(csv_text(rows), f"{request.council.slug}-{name}.csv")
