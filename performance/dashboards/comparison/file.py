"""A comparison as a spreadsheet reads it: every authority of the group, every year of a release."""

from __future__ import annotations

from collections.abc import Iterator

from reference.authorities import values_of_year
from reporting.spreadsheets import Value

from .parts import Comparison

HEAD = (
    "series", "measure", "unit", "release", "year ending 31 March", "rank", "ranked authorities",
    "code", "authority", "value", "symbol", "numerator", "denominator", "ours",
    "statistical neighbour",
)  # fmt: skip


def comparison_csv(page: Comparison) -> Iterator[tuple[Value, ...]]:
    """The head, then the year's authorities in the order of their ranks; symbols stand apart."""
    yield HEAD
    cells = values_of_year(page.series, page.release, page.year)
    for row in page.rows:
        cell, place = cells[row.code], row.place
        yield (
            page.series.code, page.series.name, page.series.unit, page.release, page.year,
            place.rank if place else None, page.ranked, row.code, row.name, cell.value,
            cell.symbol, cell.count, cell.total, "yes" if row.own else "no",
            "yes" if row.neighbour else "no",
        )  # fmt: skip
