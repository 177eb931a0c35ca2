"""Every authority as a dot in the order of its rank: ours large and named, England a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reporting.domain.axis import Axis, axis_of
from reporting.domain.chart_table import number
from reporting.domain.charts import ChartSpec, Role, Row

from .canvas import INK, RULE, SECOND_INK, WHITE, Canvas, width_of
from .line import ENGLAND, NEIGHBOURS

# Radius and colour of a dot; ours is drawn in the council's colour.
DOTS = {Role.OWN: (6.5, ""), Role.NEIGHBOURS: (4.5, NEIGHBOURS), Role.OTHER: (3.2, ENGLAND)}
INSET, FOOT, HEAD = 14.0, 30.0, 24.0


def dots_of(spec: ChartSpec) -> list[Row]:
    """The rows that have a place of their own, in the order given."""
    return [row for row in spec.rows if row.value is not None and row.role is not Role.ENGLAND]


def lines_of(spec: ChartSpec) -> list[Row]:
    """The rows that lie across the whole chart."""
    return [row for row in spec.rows if row.value is not None and row.role is Role.ENGLAND]


def own_words(row: Row) -> str:
    return f"{row.label} {row.text}"


def end_words(dots: Sequence[Row]) -> tuple[str, str]:
    """What stands under the first dot and under the last."""
    return "First", f"Last of {len(dots)}"


def beside_dot(dots: Sequence[Row], at: int) -> tuple[int, int]:
    """Where the name of a dot has room: (1 right or -1 left of it, 1 above or -1 below it).

    Dots that fall leave room above their right and below their left, those that rise the opposite.
    """
    falling = (dots[0].value or 0) >= (dots[-1].value or 0)
    late = 2 * at > len(dots)
    side = -1 if late else 1
    return side, side if falling else -side


def draw_ranked(canvas: Canvas, spec: ChartSpec) -> None:
    axis, dots = axis_of(spec), dots_of(spec)
    left = max(width_of(number(tick)) for tick in axis.ticks) + 10
    ends = [width_of(own_words(row)) + 10 for row in lines_of(spec)]
    right, bottom = canvas.width - max([6.0, *ends]), canvas.height - FOOT

    def y(value: Decimal) -> float:
        return bottom - float((value - axis.low) / (axis.high - axis.low)) * (bottom - HEAD)

    _scale(canvas, axis, [(tick, y(tick)) for tick in axis.ticks], left, right)
    for row in lines_of(spec):
        at = y(row.value or Decimal(0))
        canvas.line([(left, at), (right, at)], ENGLAND, 2, (2, 3))
        canvas.text(right + 8, at + 5, own_words(row), SECOND_INK)
    step = (right - left - 2 * INSET) / max(len(dots) - 1, 1)
    points = [(left + INSET + n * step, y(row.value or Decimal(0))) for n, row in enumerate(dots)]
    _dots(canvas, spec, dots, points)
    first, last = end_words(dots)
    canvas.text(left, canvas.height - 8, first, SECOND_INK)
    canvas.text(right, canvas.height - 8, last, SECOND_INK, align="right")


def _scale(
    canvas: Canvas, axis: Axis, ticks: Iterable[tuple[Decimal, float]], left: float, right: float
) -> None:
    for tick, y in ticks:
        first = tick == axis.low
        canvas.line([(left, y), (right, y)], INK if first else RULE, 1.2 if first else 0.8)
        canvas.text(left - 8, y + 5, number(tick), SECOND_INK, align="right")


def _dots(
    canvas: Canvas, spec: ChartSpec, dots: Sequence[Row], points: Sequence[tuple[float, float]]
) -> None:
    """The small ones first, ours last and over all others, with its name beside it."""
    order = (Role.OTHER, Role.NEIGHBOURS, Role.OWN)
    for n in sorted(range(len(dots)), key=lambda n: order.index(dots[n].role)):
        radius, colour = DOTS[dots[n].role]
        own = dots[n].role is Role.OWN
        canvas.circle(
            points[n], radius, colour or spec.colour, WHITE if own else "", 1.5 if own else 0
        )
        if own:
            side, up = beside_dot(dots, n)
            x, y = points[n][0] - 4 * side, points[n][1] + (-13 if up > 0 else 24)
            align = "left" if side > 0 else "right"
            canvas.text(x, y, own_words(dots[n]), align=align, bold=True)
