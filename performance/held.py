"""Reads figures out of the database as plain values, newest versions only.

The room of builders: dashboards, packs and services all take figures from here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from accounts.models import Council
from performance.domain.series import Held, figure_key
from performance.domain.vocabulary import Basis, Standing
from reference.domain import periods
from reference.domain.periods import Kind, Period

from .models import Figure

COLUMNS = (
    "pk",
    "indicator_id",
    "indicator__code",
    "group_id",
    "area_id",
    "period",
    "starts_on",
    "ends_on",
    "basis",
    "version",
    "numerator",
    "denominator",
    "value",
    "decimals_held",
    "unavailable_reason",
    "standing",
    "final_due_on",
    "reported_direction",
    "source_note",
    "reported_in__quarter",
    "area__name",
    "group__name",
    "expected",
    "source",
    "override_reason",
    "offer_id",
)
TOLD_IN = COLUMNS.index("reported_in__quarter")


@lru_cache(maxsize=4096)
def period_of(key: str, starts_on: dt.date, ends_on: dt.date) -> Period:
    """A stored period; its days are those stored, whatever a council's terms are today."""
    found = periods.parse(key)
    if found.kind is Kind.TERM:
        return Period(ends_on, starts_on, key, Kind.TERM)
    return found


def held_figures(
    council: Council,
    *,
    indicators: Iterable[int] | None = None,
    until: dt.date | None = None,
    known_at: dt.datetime | None = None,
) -> dict[int, list[Held]]:
    """Newest versions by indicator, oldest period first; one query.

    `until` leaves out periods that end later; `known_at` gives what had been signed off by then.
    """
    figures = Figure.objects.for_council(council).order_by("ends_on", "starts_on", "version", "pk")
    if indicators is not None:
        figures = figures.filter(indicator__in=indicators)
    if until is not None:
        figures = figures.ended_by(until)
    if known_at is not None:
        figures = figures.known_at(known_at)
    newest: dict[tuple[Any, ...], tuple[int, Held]] = {}
    first: dict[tuple[Any, ...], str] = {}
    for row in figures.values_list(*COLUMNS):
        # Versions come in order: the first one read of a key is the oldest, the last the newest.
        key = (row[1], *row[3:6], row[8])
        told = first.setdefault(key, row[TOLD_IN] or "")
        newest[key] = (row[1], _held(council.slug, row, told))
    by_indicator: dict[int, list[Held]] = defaultdict(list)
    for indicator_id, held in newest.values():
        by_indicator[indicator_id].append(held)
    return by_indicator


# indicator, area, group, period, basis
FigureKey = tuple[int, str, str, str, str]


def newest_versions(council: Council, indicators: Iterable[int]) -> dict[FigureKey, Held]:
    """The newest version of each figure, by what it is a figure of."""
    return {
        (indicator, one.area, one.group, one.period.key, one.basis.value): one
        for indicator, series in held_figures(council, indicators=indicators).items()
        for one in series
    }


def _held(council: str, row: tuple[Any, ...], first_reported_in: str) -> Held:
    pk, _, code, group, area, period, starts_on, ends_on, basis, version, *rest = row
    (
        numerator,
        denominator,
        value,
        decimals,
        unavailable,
        standing,
        due,
        said,
        note,
        quarter,
        place,
        people,
        expected,
        source,
        why_overridden,
        offer,
    ) = rest
    return Held(
        figure_id=pk,
        key=figure_key(council, area, code, group, period, basis),
        group=group,
        area=area,
        period=period_of(period, starts_on, ends_on),
        basis=Basis(basis),
        version=version,
        numerator=numerator,
        denominator=denominator,
        value=value,
        decimals_held=decimals,
        unavailable_reason=unavailable,
        standing=Standing(standing),
        final_due_on=due,
        reported_direction=said,
        source_note=note,
        reported_in=quarter or "",
        area_name=place,
        group_name=people,
        expected=expected,
        source=source,
        override_reason=why_overridden,
        offer_id=offer,
        first_reported_in=first_reported_in,
    )
