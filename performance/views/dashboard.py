"""The board's dashboard."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from accounts.access import CouncilRequest, council_page
from accounts.models import Council
from performance.dashboards import figure_lines, latest_quarter, quarter_dashboard
from performance.dashboards.quarter import ThemeSection
from performance.tables import MeasureTable
from reference.domain.periods import Kind, Period, PeriodError, parse
from reporting.spreadsheets import csv_text
from reporting.views.attachments import attachment


def quarter_or_404(key: str) -> Period:
    """A financial quarter from an address; anything else is not found."""
    try:
        period = parse(key)
    except PeriodError as error:
        raise Http404(str(error)) from error
    if period.kind is not Kind.QUARTER or period.key != key:
        raise Http404(f"{key} is not a financial quarter")
    return period


@council_page("performance.read_figures")
def home(request: CouncilRequest) -> HttpResponse:
    """The latest quarter's dashboard, or that of the quarter chosen in the period box."""
    chosen = request.GET.get("quarter")
    quarter = quarter_or_404(chosen) if chosen else latest_quarter(request.council)
    if quarter is None:
        context = {"can_see_returns": _sees_returns(request)}
        return render(request, "performance/dashboard_empty.html", context)
    if chosen:
        return redirect("performance:dashboard", request.council.slug, quarter.key)
    return _dashboard(request, quarter)


@council_page("performance.read_figures")
def dashboard(request: CouncilRequest, quarter: str) -> HttpResponse:
    return _dashboard(request, quarter_or_404(quarter))


@council_page("performance.read_figures")
def figures_csv(request: CouncilRequest, quarter: str) -> HttpResponse:
    """The quarter's figures as a spreadsheet reads them: unrounded, one figure a line."""
    period = quarter_or_404(quarter)
    lines = csv_text(figure_lines(request.council, period))
    return attachment(lines, f"{request.council.slug}-{period.key.lower()}-figures.csv")


def _dashboard(request: CouncilRequest, quarter: Period) -> HttpResponse:
    """The page's content is kept until anything of the council changes: its key holds the number
    of changes, so that nobody ever reads an old figure.
    """
    sees = _sees_returns(request)
    council = request.council
    key = f"dashboard:{council.pk}:{council.changes}:{quarter.key}:{sees:d}"
    content = caches["pages"].get(key)
    if content is None:
        content = render_to_string("performance/_dashboard.html", _content(council, quarter, sees))
        caches["pages"].set(key, content)
    return render(request, "performance/dashboard.html", {"content": content, "quarter": quarter})


def _content(council: Council, quarter: Period, sees_returns: bool) -> dict[str, Any]:
    board = quarter_dashboard(council, quarter)
    tables = [(section, _table(section, council, quarter)) for section in board.sections]
    return {"board": board, "council": council, "tables": tables, "can_see_returns": sees_returns}


def _table(section: ThemeSection, council: Council, quarter: Period) -> MeasureTable:
    caption = section.theme.name
    return MeasureTable(section.rows, council=council, caption=caption, quarter=quarter)


def _sees_returns(request: CouncilRequest) -> bool:
    return request.user.has_perm("performance.see_returns", request.council)
