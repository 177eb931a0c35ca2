"""A quarter's figures as lines for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.models import Council
from performance.dashboards.quarter import quarter_benchmarks
from performance.domain.series import Held
from performance.measures import measures_of
from performance.rows import MeasureRow, measure_row
from reference.domain.periods import Period
from reporting.spreadsheets import Value

HEAD = (
    "theme", "code", "measure", "area", "group", "period", "basis", "unit", "numerator",
    "denominator", "value", "standing", "reported in", "target low", "target high", "status",
    "change", "change means", "verdict", "neighbours median", "england", "version",
    "forecast of the rest of the year",
)  # fmt: skip


def figure_lines(council: Council, quarter: Period) -> Iterator[tuple[Value, ...]]:
    """The head, then one line a figure that the quarter's returns reported or its dashboard tells,
    oldest period first; numbers as held, not as printed.
    """
    yield HEAD
    measures = measures_of(council)
    compared = quarter_benchmarks(council, quarter, measures)
    for measure in measures:
        row = measure_row(measure, quarter, compared)
        for held in measure.held:
            told = quarter.key in (held.reported_in, held.told_in)
            if told or (row.held and held.key == row.held.key):
                yield _line(row, held)


def _line(row: MeasureRow, held: Held) -> tuple[Value, ...]:
    indicator = row.measure.indicator
    return (
        indicator.theme.name, indicator.code, row.name, held.area_name, held.group_name,
        held.period.name, held.basis.label, row.measure.unit.label,
        held.numerator, held.denominator, held.value, held.standing.label, held.reported_in,
        *_judged(row, held), held.version, held.expected,
    )  # fmt: skip


def _judged(row: MeasureRow, held: Held) -> tuple[Value, ...]:
    """Target, status, change and benchmarks: of the figure that the dashboard is about alone."""
    if row.held is None or held.key != row.held.key:
        return (None,) * 8
    benchmark = row.benchmark
    return (
        row.goal.low if row.goal else None, row.goal.high if row.goal else None,
        row.judgement.name, row.change.difference, row.change.meaning, row.change.words,
        benchmark.neighbours_median if benchmark else None,
        benchmark.england.value if benchmark and benchmark.england else None,
    )  # fmt: skip
