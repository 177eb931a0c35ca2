"""A measure as the Department for Education publishes it: one figure a year, at 31 March."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from performance.measures import Measure
from reference.benchmarks import PublishedYear
from reporting.domain import charts as spec
from reporting.domain.charts import ChartKind, ChartSpec, Role, Size

from .trend import AXIS_UNITS, Aside, Line, beside, open_points, targets_over


def published_chart(
    measure: Measure,
    years: Sequence[PublishedYear],
    lines: Sequence[Line],
    *,
    told: Sequence[Aside] = (),
    title: str,
    subtitle: str,
    colour: str,
    council: str,
) -> ChartSpec | None:
    """Our published figures with neighbours and England, oldest first; what the board was told for
    the same days as open circles. None where fewer than two of ours are published.
    """
    own = {year.ends_on: value for year in years if (value := _own(year)) is not None}
    if len(own) < 2:
        return None
    days = _every_year(min(own), max(own))
    said = ", ".join(f"{day.year} {value:f}" for day, value in own.items())
    return ChartSpec(
        kind=ChartKind.LINE,
        title=title,
        subtitle=subtitle,
        alt=f"{measure.name} as published, at 31 March: {said}.",
        unit=AXIS_UNITS.get(measure.unit, ""),
        x=tuple(str(day.year) for day in days),
        series=(
            spec.Series(
                name=council,
                y=tuple(own.get(day) for day in days),
                role=Role.OWN,
                open_points=open_points(told, days),
            ),
            *beside(lines, days),
        ),
        targets=targets_over(measure, days),
        size=Size.FULL,
        colour=colour,
    )


def _own(year: PublishedYear) -> Decimal | None:
    return year.benchmark.own.value if year.benchmark.own else None


def _every_year(first: dt.date, last: dt.date) -> list[dt.date]:
    return [dt.date(year, 3, 31) for year in range(first.year, last.year + 1)]
