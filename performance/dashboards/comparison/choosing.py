"""Every published measure, to choose from."""

from __future__ import annotations

from reference.fixtures import table_layouts
from reference.models import PublishedSeries

from .parts import SeriesGroup


def series_groups() -> tuple[SeriesGroup, ...]:
    """Every series by the Department's tables, in their order. One query."""
    names = {layout.table: layout.name for layout in reversed(table_layouts())}
    order = {table: number for number, table in enumerate(reversed(names))}
    every = PublishedSeries.objects.filter(table__in=order)
    by_table: dict[str, list[PublishedSeries]] = {}
    for series in sorted(every, key=lambda one: (order[one.table], one.name)):
        by_table.setdefault(series.table, []).append(series)
    return tuple(SeriesGroup(names[table], tuple(found)) for table, found in by_table.items())
