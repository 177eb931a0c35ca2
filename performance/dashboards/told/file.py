"""The year's lines as a spreadsheet reads them."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.spreadsheets import Value

from .lines import gap_of
from .parts import PublishedAs, ToldLine, ToldPage

HEAD = (
    "year ending 31 March", "code", "measure", "period", "basis", "unit", "told", "told numerator",
    "told denominator", "release", "published", "published symbol", "published numerator",
    "published denominator", "told less published", "difference of definition", "explanation",
)  # fmt: skip


def told_csv(page: ToldPage) -> Iterator[tuple[Value, ...]]:
    """The head, then one line a measure and release; numbers as held, not as printed."""
    yield HEAD
    for line in page.lines:
        for one in line.published:
            yield _csv_line(line, one)


def _csv_line(line: ToldLine, one: PublishedAs) -> tuple[Value, ...]:
    held, measure, cell = line.held, line.measure, one.cell
    if held is None:
        return ()
    gap = gap_of(measure, held, cell, public=False).size
    words = line.explanation.text if line.explanation else ""
    return (
        line.year, measure.code, measure.name, held.period.name, held.basis.label,
        measure.unit.label, held.value, held.numerator, held.denominator, one.release, cell.value,
        cell.symbol, cell.count, cell.total, gap, line.differs, words,
    )  # fmt: skip
