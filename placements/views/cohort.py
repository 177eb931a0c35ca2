"""Who the children looked after are: the page, its downloads, the figures behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from placements.dashboards.members import figure_lines
from placements.dashboards.profile import CohortProfile, NoReturns, cohort_profile, days_of
from placements.dashboards.profile.download import profile_lines, profile_sheets
from placements.models import Return903
from reference.domain.periods import long_date
from reference.domain.written_days import written_day
from reporting.models import Audience
from reporting.spreadsheets import csv_text, workbook
from reporting.views.attachments import attachment

SEES, KNOWS = "placements.see_cohort", "placements.see_children"


@require_safe
@council_page(SEES)
def cohort(request: CouncilRequest) -> HttpResponse:
    """The children looked after on a day: for the board, or as the public would see them."""
    try:
        page = _profile(request)
    except NoReturns as refusal:
        return _nothing(request, refusal)
    may_know = request.user.has_perm(KNOWS, request.council)
    context = {"page": page, "may_know": may_know and not page.is_public}
    return render(request, "placements/cohort/page.html", context)


@require_safe
@council_page(SEES)
def cohort_csv(request: CouncilRequest) -> HttpResponse:
    return _download(request, "csv", lambda page: csv_text(profile_lines(page)))


@require_safe
@council_page(SEES)
def cohort_xlsx(request: CouncilRequest) -> HttpResponse:
    return _download(request, "xlsx", _workbook)


@require_safe
@council_page(KNOWS)
def figures(request: CouncilRequest) -> HttpResponse:
    """Every figure that the returns answer for a day, each leading to its members."""
    days = days_of(_returns(request))
    try:
        day = _day(request) or (days[0] if days else None)
        if day is None:
            raise NoReturns("No return has been loaded yet.")
        found = figure_lines(request.council, day)
    except NoReturns as refusal:
        return _nothing(request, refusal)
    context = {"figures": found, "day": day, "days": days}
    return render(request, "placements/cohort/figures.html", context)


def _profile(request: CouncilRequest) -> CohortProfile:
    """Raises NoReturns: also for a day that is no day."""
    asked = request.GET.get("audience", "")
    audience = asked if asked in Audience.values else Audience.BOARD.value
    return cohort_profile(request.council, _day(request), audience)


def _day(request: CouncilRequest) -> dt.date | None:
    """None where none was asked for. Raises NoReturns for what is no day."""
    day = asked_day(request)
    if day is None and request.GET.get("as_at"):
        raise NoReturns("That is not a date: write it as 2025-03-31.")
    return day


def asked_day(request: CouncilRequest) -> dt.date | None:
    return written_day(request.GET.get("as_at", ""))


def _returns(request: CouncilRequest) -> list[Any]:
    return [one.value for one in Return903.objects.for_council(request.council)]


def _nothing(request: CouncilRequest, refusal: NoReturns) -> HttpResponse:
    """An empty page that says what to do, or an error for a day that no return holds."""
    days = days_of(_returns(request))
    context = {"words": str(refusal), "days": days}
    return render(request, "placements/cohort/nothing.html", context, status=404 if days else 200)


def _download(
    request: CouncilRequest, ending: str, made: Callable[[CohortProfile], str | bytes]
) -> HttpResponse:
    try:
        page = _profile(request)
    except NoReturns as refusal:
        return _nothing(request, refusal)
    suffix = "-public" if page.is_public else ""
    name = f"{page.council.slug}-children-looked-after-{page.day.isoformat()}{suffix}.{ending}"
    return attachment(made(page), name)


def _workbook(page: CohortProfile) -> bytes:
    title = f"{page.council.name}: children looked after, {long_date(page.day)}"
    return workbook(profile_sheets(page), title=title)
