"""A measure through time, with target, usual range, breaks and what stands beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from accounts.models import Council
from performance.domain.cumulative import is_cumulative
from performance.domain.printing import target_text
from performance.domain.series import Held
from performance.domain.vocabulary import Basis, Unit
from performance.measures import Measure
from performance.rows import value_text
from reference.domain.periods import Kind, Period, shift
from reporting.domain import charts as spec
from reporting.domain.charts import ChartKind, ChartSpec, Role, Size

from .usual import Side, limit, shown, sides_of

MOST_PLACES = 20
# A page of one measure has room for ten years of quarters.
MOST_PLACES_IN_FULL = 40
AXIS_UNITS = {Unit.PERCENT: "%", Unit.RATE: "per 10,000", Unit.DAYS: "days"}


def own_name(council: Council) -> str:
    """What stands at the end of our own line: "Nottingham"."""
    return council.name.removesuffix(" Council").removesuffix(" City")


@dataclass(frozen=True)
class Line:
    """Somebody else's figures beside ours: one for each of the days."""

    name: str
    role: Role
    points: tuple[tuple[dt.date, Decimal], ...]


@dataclass(frozen=True)
class Aside:
    """A figure of ours on another basis or from another source: an open circle, never joined."""

    on: dt.date
    value: Decimal
    label: str
    text: str = ""


def trend_chart(
    measure: Measure,
    held: Sequence[Held],
    *,
    title: str,
    colour: str,
    council: str,
    hidden: Sequence[Held] = (),
    public: bool = False,
    size: Size = Size.HALF,
    lines: Sequence[Line] = (),
    asides: Sequence[Aside] = (),
) -> ChartSpec | None:
    """A measure through time: figures of one basis and kind of period, oldest first, with target
    and usual range. None where there are fewer than two points. `hidden` are figures of the same
    series of which nothing but the place may be seen.

    `lines` and `asides` stand where their day is the last day of one of the periods; the others
    are left out.
    """
    known = [one for one in held if one.value is not None]
    if len(known) < 2:
        return None
    named = size is Size.FULL
    places = _places(
        [one.period for one in (*known, *hidden)], MOST_PLACES_IN_FULL if named else MOST_PLACES
    )
    at = {place.key: index for index, place in enumerate(places)}
    drawn = [one for one in known if one.period.key in at]
    labels, years = _labels(places)
    sides = sides_of(measure, known, hidden, public=public)
    return ChartSpec(
        kind=ChartKind.LINE,
        title=title,
        subtitle=subtitle_of(measure),
        alt=f"{measure.name}: {_said(measure, drawn, public=public)}.",
        unit=AXIS_UNITS.get(measure.unit, ""),
        x=labels,
        x_groups=years,
        series=(
            _own_series(measure, drawn, hidden, places, council, asides, public=public),
            *_profile(measure, known[-1].basis, places),
            *beside(lines, [place.ends_on for place in places]),
        ),
        targets=()
        if is_cumulative(known[-1].basis, measure.unit)
        else targets_over(measure, [place.ends_on for place in places]),
        usual=_ranges(sides, at),
        marks=_marks(measure, sides, at, named=named, public=public),
        breaks=_breaks(measure, places),
        size=size,
        colour=colour,
    )


def _profile(measure: Measure, basis: Basis, places: Sequence[Period]) -> tuple[spec.Series, ...]:
    """What was planned of a count through the year by the end of each place: it rises each quarter,
    so it is a line of its own, and no target across.
    """
    if not is_cumulative(basis, measure.unit):
        return ()
    values = tuple(measure.planned_by(place) for place in places)
    if all(value is None for value in values):
        return ()
    return (spec.Series("Planned", values, Role.OTHER),)


def _said(measure: Measure, drawn: Sequence[Held], *, public: bool) -> str:
    return ", ".join(
        f"{one.period.short_name} {value_text(measure, one, public=public)}" for one in drawn
    )


def _own_series(
    measure: Measure,
    drawn: Sequence[Held],
    hidden: Sequence[Held],
    places: Sequence[Period],
    name: str,
    asides: Sequence[Aside],
    *,
    public: bool,
) -> spec.Series:
    at = {place.key: index for index, place in enumerate(places)}
    values: list[Decimal | None] = [None] * len(places)
    for one in drawn:
        values[at[one.period.key]] = shown(one, measure, public=public)
    return spec.Series(
        name=name,
        y=tuple(values),
        role=Role.OWN,
        hidden=tuple(sorted(at[one.period.key] for one in hidden if one.period.key in at)),
        provisional=tuple(at[one.period.key] for one in drawn if one.provisional),
        open_points=open_points(asides, [place.ends_on for place in places]),
    )


