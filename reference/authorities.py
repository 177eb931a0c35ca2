"""One published series for every authority, year and release that is held; reads only.

Beside `benchmarks`, which sets one area against the middle of its neighbours: here each authority
stands with its own value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from reference.benchmarks import KEY_COLUMNS, ROW_COLUMNS, TableRow, published_value, trimmed
from reference.domain.benchmarks import PublishedValue, complement
from reference.domain.statistics import FIRST_RELEASE, LAST_RELEASE
from reference.models import Area, PublishedSeries, PublishedStatistic

RELEASES = range(FIRST_RELEASE, LAST_RELEASE + 1)
# (release, year)
Edition = tuple[int, int]
ByArea = dict[str, PublishedValue]


@dataclass(frozen=True)
class Authority:
    """An area of the map with the region that it lies in."""

    code: str
    name: str
    region: str
    region_name: str


def authorities() -> dict[str, Authority]:
    """Every upper-tier authority by code, those abolished too, which older years print."""
    columns = ("code", "name", "region_id", "region__name")
    found = Area.objects.authorities().values_list(*columns)
    return {row[0]: Authority(row[0], row[1], row[2] or "", row[3] or "") for row in found}


def values_over_years(series: PublishedSeries) -> dict[Edition, ByArea]:
    """Every area's printed value, by (release, year), without counts; regions and England too. One
    query.

    Only what a rank, a median and a comparison of releases need: ten years of 155 authorities are
    read in one page.
    """
    counted = series.column == PublishedSeries.Column.COUNT
    number, symbol = ("count", "count_symbol") if counted else ("value", "value_symbol")
    # As text: most values are printed many times over, and a Decimal takes longer to make than all
    # else that is done with a row.
    rows = _rows_of(series, [series.breakdown]).annotate(text=Cast(number, TextField()))
    found: dict[Edition, ByArea] = defaultdict(dict)
    known: dict[tuple[str | None, str], PublishedValue] = {}
    columns = ("release", "year", "area_id", "text", symbol)
    for release, year, area, text, mark in rows.values_list(*columns):
        cell = known.get((text, mark))
        if cell is None:
            cell = known[text, mark] = _cell(series, text, mark)
        found[release, year][area] = cell
    return dict(found)


def _cell(series: PublishedSeries, text: str | None, mark: str) -> PublishedValue:
    cell = PublishedValue(trimmed(_number(text)), mark)
    return complement(cell) if series.complement else cell


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def values_of_year(series: PublishedSeries, release: int, year: int) -> ByArea:
    """Every authority's value in one year as a release printed it, with its counts. One query."""
    rows = _rows_of(series, [series.breakdown, series.total], [release]).filter(
        year=year, area__kind=Area.Kind.AUTHORITY
    )
    as_text = {f"{name}_text": Cast(name, TextField()) for name in ("count", "value")}
    columns = ("count_text", "count_symbol", "value_text", "value_symbol", "population")
    table = {
        (r[0], r[1], r[2], r[3]): TableRow(_number(r[4]), r[5], _number(r[6]), r[7], r[8], "")
        for r in rows.annotate(**as_text).values_list(*KEY_COLUMNS, *columns)
    }
    told = ((area, published_value(series, table, area)) for _, _, _, area in table)
    return {area: cell for area, cell in told if cell is not None}


def _rows_of(
    series: PublishedSeries, breakdowns: Iterable[str], releases: Iterable[int] = RELEASES
) -> QuerySet[PublishedStatistic, PublishedStatistic]:
    """By the key of the table, which begins with the release: without one, all would be read."""
    return PublishedStatistic.objects.filter(
        release__in=releases,
        table=series.table,
        heading=series.heading,
        breakdown__in=set(breakdowns) - {""},
    )


# (code of the series, year) -> release -> value
OwnValues = dict[tuple[str, int], dict[int, PublishedValue]]


def own_values(area: Area, series: Iterable[PublishedSeries]) -> OwnValues:
    """All that was ever published of an area: by series and year, then by release. One query.

    A fictional area has nothing.
    """
    asked = list(series)
    rows = PublishedStatistic.objects.filter(
        area=area,
        table__in={one.table for one in asked},
        breakdown__in={one.breakdown for one in asked} | {one.total for one in asked},
    ).order_by("release")
    tables: dict[Edition, dict[tuple[str, str, str, str], TableRow]] = defaultdict(dict)
    for release, year, *key_and_cells in rows.values_list("release", "year", *ROW_COLUMNS):
        table, heading, breakdown, code = key_and_cells[: len(KEY_COLUMNS)]
        cells = TableRow(*key_and_cells[len(KEY_COLUMNS) :])
        tables[release, year][table, heading, breakdown, code] = cells
    found: OwnValues = defaultdict(dict)
    for (release, year), table_rows in tables.items():
        for one in asked:
            cell = published_value(one, table_rows, area.pk)
            if cell is not None:
                found[one.code, year][release] = cell
    return dict(found)


def exact_share(cell: PublishedValue) -> Decimal | None:
    """The percentage behind a printed one, from the published counts: 249 of 276 -> 90.2173…"""
    if not cell.total or cell.count is None:
        return None
    return cell.count * 100 / cell.total
