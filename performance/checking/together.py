"""The entries of one return as far as they bear on each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from performance.asked import Wanted
from performance.domain.checks import Labels, Problem
from performance.domain.points import Point
from performance.domain.vocabulary import Basis, Unit
from performance.domain.working_out import figure_of
from performance.models import Entry, QuarterlyReturn
from reference.domain.periods import TermDates

from .entry import EntryCheck
from .reading import SeriesKey, period_of_entry, series_of, typed_of


@dataclass(frozen=True)
class Together:
    """A return's entries as far as they bear on each other, and the day of the check."""

    of: QuarterlyReturn
    as_at: dt.date
    wanted: frozenset[Wanted]
    areas: dict[int, set[str]]
    commented: frozenset[int]
    points: dict[SeriesKey, list[Point]]


def own_points(
    entries: Sequence[Entry], ends_on: dt.date, terms: TermDates
) -> dict[SeriesKey, list[Point]]:
    """What the return itself says of each series: the months before the last one, say. What was
    not changed since sign-off is among the held figures.
    """
    points: dict[SeriesKey, list[Point]] = defaultdict(list)
    for entry in entries:
        period = period_of_entry(entry, ends_on, terms)
        if period is None or entry.signed_revision == entry.revision:
            continue
        unit, basis = Unit(entry.indicator.unit), Basis(entry.basis)
        signed = entry.indicator.signed
        figure = figure_of(typed_of(entry), unit, basis, Labels(), signed=signed)
        if figure.value is not None:
            points[series_of(entry)].append(
                Point(
                    period=period,
                    value=figure.value,
                    numerator=figure.numerator,
                    denominator=figure.denominator,
                    basis=basis,
                    provisional=entry.provisional,
                )
            )
    return points


def areas_of(entries: Sequence[Entry]) -> dict[int, set[str]]:
    """The areas of which a return holds figures, by measure."""
    areas: dict[int, set[str]] = defaultdict(set)
    for entry in entries:
        areas[entry.indicator_id].add(str(entry.area_id))
    return areas


def asked_once(checks: list[EntryCheck]) -> list[EntryCheck]:
    """A measure is commented on once: of several figures that want words, the latest asks."""
    asking: dict[int, EntryCheck] = {}
    for one in checks:
        if one.lacks_comment and (
            one.indicator.pk not in asking or _end(one) >= _end(asking[one.indicator.pk])
        ):
            asking[one.indicator.pk] = one
    return [
        replace(one, covered=True)
        if one.lacks_comment and asking[one.indicator.pk] is not one
        else one
        for one in checks
    ]


def _end(one: EntryCheck) -> dt.date:
    return one.period.ends_on if one.period else dt.date.min


def twice(checks: list[EntryCheck]) -> list[EntryCheck]:
    """Two entries that would become the same figure are both refused, on the date that says so."""
    keys = Counter(_figure_of(one) for one in checks if one.period)
    return [_refused(one) if one.period and keys[_figure_of(one)] > 1 else one for one in checks]


def _figure_of(one: EntryCheck) -> tuple[object, ...]:
    entry, period = one.entry, one.period
    return (entry.indicator_id, entry.group_id, entry.area_id, period and period.key, entry.basis)


def _refused(one: EntryCheck) -> EntryCheck:
    when = one.period.name if one.period else ""
    problem = Problem(
        "period", f"{one.name}: two figures of this return are for {when}. Change or remove one."
    )
    return replace(one, checked=replace(one.checked, errors=(*one.checked.errors, problem)))
