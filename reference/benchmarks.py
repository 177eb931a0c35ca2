"""An area beside its statistical neighbours, its region and England, from published statistics.

Three queries, whatever the number of series: the series, the neighbours, the rows. One series
through all years of a release, with each neighbour's own figure, takes two.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Subquery

from reference.domain.benchmarks import (
    PublishedValue,
    complement,
    of_neighbours,
)
from reference.domain.statistics import ENGLAND
from reference.models import Area, PublishedSeries, PublishedStatistic, StatisticalNeighbour

PER_POPULATION = "per_10000"
SCORE = "score"


@dataclass(frozen=True)
class Benchmark:
    """One published measure of one year (which ends on 31 March), as one release printed it.

    `own`, `region` and `england` are None where the release has no such row; a symbol in them says
    why a printed cell has no number. `neighbour_model` is None for an area without neighbours.
    """

    series: str
    name: str
    unit: str
    decimals: int
    year: int
    release: int
    own: PublishedValue | None
    neighbours_median: Decimal | None
    neighbours_mean: Decimal | None
    neighbours_used: int
    neighbours_of: int
    neighbour_model: int | None
    region: PublishedValue | None
    region_name: str
    england: PublishedValue | None


@dataclass(frozen=True)
class Kin:
    """Whom an area is compared with."""

    model: int | None
    neighbours: tuple[str, ...]
    region: str


@dataclass(frozen=True)
class TableRow:
    """What is needed of one published row; plain, because a dashboard reads hundreds."""

    count: Decimal | None
    count_symbol: str
    value: Decimal | None
    value_symbol: str
    population: int | None
    area_name: str


KEY_COLUMNS = ("table", "heading", "breakdown", "area_id")
ROW_COLUMNS = (
    *KEY_COLUMNS,
    "count",
    "count_symbol",
    "value",
    "value_symbol",
    "population",
    "area__name",
)
# (table, heading, breakdown, area)
Rows = Mapping[tuple[str, str, str, str], TableRow]


class Place(enum.StrEnum):
    """What an area is to the one that is compared."""

    OWN = "own"
    NEIGHBOUR = "neighbour"
    REGION = "region"
    ENGLAND = "england"


@dataclass(frozen=True)
class AreaFigure:
    """One area's published figure of one year."""

    place: Place
    name: str
    published: PublishedValue


@dataclass(frozen=True)
class PublishedYear:
    """One year of a series: the benchmark, and the areas that it is made of, own area first."""

    benchmark: Benchmark
    areas: tuple[AreaFigure, ...]

    @property
    def ends_on(self) -> dt.date:
        return dt.date(self.benchmark.year, 3, 31)


def benchmarks(
    area: Area,
    *,
    year: int,
    release: int | None = None,
    series: Iterable[str | PublishedSeries] | None = None,
) -> dict[str, Benchmark]:
    """Benchmarks by code of the series; a series without any row in that year is left out.

    `series` are codes, or the series themselves (one query less); all without it.

    The neighbours are those of the release: the newest model that is not later than it (2021 for
    the 2024 release, 2025 for that of 2025). A fictional area is compared with England alone.
    """
    release = settings.STATISTICS_RELEASE if release is None else release
    found = _series(series)
    kin = kin_of(area, release)
    rows = _rows(found, area, kin, release, year=year).get(year, {})
    made = (_benchmark(one, area, kin, rows, year, release) for one in found)
    return {benchmark.series: benchmark for benchmark in made if benchmark is not None}


def benchmarks_by_year(
    area: Area,
    *,
    release: int | None = None,
    series: Iterable[str | PublishedSeries] | None = None,
) -> dict[int, dict[str, Benchmark]]:
    """Benchmarks by year, oldest first, of every series or of `series` (see `benchmarks`). Three
    queries, whatever the years; two where the series themselves are given.
    """
    release = settings.STATISTICS_RELEASE if release is None else release
    found = _series(series)
    kin = kin_of(area, release)
    by_year = {}
    for year, rows in sorted(_rows(found, area, kin, release).items()):
        made = (_benchmark(one, area, kin, rows, year, release) for one in found)
        by_year[year] = {one.series: one for one in made if one is not None}
    return by_year


def published_years(
    area: Area, series: PublishedSeries, *, release: int | None = None
) -> tuple[PublishedYear, ...]:
    """Every year that a release tells of one series, oldest first; years without any row of the
    area, its neighbours, its region or England are left out. Two queries.
    """
    release = settings.STATISTICS_RELEASE if release is None else release
    kin = kin_of(area, release)
    found = []
    for year, rows in sorted(_rows([series], area, kin, release).items()):
        benchmark = _benchmark(series, area, kin, rows, year, release)
        if benchmark is not None:
            found.append(PublishedYear(benchmark, _areas(series, area, kin, rows)))
    return tuple(found)


