"""Measures of one quarter beside each other: distances from target, parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from performance.domain.status import Status
from performance.rows import MeasureRow
from reference.domain.rounding import round_half_up
from reporting.domain import charts as spec
from reporting.domain.charts import ChartKind, ChartSpec, Role, Size

from .usual import shown

# More lines than that the eye cannot hold.
MOST_LINES = 14
SHAPES = {
    Status.ON_TARGET: spec.Status.ON,
    Status.CLOSE: spec.Status.CLOSE,
    Status.OFF_TARGET: spec.Status.OFF,
    Status.NO_TARGET: spec.Status.NONE,
}


def distance(row: MeasureRow) -> Decimal:
    """How far a figure is beyond its target: negative on the wrong side. Whole for the public: a
    drawing can be measured, and must not tell more than the table.
    """
    judged = row.judgement
    size = -judged.shortfall if judged.shortfall else abs(judged.gap or Decimal(0))
    return round_half_up(size) if row.public else size


def distance_charts(
    rows: Sequence[MeasureRow], *, title: str, when: str, colour: str
) -> tuple[ChartSpec, ...]:
    """Every percentage with a target on one scale of distance, best first, worst last: in one
    chart, or with more lines than the eye can hold in one a theme, all on the same scale.
    """
    if len(rows) <= MOST_LINES:
        return (_distance_chart(rows, (), title=title, when=when, colour=colour),) if rows else ()
    themes = {row.measure.indicator.theme_id: row.measure.indicator.theme.name for row in rows}
    return tuple(
        _distance_chart(
            [row for row in rows if row.measure.indicator.theme_id == theme],
            [row for row in rows if row.measure.indicator.theme_id != theme],
            title=name,
            when=when,
            colour=colour,
        )
        for theme, name in themes.items()
    )


def _distance_chart(
    rows: Sequence[MeasureRow],
    others: Sequence[MeasureRow],
    *,
    title: str,
    when: str,
    colour: str,
) -> ChartSpec:
    ordered = sorted(rows, key=distance, reverse=True)
    ranged = [row.name for row in ordered if _is_a_range(row)]
    nearer = f" {', '.join(ranged)}: from the nearer end of the range." if ranged else ""
    said = "; ".join(f"{row.name} {row.now}, {row.judgement.words}" for row in ordered)
    return ChartSpec(
        kind=ChartKind.DISTANCE,
        title=title,
        subtitle=f"Distance from target, {when}, in percentage points.{nearer}",
        alt=f"Distance from target, best first. {said}.",
        rows=tuple(_distance_row(row) for row in ordered),
        beside=tuple(_distance_row(row) for row in others),
        value_head="Now",
        size=Size.FULL,
        colour=colour,
    )


def _is_a_range(row: MeasureRow) -> bool:
    ends = (row.goal.low, row.goal.high) if row.goal else (None, None)
    return None not in ends and ends[0] != ends[1]


def _distance_row(row: MeasureRow) -> spec.Row:
    return spec.Row(
        label=row.name,
        value=distance(row),
        text=row.now,
        status=SHAPES[row.status],
        target_text=row.target,
    )


def mix_chart(
    rows: Sequence[MeasureRow],
    labels: Sequence[str],
    *,
    title: str,
    subtitle: str,
    colour: str,
) -> ChartSpec:
    """The parts of one whole as bars from zero, largest first, each under its label."""
    ordered = sorted(
        zip(rows, labels, strict=True),
        key=lambda part: (part[0].held and part[0].held.value) or Decimal(0),
        reverse=True,
    )
    said = ", ".join(f"{label} {row.now}" for row, label in ordered)
    return ChartSpec(
        kind=ChartKind.BARS,
        title=title,
        subtitle=subtitle,
        alt=f"{title}: {said}.",
        rows=tuple(
            spec.Row(
                label=label,
                value=shown(row.held, row.measure, public=row.public) if row.held else None,
                text=row.now,
                role=Role.OWN if index == 0 else Role.OTHER,
            )
            for index, (row, label) in enumerate(ordered)
        ),
        colour=colour,
    )
