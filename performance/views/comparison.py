"""Any published measure across councils."""

from __future__ import annotations

from dataclasses import asdict

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page
from accounts.models import Council
from performance.dashboards.comparison import (
    AMONG,
    Asked,
    Comparison,
    comparison,
    comparison_csv,
    series_groups,
)
from reference.models import PublishedSeries
from reporting.domain.charts import ChartSpec
from reporting.spreadsheets import csv_text
from reporting.views.attachments import attachment

CHOICES = ("among", "year", "release")
CHARTS = RANKING, TREND = "ranking", "trend"
DRAWINGS = ("screen", "phone")
ONE_DAY = 86_400


@require_safe
@council_page("performance.read_figures")
def compare(request: CouncilRequest) -> HttpResponse:
    """Every published measure to choose from; what the boxes chose leads to its page."""
    chosen = request.GET.get("measure", "").replace("\0", "")
    if PublishedSeries.objects.filter(code=chosen).exists():
        kept = {name: request.GET[name] for name in CHOICES if request.GET.get(name)}
        there = redirect("performance:comparison", request.council.slug, chosen)
        there["Location"] += f"?{urlencode(kept)}" if kept else ""
        return there
    context = {"groups": series_groups(), "in_vain": chosen}
    return render(request, "performance/comparison/list.html", context)


@require_safe
@council_page("performance.read_figures")
def compare_series(request: CouncilRequest, series: str) -> HttpResponse:
    """The page's content is kept until anything of the council or the public data changes."""
    found, asked = get_object_or_404(PublishedSeries, code=series), _asked(request)
    key = _key(request.council, found, asked)
    content = caches["pages"].get(key)
    if content is None:
        page = comparison(request.council, found, asked)
        context = {
            "page": page,
            "council": request.council,
            "series": found,
            "groups": series_groups(),
            "pictures": _pictures(page),
        }
        content = render_to_string("performance/comparison/_content.html", context)
        caches["pages"].set(key, content)
        if page is not None:
            _keep_charts(page)
    context = {"content": content, "series": found}
    return render(request, "performance/comparison/series.html", context)


@require_safe
@council_page("performance.read_figures")
def compare_chart(request: CouncilRequest, series: str) -> HttpResponse:
    """A picture of the page: drawn when a reader comes to it, and kept as long as the page is."""
    found = get_object_or_404(PublishedSeries, code=series)
    chart, drawn = request.GET.get("chart", RANKING), request.GET.get("drawn", DRAWINGS[0])
    if chart not in CHARTS or drawn not in DRAWINGS:
        raise Http404("There is no such chart of this measure")
    key = _key(request.council, found, _asked(request))
    svg = caches["pages"].get(f"{key}:{chart}:{drawn}")
    if svg is None:
        svg = _drawn(request, found, chart, drawn)
        caches["pages"].set(f"{key}:{chart}:{drawn}", svg)
    answer = HttpResponse(svg, content_type="image/svg+xml")
    # The address names what is drawn: another drawing has another.
    answer["Cache-Control"] = f"private, max-age={ONE_DAY}"
    return answer


def _drawn(request: CouncilRequest, series: PublishedSeries, chart: str, drawn: str) -> str:
    """Http404 for a chart that the page does not have."""
    asked = _asked(request)
    charts = caches["pages"].get(f"{_key(request.council, series, asked)}:charts")
    if charts is None:
        page = comparison(request.council, series, asked)
        charts = _keep_charts(page) if page else {}
    spec = charts.get(chart)
    if spec is None:
        raise Http404("There is nothing to draw of this measure")
    # Here: matplotlib takes seconds to start, and only pictures need it.
    from reporting.charts.paper import chart_svg

    return chart_svg(spec, drawn)


def _keep_charts(page: Comparison) -> dict[str, ChartSpec | None]:
    """Under what the page shows, which its pictures ask for, whatever was asked of the page."""
    charts = {RANKING: page.chart, TREND: page.trend}
    caches["pages"].set(f"{_key(page.council, page.series, _shown(page))}:charts", charts)
    return charts


def _pictures(page: Comparison | None) -> dict[str, str]:
    """Where each picture of the page is found."""
    if page is None:
        return {}
    at = reverse("performance:comparison_chart", args=[page.council.slug, page.series.code])
    shown = urlencode(asdict(_shown(page)))
    return {chart: f"{at}?chart={chart}&{shown}" for chart in CHARTS}


def _shown(page: Comparison) -> Asked:
    return Asked(page.among, page.year, page.release)


def _key(council: Council, series: PublishedSeries, asked: Asked) -> str:
    choices = f"{asked.among}:{asked.year}:{asked.release}"
    return f"comparison:{council.pk}:{council.changes}:{series.code}:{choices}"


@require_safe
@council_page("performance.read_figures")
def compare_file(request: CouncilRequest, series: str) -> HttpResponse:
    """The authorities of the page as a spreadsheet reads them."""
    found = get_object_or_404(PublishedSeries, code=series)
    page = comparison(request.council, found, _asked(request))
    if page is None:
        raise Http404(f"Nothing is held of {found}")
    name = f"{page.series.code}-{page.year}-{page.release}-release-{page.among}.csv"
    return attachment(csv_text(comparison_csv(page)), name)


def _asked(request: HttpRequest) -> Asked:
    among = request.GET.get("among", "")
    return Asked(
        among=among if among in AMONG else "",
        year=_year(request.GET.get("year", "")),
        release=_year(request.GET.get("release", "")),
    )


def _year(text: str) -> int | None:
    """A year of four digits; anything else leaves the choice to the page."""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
