"""How a published figure is written: as the Department prints it, its symbols too."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from performance.domain.printing import MISSING, with_unit
from performance.domain.vocabulary import Unit
from reference.domain.benchmarks import PublishedValue
from reference.models import PublishedSeries


def value_text(series: PublishedSeries, cell: PublishedValue | None) -> str:
    """ "93", "62%", a symbol, or "–" where nothing was printed."""
    if cell is None:
        return MISSING
    return cell.symbol or number_text(series, cell.value)


def number_text(series: PublishedSeries, value: Decimal | None) -> str:
    return _written(value, series.unit, series.decimals)


# Public figures: the same hundred percentages and counts stand on every page.
@lru_cache(maxsize=8192)
def _written(value: Decimal | None, unit: str, decimals: int) -> str:
    return with_unit(value, Unit(unit), decimals=decimals)


def counts_text(cell: PublishedValue) -> str:
    """ "249 of 276"; nothing where a count is hidden or not published."""
    if cell.count is None or cell.total is None:
        return ""
    count, total = (_written(n, Unit.COUNT.value, 0) for n in (cell.count, cell.total))
    return f"{count} of {total}"
