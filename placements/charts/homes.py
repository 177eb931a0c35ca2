"""Specifications of the charts of homes: shares over years, bars of children, money and places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from placements.domain.supply.outlook import Range
from reporting.domain.charts import ChartKind, ChartSpec, Fan, Role, Row, Series, Size, Target

Line = tuple[str, Sequence[Decimal | None], Role]
Bar = tuple[str, Decimal | None, str, bool]


def lines_chart(
    title: str,
    places: Sequence[str],
    lines: Sequence[Line],
    *,
    subtitle: str,
    colour: str,
    unit: str = "%",
    target: Decimal | None = None,
    size: Size = Size.HALF,
    hidden: bool = False,
    parts: bool = False,
) -> ChartSpec:
    """Lines over years, each (name, values, whose). `hidden`: what is missing of ours is hidden."""
    said = "; ".join(f"{name}: {_listed(values, unit)}" for name, values, _ in lines)
    return ChartSpec(
        kind=ChartKind.LINE,
        title=title,
        subtitle=_ended(subtitle),
        alt=f"{title}. {places[0]} to {places[-1]}. {said}.",
        unit=unit,
        x=tuple(places),
        series=tuple(_series(name, values, role, hidden) for name, values, role in lines),
        targets=() if target is None else (Target(f"Target {target:f}", low=target),),
        parts=parts,
        size=size,
        colour=colour,
    )


def _series(name: str, values: Sequence[Decimal | None], role: Role, hidden: bool) -> Series:
    gone = tuple(at for at, value in enumerate(values) if value is None)
    return Series(name, tuple(values), role, hidden=gone if hidden and role is Role.OWN else ())


def _listed(values: Sequence[Decimal | None], unit: str) -> str:
    return ", ".join("–" if one is None else f"{one:f}{unit}" for one in values)


def bars_chart(
    title: str,
    bars: Sequence[Bar],
    *,
    subtitle: str,
    colour: str,
    label_head: str,
    value_head: str,
    unit: str = "",
    size: Size = Size.HALF,
) -> ChartSpec:
    """Bars from zero, each (label, value or None, in words, whether it is ours)."""
    return ChartSpec(
        kind=ChartKind.BARS,
        title=title,
        subtitle=_ended(subtitle),
        alt=f"{title}. {', '.join(f'{label} {words}' for label, _, words, _ in bars)}.",
        unit=unit,
        rows=tuple(
            Row(label, value, words, Role.OWN if own else Role.OTHER)
            for label, value, words, own in bars
        ),
        label_head=label_head,
        value_head=value_head,
        size=size,
        colour=colour,
    )


def forecast_chart(
    title: str,
    days: Sequence[dt.date],
    places: Sequence[str],
    *,
    past: Mapping[dt.date, int],
    ranges: Sequence[Range],
    earlier: Sequence[Sequence[tuple[dt.date, float]]],
    subtitle: str,
    colour: str,
) -> ChartSpec:
    """The past, the middle dashed from its end on, the range as a fan; earlier forecasts dotted.
    `ranges` begins with the day on which the forecast starts.
    """
    by_day = {one.day: one for one in ranges}
    last = ranges[-1]
    mid = _over(days, {day: one.mid for day, one in by_day.items()})
    fan = Fan(
        "80% range",
        _over(days, {day: one.low for day, one in by_day.items()}),
        _over(days, {day: one.high for day, one in by_day.items()}),
    )
    return ChartSpec(
        kind=ChartKind.LINE,
        title=title,
        subtitle=_ended(subtitle),
        alt=f"{title}. The past: {', '.join(f'{d.year} {n}' for d, n in past.items())}. The middle "
        f"of the forecast for {last.day.year} is {round(last.mid)}.",
        unit="",
        x=tuple(places),
        series=(
            *(
                Series(f"Said in {points[0][0].year}", _over(days, dict(points)), Role.EARLIER)
                for points in earlier
            ),
            Series("Forecast", mid, Role.FORECAST),
            Series("Children", _over(days, past), Role.OWN),
        ),
        fan=fan,
        colour=colour,
    )


def _over(days: Sequence[dt.date], values: Mapping[dt.date, float]) -> tuple[Decimal | None, ...]:
    return tuple(Decimal(round(values[day])) if day in values else None for day in days)


def _ended(words: str) -> str:
    """With a full stop, since "the scale starts at 50" may follow."""
    return words if words.endswith((".", "?")) else f"{words}."
