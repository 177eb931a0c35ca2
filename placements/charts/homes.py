"""Specifications of the charts of homes: shares over years, bars of children, money and places."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reporting.domain.charts import ChartKind, ChartSpec, Role, Row, Series, Size, Target

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
) -> ChartSpec:
    """Lines over years, each (name, values, whose). With `hidden` a missing value is a hidden one."""
    said = "; ".join(f"{name}: {_listed(values, unit)}" for name, values, _ in lines)
    return ChartSpec(
        kind=ChartKind.LINE,
        title=title,
        subtitle=subtitle,
        alt=f"{title}. {places[0]} to {places[-1]}. {said}.",
        unit=unit,
        x=tuple(places),
        series=tuple(_series(name, values, role, hidden) for name, values, role in lines),
        targets=() if target is None else (Target(f"Target {target:f}", low=target),),
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
        subtitle=subtitle,
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