def open_points(asides: Sequence[Aside], days: Sequence[dt.date]) -> tuple[spec.OpenPoint, ...]:
    at = {day: index for index, day in enumerate(days)}
    return tuple(
        spec.OpenPoint(at[one.on], one.value, one.label, one.text) for one in asides if one.on in at
    )


def beside(lines: Sequence[Line], days: Sequence[dt.date]) -> tuple[spec.Series, ...]:
    """Other people's lines at our places; one that has no point there is left out. Where they have
    fewer points than we have places, each of their points is marked.
    """
    found = []
    for line in lines:
        points = dict(line.points)
        values = tuple(points.get(day) for day in days)
        if any(value is not None for value in values):
            found.append(spec.Series(line.name, values, line.role, bridged=None in values))
    return tuple(found)


def _places(periods: Sequence[Period], most: int) -> list[Period]:
    """Every period from the first to the last, so that a missing quarter leaves its gap."""
    first, last = min(periods), max(periods)
    if first.kind in (Kind.DAY, Kind.RANGE):
        return sorted(set(periods))[-most:]
    places = [last]
    while places[0] > first and len(places) < most:
        before = shift(places[0], -1)
        if before is None:
            break
        places.insert(0, before)
    return places


def _labels(places: Sequence[Period]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    kind = places[0].kind
    if kind is Kind.QUARTER:
        return tuple(p.key[-2:] for p in places), tuple(p.key[:7] for p in places)
    if kind is Kind.TERM:
        return tuple(p.key[8:] for p in places), tuple(p.key[:7] for p in places)
    if kind is Kind.MONTH:
        return (
            tuple(f"{p.starts_on:%b}" for p in places),
            tuple(str(p.starts_on.year) for p in places),
        )
    return tuple(p.short_name for p in places), ()


def subtitle_of(measure: Measure) -> str:
    line = measure.indicator.second_line
    unit = {Unit.PERCENT: "percent", Unit.RATE: "per 10,000", Unit.DAYS: "days"}.get(measure.unit)
    parts = [part for part in (line, unit) if part]
    text = ", ".join(parts) or measure.unit.label
    return f"{text[:1].upper()}{text[1:]}."


def targets_over(measure: Measure, days: Sequence[dt.date]) -> tuple[spec.Target, ...]:
    """One line for each stretch with the same target: old points keep the old one."""
    goals = [measure.goal_on(day) for day in days]
    found, start = [], 0
    for goal, stretch in groupby(goals):
        length = len(list(stretch))
        if goal is not None:
            found.append(
                spec.Target(
                    label=f"Target {target_text(goal, measure.unit, measure.polarity)}",
                    low=goal.low,
                    high=goal.high,
                    first=start,
                    last=start + length - 1,
                )
            )
        start += length
    return tuple(found)


def _ranges(sides: Sequence[Side], at: dict[str, int]) -> tuple[spec.UsualRange, ...]:
    """The limits of each unbroken side that has its own eight points."""
    found: list[spec.UsualRange] = []
    for side in sides:
        places = [at[one.period.key] for one in side.points if one.period.key in at]
        if side.limits is not None and places:
            found.append(
                spec.UsualRange(
                    lower=limit(side.limits.lower),
                    average=limit(side.limits.average),
                    upper=limit(side.limits.upper),
                    first=min(places),
                    last=max(places),
                )
            )
    return tuple(found)


def _marks(
    measure: Measure, sides: Sequence[Side], at: dict[str, int], *, named: bool, public: bool
) -> tuple[spec.Mark, ...]:
    """Every figure outside its usual range is ringed; the newest is named where there is room."""
    drawn = [one for side in sides for one in side.outside if one.period.key in at]
    marks = [spec.Mark(at[one.period.key]) for one in drawn]
    if drawn and named:
        words = f"{drawn[-1].period.short_name}: {value_text(measure, drawn[-1], public=public)}"
        marks[-1] = spec.Mark(at[drawn[-1].period.key], f"{words}, outside the usual range")
    return tuple(marks)


def _breaks(measure: Measure, places: Sequence[Period]) -> tuple[spec.Break, ...]:
    found = []
    for gap in measure.gaps:
        after = [index for index, place in enumerate(places) if place.starts_on >= gap.from_on]
        if after and after[0] > 0:
            found.append(spec.Break(after[0], *gap.words))
    return tuple(found)