def _areas(series: PublishedSeries, area: Area, kin: Kin, rows: Rows) -> tuple[AreaFigure, ...]:
    asked = [(Place.OWN, area.pk)] if area.kind == Area.Kind.AUTHORITY else []
    asked += [(Place.NEIGHBOUR, code) for code in kin.neighbours]
    asked += [(Place.REGION, kin.region)] if kin.region else []
    found = []
    for place, code in [*asked, (Place.ENGLAND, ENGLAND)]:
        published = published_value(series, rows, code)
        if published is not None:
            found.append(AreaFigure(place, _name_of(series, rows, code), published))
    return tuple(found)


def _series(asked: Iterable[str | PublishedSeries] | None) -> list[PublishedSeries]:
    every = PublishedSeries.objects.order_by("code")
    if asked is None:
        return list(every)
    given = list(asked)
    codes = {one for one in given if isinstance(one, str)}
    known = {one.code: one for one in given if not isinstance(one, str)}
    if codes:
        known |= {one.code: one for one in every.filter(code__in=codes)}
    return [known[code] for code in sorted(known)]


def kin_of(area: Area, release: int) -> Kin:
    """An area's neighbours, closest first, by the model of a release, and its region. One query."""
    if area.kind != Area.Kind.AUTHORITY:
        return Kin(None, (), "")
    of_release = StatisticalNeighbour.objects.filter(model__lte=release).order_by("-model")
    links = StatisticalNeighbour.objects.filter(
        area=area, model=Subquery(of_release.values("model")[:1])
    ).order_by("rank")
    found = list(links.values_list("model", "neighbour_id"))
    model = found[0][0] if found else None
    return Kin(model, tuple(neighbour for _, neighbour in found), area.region_id or "")


def _rows(
    series: list[PublishedSeries], area: Area, kin: Kin, release: int, *, year: int | None = None
) -> dict[int, Rows]:
    """The printed rows by year, of one year or of all."""
    found = PublishedStatistic.objects.filter(
        release=release,
        area__in={area.pk, *kin.neighbours, kin.region, ENGLAND} - {""},
        table__in={one.table for one in series},
        heading__in={one.heading for one in series},
        breakdown__in={one.breakdown for one in series} | {one.total for one in series},
    )
    if year is not None:
        found = found.filter(year=year)
    by_year: dict[int, dict[tuple[str, str, str, str], TableRow]] = defaultdict(dict)
    for of_year, *row in found.values_list("year", *ROW_COLUMNS):
        by_year[of_year][row[0], row[1], row[2], row[3]] = TableRow(*row[4:])
    return dict(by_year)


def _benchmark(
    series: PublishedSeries, area: Area, kin: Kin, rows: Rows, year: int, release: int
) -> Benchmark | None:
    own = published_value(series, rows, area.pk)
    region = published_value(series, rows, kin.region)
    england = published_value(series, rows, ENGLAND)
    others = [published_value(series, rows, neighbour) for neighbour in kin.neighbours]
    values = [value for value in others if value is not None]
    if not values and own is region is england is None:
        return None
    middle = of_neighbours(values, len(kin.neighbours), series.decimals)
    return Benchmark(
        series=series.code,
        name=series.name,
        unit=series.unit,
        decimals=series.decimals,
        year=year,
        release=release,
        own=own if area.kind != Area.Kind.FICTIONAL else None,
        neighbours_median=middle.median,
        neighbours_mean=middle.mean,
        neighbours_used=middle.used,
        neighbours_of=middle.of,
        neighbour_model=kin.model,
        region=region,
        region_name=_name_of(series, rows, kin.region),
        england=england,
    )


def _name_of(series: PublishedSeries, rows: Rows, area: str) -> str:
    row = rows.get((series.table, series.heading, series.breakdown, area))
    return row.area_name if row else ""


def published_value(series: PublishedSeries, rows: Rows, area: str) -> PublishedValue | None:
    """What the rows of one year and release say of an area; None where it has no row."""
    row = rows.get((series.table, series.heading, series.breakdown, area))
    if row is None:
        return None
    counted = series.column == PublishedSeries.Column.COUNT
    published = PublishedValue(
        value=trimmed(row.count if counted else row.value),
        symbol=row.count_symbol if counted else row.value_symbol,
        # The count column of an average score holds the score: no numerator.
        count=trimmed(row.count) if series.unit != SCORE else None,
        total=_total(series, rows, row, area),
    )
    return complement(published) if series.complement else published


def _total(series: PublishedSeries, rows: Rows, row: TableRow, area: str) -> Decimal | None:
    if series.unit == PER_POPULATION:
        return None if row.population is None else Decimal(row.population)
    total = rows.get((series.table, series.heading, series.total, area))
    return trimmed(total.count) if total is not None and series.total else None


def trimmed(number: Decimal | None) -> Decimal | None:
    """Without the zeros that the database's scale adds: 684.00 -> 684, 14.80 -> 14.8."""
    if number is None:
        return None
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
