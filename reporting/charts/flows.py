"""Flows: two columns of groups, and bands as wide as the numbers that went from one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reporting.domain.chart_table import number
from reporting.domain.charts import ChartSpec, Flow

from .canvas import BAND, INK, SECOND_INK, WHITE, Canvas, Point, folded

HEAD, FOOT, GAP, BAR = 30.0, 6.0, 20.0, 10.0
# A group is as high as its two lines of words at least, all groups together as high as this.
LEAST, ALL, NARROW = 20.0, 300.0, 400.0
STEPS = 24


def flows_height(spec: ChartSpec) -> float:
    """High enough for the column with more groups."""
    groups = max(len(_groups(spec.flows, side)) for side in ("before", "after"))
    return HEAD + FOOT + ALL + groups * (GAP + LEAST)


def draw_flows(canvas: Canvas, spec: ChartSpec) -> None:
    """Bands of who stayed are pale; of who moved, in the council's colour where most moved."""
    flows = [flow for flow in spec.flows if flow.value]
    room = min(230.0, canvas.width * 0.31)
    left, right = room + 8, canvas.width - room - 8
    scale = ALL / float(sum((flow.value or Decimal(0)) for flow in flows) or 1)
    tops = {side: _tops(flows, side, scale) for side in ("before", "after")}
    used = {(side, name): top for side, column in tops.items() for name, top in column.items()}
    for flow in flows:
        height = float(flow.value or 0) * scale
        start, end = used["before", flow.before], used["after", flow.after]
        colour = BAND if flow.before == flow.after else spec.colour
        canvas.shape(_band((left + BAR, start), (right - BAR, end), height), colour, WHITE, 0.8)
        used["before", flow.before] = start + height
        used["after", flow.after] = end + height
    for side, at, align in (("before", left, "right"), ("after", right, "left")):
        _column(canvas, flows, side, tops[side], at, align, scale, room)
    for words, at, align in zip(spec.x, (left, right), ("right", "left"), strict=False):
        canvas.text(at, 15, words, SECOND_INK, align=align)


def _column(
    canvas: Canvas,
    flows: Sequence[Flow],
    side: str,
    tops: dict[str, float],
    at: float,
    align: str,
    scale: float,
    room: float,
) -> None:
    for name, top in tops.items():
        total = _total(flows, side, name)
        high = float(total) * scale
        canvas.box(at if side == "before" else at - BAR, top, BAR, max(high, 1.5), INK)
        lines = folded(f"{name} {number(total)}", room)
        edge = at - 8 if align == "right" else at + 8
        middle = top + high / 2 + 5 - 8 * (len(lines) - 1)
        for n, line in enumerate(lines):
            canvas.text(edge, middle + 16 * n, line, align=align)


def _tops(flows: Sequence[Flow], side: str, scale: float) -> dict[str, float]:
    """Where each group begins, from above; small groups keep room for their words."""
    tops, y = {}, HEAD
    for name in _groups(flows, side):
        high = float(_total(flows, side, name)) * scale
        pad = max(0.0, (LEAST - high) / 2)
        tops[name] = y + pad
        y += high + 2 * pad + GAP
    return tops


def _groups(flows: Iterable[Flow], side: str) -> list[str]:
    """The groups of a column in the order in which they are first told."""
    return list(dict.fromkeys(getattr(flow, side) for flow in flows if flow.value))


def _total(flows: Iterable[Flow], side: str, name: str) -> Decimal:
    return sum((f.value or Decimal(0) for f in flows if getattr(f, side) == name), Decimal(0))


def _band(start: Point, end: Point, height: float) -> list[Point]:
    """A band that leaves and arrives level."""
    upper = [_on(start, end, n / STEPS) for n in range(STEPS + 1)]
    return [*upper, *((x, y + height) for x, y in reversed(upper))]


def _on(start: Point, end: Point, share: float) -> Point:
    eased = share * share * (3 - 2 * share)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * eased
