"""The page of one measure, and its evidence to take away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from performance.dashboards import latest_quarter
from performance.dashboards.indicator import (
    MEMBERS_ONLY,
    IndicatorPage,
    figure_rows,
    figure_sheets,
    indicator_page,
)
from reference.domain.periods import Period, quarter_of
from reporting.spreadsheets import csv_text, workbook
from reporting.views.attachments import attachment

from .dashboard import quarter_or_404

TREND, PUBLISHED = "trend", "published"


@require_safe
@council_page("performance.read_figures")
def indicator(request: CouncilRequest, code: str) -> HttpResponse:
    """A measure in the newest quarter, or in that of `?quarter=`."""
    return render(request, "performance/indicator.html", {"page": _page_or_404(request, code)})


@require_safe
@council_page("performance.read_figures")
def indicator_csv(request: CouncilRequest, code: str) -> HttpResponse:
    page = _page_or_404(request, code)
    text = csv_text(figure_rows(page))
    return attachment(text, f"{page.file_name}.csv")


@require_safe
@council_page("performance.read_figures")
def indicator_xlsx(request: CouncilRequest, code: str) -> HttpResponse:
    page = _page_or_404(request, code)
    title = f"{request.council.name}: {page.name}"
    data = workbook(figure_sheets(page), title=title)
    return attachment(data, f"{page.file_name}.xlsx")


@require_safe
@council_page("performance.read_figures")
def indicator_svg(request: CouncilRequest, code: str) -> HttpResponse:
    """The measure's line, or with `?chart=published` the Department's; 404 where there is none."""
    # Here: matplotlib takes seconds to start.
    from reporting.charts.svg_file import chart_file

    page = _page_or_404(request, code)
    charts = {TREND: page.trend, PUBLISHED: page.published}
    asked = request.GET.get("chart", TREND)
    spec = charts.get(asked)
    if spec is None:
        raise Http404("There is no such chart of this measure")
    source = f"{request.council.name}: {page.name}. {MEMBERS_ONLY}"
    svg = chart_file(spec, source=source)
    return attachment(svg, f"{page.file_name}-{asked}.svg")


def _page_or_404(request: CouncilRequest, code: str) -> IndicatorPage:
    """Another council's measure, and one that is not switched on, are not there."""
    sees_offers = request.user.has_perm("performance.see_returns", request.council)
    page = indicator_page(request.council, code, _quarter(request), sees_offers=sees_offers)
    if page is None:
        raise Http404(f"{code} is not switched on")
    return page


def _quarter(request: CouncilRequest) -> Period:
    """The quarter asked for, else the newest; before the first return, today's."""
    if asked := request.GET.get("quarter"):
        return quarter_or_404(asked)
    return latest_quarter(request.council) or quarter_of(timezone.localdate())
