"""The page of one measure: from the answer to its evidence. About twelve queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from accounts.models import Council
from performance.charts import own_name, sides_of, trend_chart
from performance.dashboards.quarter import benchmark_year
from performance.domain.evidence import Parts, lead_sentence
from performance.domain.findings import trend_title
from performance.domain.series import Held, alike
from performance.measures import Measure, measures_of
from performance.models import CouncilIndicator, QuarterlyReturn
from performance.rows import MeasureRow, measure_row, when_words
from reference.benchmarks import Benchmark, PublishedYear, published_years
from reference.domain.periods import Period, parse
from reporting.domain.charts import ChartSpec, Size

from .commentary import said_of
from .decisions import decided_of
from .definition import definition_of
from .facts import facts_of
from .parts import IndicatorPage, Link
from .people import Names
from .published import asides_of, lines_of, neighbours_of, notes_on, published_of
from .reading import readings_of
from .sources import fits_published, provenance_of
from .year import year_of


def indicator_page(
    council: Council, code: str, quarter: Period, *, sees_offers: bool = False
) -> IndicatorPage | None:
    """One measure in a quarter; None where the council has not switched it on. `sees_offers`: who
    reads it may know a computed figure that was not taken.
    """
    measure = next(iter(measures_of(council, code=code)), None)
    if measure is None:
        return None
    years = _years(council, measure)
    number = benchmark_year(quarter, settings.STATISTICS_RELEASE)
    row = measure_row(measure, quarter, _of_year(years, number))
    series = _series(row, quarter)
    sides = sides_of(measure, series)
    names, quarters = Names(council), _quarters(council, measure)
    previous, following = _beside(council, code)
    trend = _trend(council, row, series, years, quarter)
    return IndicatorPage(
        row=row,
        quarter=quarter,
        quarters=quarters,
        lead=_lead(row, quarter),
        facts=facts_of(row, quarter),
        trend=trend,
        trend_note="" if trend else _why_no_line(series),
        year=year_of(council, measure, quarter),
        published=published_of(council, measure, years),
        readings=readings_of(row, series, sides),
        questions=tuple(measure.indicator.questions),
        neighbours=neighbours_of(council, measure, years, number),
        said=said_of(council, measure.indicator, _until(quarters, quarter), names),
        decided=decided_of(council, measure),
        provenance=provenance_of(council, measure, years, names, sees_offers=sees_offers),
        definition=definition_of(measure),
        previous=previous,
        following=following,
    )


def _years(council: Council, measure: Measure) -> tuple[PublishedYear, ...]:
    series = measure.indicator.published
    return published_years(council.area, series) if series is not None else ()


def _of_year(years: Sequence[PublishedYear], number: int) -> dict[str, Benchmark]:
    found = (year.benchmark for year in years if year.benchmark.year == number)
    return {benchmark.series: benchmark for benchmark in found}


def _series(row: MeasureRow, quarter: Period) -> list[Held]:
    """The series of the quarter's figure; without one, that of the newest before it."""
    own = [one for one in row.measure.own if one.period.ends_on <= quarter.ends_on]
    usual = [one for one in own if one.basis is row.measure.basis] or own
    told = row.held if row.held and row.held.value is not None else None
    if told is None and not usual:
        return []
    now = told or usual[-1]
    return [one for one in alike(row.measure.own, now) if one.value is not None]


def _quarters(council: Council, measure: Measure) -> tuple[Period, ...]:
    """The quarters whose return of the theme has been signed off, newest first."""
    returns = QuarterlyReturn.objects.for_council(council).filter(
        theme=measure.indicator.theme_id, signed_off_times__gt=0
    )
    keys = returns.order_by("-ends_on").values_list("quarter", flat=True)
    return tuple(parse(key) for key in keys)


def _until(quarters: Sequence[Period], quarter: Period) -> list[Period]:
    return [one for one in quarters if one <= quarter]


def _lead(row: MeasureRow, quarter: Period) -> Parts:
    if row.held is None:
        return (("No figure for this quarter.", True),)
    if row.held.value is None:
        reason = row.held.unavailable_reason.rstrip(".")
        return (("Not available this quarter", True), (f": {reason}.", False))
    return lead_sentence(
        row.now,
        when_words(row.held, quarter),
        target=row.target,
        judged=row.judgement,
        change=row.change,
        provisional=row.provisional,
    )


def _trend(
    council: Council,
    row: MeasureRow,
    series: Sequence[Held],
    years: Sequence[PublishedYear],
    quarter: Period,
) -> ChartSpec | None:
    if len(series) < 2:
        return None
    measure = row.measure
    fits = fits_published(measure, series[-1])
    beside = years if fits else ()
    chart = trend_chart(
        measure,
        series,
        title=trend_title(row.name, row.change),
        colour=council.colour,
        council=own_name(council),
        size=Size.FULL,
        lines=lines_of(measure, beside),
        asides=asides_of(measure, series, beside, quarter),
    )
    if chart is None:
        return None
    return replace(chart, subtitle=f"{chart.subtitle} {notes_on(chart)}".strip())


def _why_no_line(series: Sequence[Held]) -> str:
    if not series:
        return "No figure has been signed off yet. The line begins with the second one."
    return f"One figure so far, {series[0].period.short_name}: a line needs two of one kind."


def _beside(council: Council, code: str) -> tuple[Link | None, Link | None]:
    """The measures before and after in the order of the dashboard."""
    uses = CouncilIndicator.objects.filter(council=council, on=True).select_related("indicator")
    ordered = uses.order_by("indicator__theme__order", "indicator__order", "indicator__code")
    links = [Link(use.indicator.code, str(use)) for use in ordered]
    at = next(n for n, link in enumerate(links) if link.code == code)
    return (links[at - 1] if at else None), (links[at + 1] if at + 1 < len(links) else None)
