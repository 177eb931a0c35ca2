"""The page of a year; beyond the pack it has earlier versions and the estimates behind rates."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from accounts.models import Council
from performance.domain.printing import with_unit
from performance.domain.vocabulary import Unit
from performance.measures import Measure, measures_of
from performance.models import Figure
from reference.authorities import OwnValues
from reference.domain.periods import long_date

from .lines import own_published, told_figure, told_lines
from .parts import ToldLine, ToldPage

# One version of a figure, by column.
Version = Mapping[str, Any]


def told_page(council: Council, year: int | None = None) -> ToldPage:
    """The newest year that has both figures, or the one asked for. Seven queries."""
    measures = [one for one in measures_of(council) if one.indicator.published is not None]
    own = own_published(council, measures)
    years = tuple(sorted({y for _, y in own if _told_any(measures, own, y)}, reverse=True))
    chosen = year if year is not None else next(iter(years), None)
    if chosen is None:
        return ToldPage(council, None, years, (), ())
    lines = told_lines(council, measures, chosen, own=own)
    told = {line.measure.code for line in lines}
    silent = (
        m.name for m in measures if m.code not in told and told_figure(m, chosen, ()) is not None
    )
    whole = tuple(with_history(council, chosen, lines))
    return ToldPage(council, chosen, years, whole, tuple(silent))


def _told_any(measures: Sequence[Measure], own: OwnValues, year: int) -> bool:
    return any(
        (one.indicator.published_id, year) in own and told_figure(one, year, ()) is not None
        for one in measures
    )


def told_line(council: Council, code: str, year: int) -> ToldLine | None:
    """The line of one measure; None where nothing was told or nothing published."""
    found = told_page(council, year).lines
    return next((line for line in found if line.measure.code == code), None)


def with_history(council: Council, year: int, lines: Sequence[ToldLine]) -> Iterator[ToldLine]:
    """Adds earlier versions of each told figure, and the estimate behind a rate. One query."""
    versions: dict[tuple[int, str, str], list[Version]] = defaultdict(list)
    rows = Figure.objects.for_council(council).filter(
        area=council.area_id, group="all", ends_on=dt.date(year, 3, 31)
    )
    for row in rows.order_by("version").values(
        "indicator_id", "period", "basis", "value", "standing", "decimals_held", "signed_at",
        "version_reason", "population_vintage",
    ):  # fmt: skip
        versions[row["indicator_id"], row["period"], row["basis"]].append(row)
    for line in lines:
        held = line.held
        key = (line.measure.indicator.pk, held.period.key, held.basis.value) if held else None
        told = versions.get(key, []) if key else []
        yield replace(
            line,
            earlier=tuple(_earlier(line.measure, told)),
            told_second=line.told_second + _vintage(line.measure, told),
        )


def _earlier(measure: Measure, told: Sequence[Version]) -> Iterator[str]:
    for was, then in pairwise(told):
        value = with_unit(
            was["value"],
            measure.unit,
            decimals=measure.indicator.decimals,
            held=was["decimals_held"],
        )
        provisional = " (provisional)" if was["standing"] == "provisional" else ""
        why = f": {then['version_reason']}" if then["version_reason"] else ""
        yield f"{value}{provisional} until {long_date(then['signed_at'].date())}{why}"


def _vintage(measure: Measure, told: Sequence[Version]) -> str:
    """A rate says with which estimate it was told: it is never worked out with another."""
    if measure.unit is not Unit.RATE or not told:
        return ""
    vintage = told[-1]["population_vintage"]
    known = vintage and vintage != "not stated"
    return f", estimate of residents: {vintage}" if known else ", estimate of residents not stated"
