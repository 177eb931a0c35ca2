"""The charts of a comparison. All that they show is public."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from accounts.models import Council
from performance.domain.vocabulary import Unit
from reference.authorities import ByArea
from reference.domain.benchmarks import PublishedValue
from reference.domain.statistics import ENGLAND
from reference.models import PublishedSeries
from reporting.domain.charts import ChartKind, ChartSpec, Role, Row, Series, Size

from .parts import AuthorityRow, YearRow
from .printing import number_text, value_text

AXIS_UNITS = {Unit.PERCENT: "%", Unit.RATE: "per 10,000"}
MEASURED = {Unit.PERCENT: "Percent", Unit.RATE: "Per 10,000", Unit.SCORE: "Score"}
# More names than these are no picture any more: dots without names, and the table below.
MOST_NAMED = 30
OTHERS = "Median of the others"


def ranking_chart(
    series: PublishedSeries,
    rows: Sequence[AuthorityRow],
    cells: ByArea,
    year: int,
    council: Council,
    title: str,
) -> ChartSpec | None:
    """Every authority that has a number as a dot in the order of its rank, ours marked; None where
    nobody has one. Few authorities stand below each other with their names.
    """
    dots = [_dot(row, cells[row.code]) for row in rows if row.place is not None]
    if not dots:
        return None
    england = cells.get(ENGLAND)
    # Of a number of children England's would press every authority to the edge.
    counted = series.unit == Unit.COUNT
    if england is not None and england.value is not None and not counted:
        dots.append(Row("England", england.value, value_text(series, england), Role.ENGLAND))
    named = len(dots) <= MOST_NAMED
    said = "; ".join(f"{dot.label} {dot.text}" for dot in dots)
    return ChartSpec(
        kind=ChartKind.DOTS if named else ChartKind.RANKED,
        title=title,
        subtitle=_subtitle(series, year, dots, named=named),
        alt=f"{series.name}: {said}." if named else f"{title}. The table below names each.",
        unit=AXIS_UNITS.get(Unit(series.unit), ""),
        rows=tuple(_opened(dots) if named else dots),
        label_head="Authority",
        value_head=str(year),
        size=Size.FULL,
        colour=council.colour,
    )


def _dot(row: AuthorityRow, cell: PublishedValue) -> Row:
    role = Role.OWN if row.own else Role.NEIGHBOURS if row.neighbour else Role.OTHER
    return Row(label=row.name, value=cell.value, text=row.text, role=role)


def _opened(dots: Sequence[Row]) -> list[Row]:
    """Of a list with names England is an open circle: it is no authority among the others."""
    return [
        Row(dot.label, dot.value, dot.text, dot.role, open=True)
        if dot.role is Role.ENGLAND
        else dot
        for dot in dots
    ]


def _subtitle(series: PublishedSeries, year: int, dots: Sequence[Row], *, named: bool) -> str:
    """What is measured, and what each kind of dot and line is that the chart has."""
    roles = {dot.role for dot in dots}
    parts = [f"{MEASURED.get(Unit(series.unit), 'Number')}, year ending 31 March {year}."]
    if not named:
        parts.append("One dot an authority, in the order of the ranks.")
        parts += ["Large dot: ours."] if Role.OWN in roles else []
        parts += ["Darker dots: our statistical neighbours."] if Role.NEIGHBOURS in roles else []
    if Role.ENGLAND in roles:
        parts.append("Open circle: England." if named else "Dotted line: England.")
    return " ".join(parts)


def over_years_chart(
    series: PublishedSeries, rows: Sequence[YearRow], release: int, council: Council
) -> ChartSpec | None:
    """Ours, the median of the others and England through the years of a release; None for one
    year alone. `rows` come newest first.
    """
    if len(rows) < 2:
        return None
    ordered = sorted(rows, key=lambda row: row.year)
    lines = [line for line in _lines(series, ordered, council) if any(map(_known, line.y))]
    return ChartSpec(
        kind=ChartKind.LINE,
        title=f"{series.name}, {ordered[0].year} to {ordered[-1].year}",
        subtitle=f"{MEASURED.get(Unit(series.unit), 'Number')}, years ending 31 March, as the "
        f"{release} release prints them.",
        alt=_said(series, [row.year for row in ordered], lines),
        unit=AXIS_UNITS.get(Unit(series.unit), ""),
        x=tuple(str(row.year) for row in ordered),
        series=tuple(lines),
        size=Size.HALF,
        colour=council.colour,
    )


def _known(value: Decimal | None) -> bool:
    return value is not None


def _said(series: PublishedSeries, years: Sequence[int], lines: Sequence[Series]) -> str:
    """Every line in words: "Nottingham: 2021 53%, 2022 82%"."""
    told = []
    for line in lines:
        pairs = zip(years, line.y, strict=True)
        known = [f"{year} {number_text(series, y)}" for year, y in pairs if y is not None]
        told.append(f"{line.name}: {', '.join(known)}")
    return f"{series.name}. {'; '.join(told)}."


def _lines(series: PublishedSeries, rows: Sequence[YearRow], council: Council) -> list[Series]:
    lines = [
        Series(council.area.name, tuple(row.values.own for row in rows), Role.OWN),
        Series(OTHERS, tuple(row.values.median for row in rows), Role.NEIGHBOURS),
    ]
    if series.unit != Unit.COUNT:
        lines.append(Series("England", tuple(row.values.england for row in rows), Role.ENGLAND))
    return lines
