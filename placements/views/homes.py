"""Homes for our children: the dashboard, and each of its views as a spreadsheet."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from placements.dashboards.homes import HomesPage, homes_page, view_lines
from placements.dashboards.homes.kept import chart_of, kept_homes
from placements.dashboards.homes.ways import ways_on
from placements.services.forecasts import ask_forecast
from placements.views.cohort import asked_day
from reporting.models import Audience
from reporting.spreadsheets import csv_text
from reporting.views.attachments import attachment

SEES, FORECASTS = "placements.see_homes", "placements.write_statement"
IRREGULAR = "placements.see_irregular"
DRAWINGS = ("screen", "phone")
ONE_DAY = 86_400


@require_safe
@council_page(SEES)
def homes(request: CouncilRequest) -> HttpResponse:
    """The content is kept until anything changes that it tells, or the day does."""
    council = request.council
    if request.GET.get("as_at") and asked_day(request) is None:
        return render(request, "placements/homes/no_day.html", status=404)
    audience = _audience(request)
    kept = kept_homes(council, asked_day(request), audience, today=timezone.localdate())
    is_board = audience == Audience.BOARD
    may_forecast = is_board and request.user.has_perm(FORECASTS, council)
    sees_irregular = is_board and request.user.has_perm(IRREGULAR, council)
    context = {
        "content": kept.content,
        "irregular": kept.irregular if sees_irregular else None,
        "may_forecast": may_forecast,
        "ways": ways_on(request.user, council),
    }
    return render(request, "placements/homes/page.html", context)


@require_safe
@council_page(SEES)
def homes_csv(request: CouncilRequest, homes_view: str) -> HttpResponse:
    """One view's rows, for the same audience and day as the page."""
    page = _page(request, _audience(request), timezone.localdate())
    view = page.views.get(homes_view)
    if view is None:
        raise Http404(f"There is no view {homes_view}")
    suffix = "-public" if page.is_public else ""
    name = f"{request.council.slug}-homes-{view.key}-{page.day.isoformat()}{suffix}"
    return attachment(csv_text(view_lines(page, view)), f"{name}.csv")


@require_safe
@council_page(SEES)
def homes_picture(request: CouncilRequest, homes_view: str) -> HttpResponse:
    """The picture of a view's chart, drawn when a reader comes to it. A browser keeps the one that
    its page named: another picture has another address.
    """
    day, drawn = asked_day(request), request.GET.get("drawn", DRAWINGS[0])
    if (request.GET.get("as_at") and day is None) or drawn not in DRAWINGS:
        raise Http404("There is no such picture")
    asked = request.council, day, _audience(request), homes_view
    spec, is_named = chart_of(*asked, named=request.GET.get("as", ""), today=timezone.localdate())
    if spec is None:
        raise Http404(f"Nothing is drawn of {homes_view}")
    # Here: matplotlib takes seconds to start, and only pictures need it.
    from reporting.charts.paper import chart_svg

    answer = HttpResponse(chart_svg(spec, drawn), content_type="image/svg+xml")
    answer["Cache-Control"] = f"private, max-age={ONE_DAY}" if is_named else "no-store"
    return answer


@require_POST
@council_page(FORECASTS)
def homes_forecast(request: CouncilRequest) -> HttpResponse:
    """Has the forecast made in the background."""
    ask_forecast(council=request.council, by=request.user)
    messages.success(request, "The forecast is being made. It stands here when it is done.")
    return redirect("placements:homes", request.council.slug)


def _audience(request: CouncilRequest) -> str:
    asked = request.GET.get("audience", "")
    return asked if asked in Audience.values else Audience.BOARD.value


def _page(request: CouncilRequest, audience: str, today: dt.date) -> HomesPage:
    return homes_page(request.council, asked_day(request), audience, today=today)
