"""The scale of a chart's values: where it begins and ends, and the lines across it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from reference.domain.rounding import plain

from .charts import ChartKind, ChartSpec

# A scale narrower than this makes a mountain of a rounding difference.
LEAST_SPAN = Decimal(10)


@dataclass(frozen=True)
class Axis:
    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def ticks(self) -> list[Decimal]:
        first = (self.low / self.step).to_integral_value(ROUND_CEILING)
        last = (self.high / self.step).to_integral_value(ROUND_FLOOR)
        return [self.step * n for n in range(int(first), int(last) + 1)]


def nice_step(span: Decimal, most: int) -> Decimal:
    """The smallest of 1, 2, 5, 10, 20, 50 ... with which at most `most` steps cover the span."""
    exponent = -1
    while True:
        for unit in (1, 2, 5):
            step = Decimal(unit).scaleb(exponent)
            if step * most >= span:
                return step
        exponent += 1


def axis_of(spec: ChartSpec, most: int = 6) -> Axis:
    """The scale of a specification. Bars begin at zero; percentages stay between 0 and 100."""
    values = list(_values(spec))
    if spec.kind is ChartKind.DISTANCE:
        return _distances(values, most)
    low, high = (min(values), max(values)) if values else (Decimal(0), LEAST_SPAN)
    if spec.kind in (ChartKind.BARS, ChartKind.SHARE_BARS):
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    missing = LEAST_SPAN - (high - low)
    if missing > 0:
        low, high = low - missing / 2, high + missing / 2
    return _rounded(low, high, spec, values, most)


def _distances(values: list[Decimal], most: int) -> Axis:
    """From the worst to the best with a little air, and the target at 0 among them."""
    low, high = min([*values, Decimal(-5)]), max([*values, Decimal(5)])
    air = (high - low) / 40
    return Axis(low - air, high + air, nice_step(high - low, most))


def _rounded(
    low: Decimal, high: Decimal, spec: ChartSpec, values: list[Decimal], most: int
) -> Axis:
    percent = spec.unit == "%"
    if values and min(values) >= 0:
        low, high = (Decimal(0), high - low) if low < 0 else (low, high)
    if percent and values and max(values) <= 100 < high:
        low, high = max(Decimal(0), low - (high - 100)), Decimal(100)
    step = nice_step(high - low, most)
    low = (low / step).to_integral_value(ROUND_FLOOR) * step
    high = (high / step).to_integral_value(ROUND_CEILING) * step
    if percent and values and max(values) <= 100:
        high = min(high, _last_line(low, step))
    return Axis(low, max(high, low + step), step)


def _last_line(low: Decimal, step: Decimal) -> Decimal:
    """The highest line that is not above 100; if that leaves 100 out, the one just above it."""
    return low + ((100 - low) / step).to_integral_value(ROUND_CEILING) * step


def _values(spec: ChartSpec) -> Iterator[Decimal]:
    for line in spec.series:
        yield from (y for y in line.y if y is not None)
        yield from (point.y for point in line.open_points)
    for target in spec.targets:
        yield from (end for end in (target.low, target.high) if end is not None)
    for usual in spec.usual:
        yield from (usual.lower, usual.upper)
    for _, low, high in spec.fan.ends if spec.fan else ():
        yield from (low, high)
    for row in (*spec.rows, *spec.beside):
        yield from (value for value in (row.value, row.target) if value is not None)
    if spec.target:
        yield from (end for end in (spec.target.low, spec.target.high) if end is not None)


def scale_note(spec: ChartSpec) -> str:
    """ "The scale starts at 50." when it does not start at zero; else nothing."""
    if spec.kind not in (ChartKind.LINE, ChartKind.DOTS, ChartKind.RANKED) or spec.is_empty:
        return ""
    low = axis_of(spec).low
    return "" if low == 0 else f"The scale starts at {low.normalize():f}."


def subtitle_of(spec: ChartSpec) -> str:
    """What is measured, where the scale starts, what the band is."""
    notes = (spec.subtitle, scale_note(spec), range_note(spec))
    return " ".join(part for part in notes if part)


def range_note(spec: ChartSpec) -> str:
    """ "Shaded: usual range, 86 to 109.": of the newest side, where a break made two."""
    if not spec.usual:
        return ""
    newest = max(spec.usual, key=lambda usual: usual.first)
    return f"Shaded: usual range, {plain(newest.lower)} to {plain(newest.upper)}."
