"""One published figure of our area beside its neighbours, its region and England, as dots."""

from __future__ import annotations

from decimal import Decimal

from performance.domain.goal import Goal
from performance.domain.printing import target_text, with_unit
from performance.measures import Measure
from reference.benchmarks import AreaFigure, Place, PublishedYear
from reporting.domain import charts as spec
from reporting.domain.charts import ChartKind, ChartSpec, Role, Size

from .trend import AXIS_UNITS

MISSING = "not published"


def neighbours_chart(
    measure: Measure, year: PublishedYear, *, title: str, subtitle: str, colour: str
) -> ChartSpec | None:
    """Sorted dots, ours dark; region and England are open circles, because they hold the others.
    The dashed line is the target of that day. None without a single neighbour.
    """
    if not any(one.place is Place.NEIGHBOUR for one in year.areas):
        return None
    goal = measure.goal_on(year.ends_on)
    rows = tuple(_row(measure, one) for one in year.areas)
    said = ", ".join(f"{row.label} {row.text}" for row in rows)
    return ChartSpec(
        kind=ChartKind.DOTS,
        title=title,
        subtitle=subtitle,
        alt=f"{measure.name}, published for 31 March {year.benchmark.year}: {said}.",
        unit=AXIS_UNITS.get(measure.unit, ""),
        rows=rows,
        target=_target(measure, goal) if goal else None,
        label_head="Area",
        value_head=f"At 31 March {year.benchmark.year}",
        size=Size.HALF,
        colour=colour,
    )


def _row(measure: Measure, one: AreaFigure) -> spec.Row:
    value: Decimal | None = one.published.usable
    text = one.published.symbol or MISSING
    if value is not None and not one.published.symbol:
        text = with_unit(value, measure.unit, decimals=measure.indicator.decimals)
    return spec.Row(
        label=one.name,
        value=value,
        text=text,
        role=Role.OWN if one.place is Place.OWN else Role.OTHER,
        open=one.place in (Place.REGION, Place.ENGLAND),
    )


def _target(measure: Measure, goal: Goal) -> spec.Target:
    words = f"Target {target_text(goal, measure.unit, measure.polarity)}"
    return spec.Target(words, low=goal.low, high=goal.high)
