"""What the Department published beside ours: lines through time, its own chart, dots of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from accounts.models import Council
from performance.charts import Aside, Line, neighbours_chart, own_name, published_chart
from performance.charts.usual import shown
from performance.domain.headline import joined
from performance.domain.printing import target_text
from performance.domain.series import Held
from performance.domain.vocabulary import Basis, Unit
from performance.measures import Measure
from reference.benchmarks import PublishedYear
from reference.domain.periods import Period, long_date
from reference.domain.rounding import plain
from reporting.domain.charts import ChartSpec, Role

from .parts import Neighbours
from .sources import own_published, published_text, told_for

NO_COUNTS = "Numbers of children depend on the size of an area, so they are not set side by side."
PUBLISHED, TOLD = "published", "told"
# What an open circle is called; a year to date and the sums of a count have another scale.
BASES = {
    Basis.PERIOD_END: "at its end",
    Basis.OVER_PERIOD: "over the period",
    Basis.AVERAGE: "average",
    Basis.ROLLING_12: "12 months",
    Basis.OUTTURN: "whole year",
    Basis.NOT_STATED: "basis not stated",
}
OF_A_COUNT = frozenset({Basis.PERIOD_END, Basis.AVERAGE})


def lines_of(measure: Measure, years: Sequence[PublishedYear]) -> tuple[Line, ...]:
    """The neighbours' median and England. Numbers of children depend on an area's size: none."""
    if measure.unit is Unit.COUNT:
        return ()
    medians = [(year.ends_on, year.benchmark.neighbours_median) for year in years]
    england = [
        (year.ends_on, year.benchmark.england.value if year.benchmark.england else None)
        for year in years
    ]
    named = (("Neighbours", Role.NEIGHBOURS, medians), ("England", Role.ENGLAND, england))
    return tuple(Line(name, role, _known(points)) for name, role, points in named)


def _known(
    points: Sequence[tuple[dt.date, Decimal | None]],
) -> tuple[tuple[dt.date, Decimal], ...]:
    return tuple((day, value) for day, value in points if value is not None)


def notes_on(chart: ChartSpec) -> str:
    """What a reader must know of the lines with one figure a year, and of the open circles."""
    yearly = [line.name for line in chart.series if line.bridged]
    words = dict.fromkeys(point.label for line in chart.series for point in line.open_points)
    notes = [f"{joined(yearly)}: one published figure a year, at 31 March."] if yearly else []
    notes += [f"Open circles: {joined(list(words))}."] if words else []
    return " ".join(notes)


def asides_of(
    measure: Measure,
    series: Sequence[Held],
    years: Sequence[PublishedYear],
    until: Period,
) -> tuple[Aside, ...]:
    """Our figures on other bases and, where they fit, our published ones: open circles. The newest
    of each kind is named in the drawing.
    """
    drawn = {one.key for one in series}
    found = [
        _aside(measure, one, BASES[one.basis])
        for one in sorted(measure.own, key=lambda one: one.period)
        if one.key not in drawn
        and one.value is not None
        and one.basis in BASES
        and one.period.ends_on <= until.ends_on
        and one.basis is not series[-1].basis
        and (measure.unit is not Unit.COUNT or one.basis in OF_A_COUNT)
    ]
    found += [Aside(day, value, PUBLISHED) for day, value in own_published(years, until)]
    newest = {one.label: one for one in found}
    return tuple(
        replace(one, text=f"{one.label} {plain(one.value)}") if newest[one.label] is one else one
        for one in found
    )


def _aside(measure: Measure, one: Held, word: str) -> Aside:
    value = shown(one, measure, public=False) or Decimal(0)
    return Aside(one.period.ends_on, value, word)


def published_of(
    council: Council, measure: Measure, years: Sequence[PublishedYear]
) -> ChartSpec | None:
    """Every year that the release tells, also those after the quarter: the Department revises."""
    own = [year for year in years if year.benchmark.own and year.benchmark.own.value is not None]
    if len(own) < 2:
        return None
    told = [
        replace(one, text=f"{TOLD} {plain(one.value)}")
        for year in own
        if (held := told_for(measure, year.ends_on)) is not None
        for one in [_aside(measure, held, TOLD)]
    ]
    first, last = own[0].benchmark, own[-1].benchmark
    ends = [f"{published_text(measure, one.own)} in {one.year}" for one in (first, last) if one.own]
    circle = " Open circle: what the board was told." if told else ""
    return published_chart(
        measure,
        years,
        lines_of(measure, years),
        told=told,
        title=f"As published each year: {ends[0]}, {ends[1]}",
        subtitle=(
            f"{first.name}{_unit(measure)}, at 31 March. Department for Education, "
            f"{first.release} release, in which earlier years are revised.{circle}"
        ),
        colour=council.colour,
        council=own_name(council),
    )


def _unit(measure: Measure) -> str:
    words = {Unit.PERCENT: ", percent", Unit.DAYS: ", days"}
    return words.get(measure.unit, "")


def neighbours_of(
    council: Council, measure: Measure, years: Sequence[PublishedYear], number: int
) -> Neighbours:
    """The dots of one year that ended on 31 March; or why there are none."""
    if measure.indicator.published is None:
        note = "The Department for Education publishes no figure that compares with this measure."
        return Neighbours("Beside our neighbours", None, note)
    title = f"Beside our neighbours, {number}"
    year = next((year for year in years if year.benchmark.year == number), None)
    if year is None:
        return Neighbours(title, None, f"Nothing is published for 31 March {number}.")
    if measure.unit is Unit.COUNT:
        return Neighbours(title, None, NO_COUNTS)
    chart = neighbours_chart(
        measure,
        year,
        title=f"{year.benchmark.name}, {number}",
        subtitle=_dots_subtitle(measure, year),
        colour=council.colour,
    )
    note = "" if chart else _alone(council, measure, year)
    return Neighbours(title, chart, note)


def _dots_subtitle(measure: Measure, year: PublishedYear) -> str:
    goal = measure.goal_on(year.ends_on)
    target = (
        f"Dashed line: our target, {target_text(goal, measure.unit, measure.polarity)}. "
        if goal
        else ""
    )
    return (
        f"As published for {long_date(year.ends_on)}, {year.benchmark.release} release. {target}"
        "Open circles: region and England."
    )


def _alone(council: Council, measure: Measure, year: PublishedYear) -> str:
    england = year.benchmark.england
    told = f" England: {published_text(measure, england)}." if england else ""
    return f"{own_name(council)} has no statistical neighbours in the published list.{told}"
