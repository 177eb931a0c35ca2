"""What other programs read of a council: figures, those that are public, targets and returns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import Council
from performance.domain.section_keys import is_of_section
from performance.domain.series import FigureName, figure_named
from performance.held import period_of
from performance.models import (
    CouncilIndicator,
    Figure,
    Indicator,
    Offer,
    QuarterlyReturn,
    ReturnStep,
    Target,
)
from reference.benchmarks import Benchmark, benchmarks
from reference.domain.periods import Period, parse
from reporting.models import Edition
from reporting.packs import PublicCell, public_cells

from .measures import MeasureLine, measures_by_theme

ORDER = ("ends_on", "starts_on", "indicator__code", "group", "area", "basis", "version")


class UnknownMeasure(LookupError):
    """A code that this council's catalogue does not have; the message says so."""


@dataclass(frozen=True)
class FiguresAsked:
    """Which figures: of a measure, ended within these days, a basis, a group; None is any."""

    measure: str | None = None
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    basis: str | None = None
    group: str | None = None

    def takes(self, name: FigureName, period: Period) -> bool:
        return (
            self.measure in (None, name.indicator)
            and (self.from_on is None or period.starts_on >= self.from_on)
            and (self.to_on is None or period.ends_on <= self.to_on)
            and self.basis in (None, name.basis)
            and self.group in (None, name.group)
        )


@dataclass(frozen=True)
class PublicFigure:
    """A figure as the public reads it today. `value` is None where it is hidden."""

    measure: str
    name: str
    unit: str
    group: str
    area: str
    period: Period
    basis: str
    version: int
    value: Decimal | None
    edition: Edition


def measure_lines(council: Council) -> list[MeasureLine]:
    """Every measure that the council knows, theme by theme, those switched off last."""
    return [line for theme in measures_by_theme(council) for line in (*theme.on, *theme.off)]


def figures_asked(council: Council, asked: FiguresAsked, *, every: bool) -> QuerySet[Figure]:
    """Signed-off figures, oldest period first; `every` adds the versions that were replaced.

    Raises UnknownMeasure.
    """
    figures = Figure.objects.for_council(council)
    if not every:
        figures = figures.current()
    figures = figures.filter(**_wanted(council, asked))
    return figures.select_related("indicator", "area", "reported_in", "offer").order_by(*ORDER)


def offers_asked(council: Council, asked: FiguresAsked) -> QuerySet[Offer]:
    """Computed figures in their newest version, oldest period first. Raises UnknownMeasure."""
    offers = Offer.objects.for_council(council).current().filter(**_wanted(council, asked))
    return offers.select_related("indicator").order_by(*ORDER)


def _wanted(council: Council, asked: FiguresAsked) -> dict[str, object]:
    wanted = {
        "indicator": _known(council, asked.measure) if asked.measure is not None else None,
        "starts_on__gte": asked.from_on,
        "ends_on__lte": asked.to_on,
        "basis": asked.basis,
        "group": asked.group,
    }
    return {key: one for key, one in wanted.items() if one is not None}


def public_figures(council: Council, asked: FiguresAsked) -> list[PublicFigure]:
    """What the newest public editions print, oldest period first. Raises UnknownMeasure."""
    if asked.measure is not None:
        _known(council, asked.measure)
    cells = [cell for cell in public_cells(council) if not is_of_section(cell.key)]
    found = list(_told(council, cells, asked))
    return sorted(found, key=lambda one: (one.period, one.measure, one.group, one.area, one.basis))


def _told(council: Council, cells: list[PublicCell], asked: FiguresAsked) -> Iterator[PublicFigure]:
    measures = {one.code: one for one in Indicator.objects.known_to(council)}
    uses = CouncilIndicator.objects.filter(council=council).select_related("indicator")
    names = {use.indicator.code: str(use) for use in uses}
    for cell in cells:
        name = figure_named(cell.key)
        period, measure = parse(name.period), measures.get(name.indicator)
        if asked.takes(name, period):
            yield PublicFigure(
                measure=name.indicator,
                name=names.get(name.indicator, measure.name if measure else name.indicator),
                unit=measure.unit if measure else "",
                group=name.group,
                area=name.area,
                period=period,
                basis=name.basis,
                version=cell.version,
                value=cell.shown,
                edition=cell.edition,
            )


def targets_asked(council: Council, measure: str | None) -> QuerySet[Target]:
    """A council's targets, each from a day on. Raises UnknownMeasure."""
    targets = Target.objects.filter(council=council).select_related("indicator")
    if measure is not None:
        targets = targets.filter(indicator=_known(council, measure))
    return targets.order_by("indicator__code", "from_on")


def returns_asked(council: Council, quarter: str | None) -> QuerySet[QuarterlyReturn]:
    """Where each return stands, with `signed_off_at` of its latest sign-off."""
    returns = QuarterlyReturn.objects.for_council(council).select_related("theme")
    if quarter is not None:
        returns = returns.filter(quarter=quarter)
    steps = ReturnStep.objects.filter(
        quarterly_return=OuterRef("pk"), kind=ReturnStep.Kind.SIGNED_OFF
    )
    latest = Subquery(steps.order_by("-at").values("at")[:1])
    return returns.annotate(signed_off_at=latest).order_by("-ends_on", "theme__order")


def council_benchmarks(council: Council, year: int) -> list[tuple[str, Benchmark]]:
    """For each measure that is on and has a published counterpart: its code, and the comparison."""
    uses = CouncilIndicator.objects.filter(
        council=council, on=True, indicator__published__isnull=False
    ).order_by("indicator__code")
    pairs = list(uses.values_list("indicator__code", "indicator__published"))
    found = benchmarks(council.area, year=year, series={series for _, series in pairs})
    return [(code, found[series]) for code, series in pairs if series in found]


def figure_period(figure: Figure) -> Period:
    """With the days that are stored, whatever the council's terms are today."""
    return period_of(figure.period, figure.starts_on, figure.ends_on)


def _known(council: Council, code: str) -> Indicator:
    found = Indicator.objects.known_to(council).filter(code=code).first()
    if found is None:
        raise UnknownMeasure(f"There is no measure “{code}” in the catalogue of {council}.")
    return found
