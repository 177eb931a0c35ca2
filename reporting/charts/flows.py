"""Flows: two columns of groups, and bands as wide as the numbers that went between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reporting.domain.chart_table import number
from reporting.domain.charts import ChartSpec, Flow

from .canvas import BAND, INK, RULE, SECOND_INK, WHITE, Canvas, Point, folded

HEAD, FOOT, GAP, BAR = 30.0, 6.0, 8.0, 10.0
# A group is as high as its two lines of words at least, all groups together as high as this.
LEAST, ALL = 32.0, 300.0
STEPS = 24
SIDES = ("before", "after")
# The group of who is not there at all; it comes last.
OUTSIDE = "Not in care"


def flows_height(spec: ChartSpec) -> float:
    """As high as the column that ends lower."""
    flows = _told(spec)
    scale = _scale(flows)
    ends = [
        top + max(float(_total(flows, side, name)) * scale, LEAST)
        for side in SIDES
        for name, top in _tops(flows, side, scale).items()
    ]
    return max(ends, default=HEAD) + FOOT


def draw_flows(canvas: Canvas, spec: ChartSpec) -> None:
    """Who stayed is pale, who came or went grey, who moved in the council's colour."""
    flows = _told(spec)
    room = min(230.0, canvas.width * 0.31)
    left, right = room + 8, canvas.width - room - 8
    scale = _scale(flows)
    tops = {side: _tops(flows, side, scale) for side in SIDES}
    used = {(side, name): top for side, column in tops.items() for name, top in column.items()}
    bands = []
    for flow in flows:
        height = float(flow.value or 0) * scale
        start, end = used["before", flow.before], used["after", flow.after]
        bands.append((_band((left + BAR, start), (right - BAR, end), height), _rank(flow)))
        used["before", flow.before] = start + height
        used["after", flow.after] = end + height
    colours = (BAND, RULE, spec.colour)
    for points, rank in sorted(bands, key=lambda band: band[1]):
        canvas.shape(points, colours[rank], WHITE, 0.8)
    for side, at, align in (("before", left, "right"), ("after", right, "left")):
        _column(canvas, flows, side, tops[side], at, align, scale, room)
    for words, at, align in zip(spec.x, (left, right), ("right", "left"), strict=False):
        canvas.text(at, 15, words, SECOND_INK, align=align)


def _told(spec: ChartSpec) -> list[Flow]:
    """The flows that have a number, in the order of their groups on either side."""
    flows = [flow for flow in spec.flows if flow.value]
    order = {name: n for n, name in enumerate(_names(flows))}
    return sorted(flows, key=lambda flow: (order[flow.before], order[flow.after]))


def _names(flows: Sequence[Flow]) -> list[str]:
    """The groups in one order: as on the left, what is only on the right before the outside."""
    left = list(dict.fromkeys(flow.before for flow in flows if flow.before != OUTSIDE))
    right = [flow.after for flow in flows if flow.after not in (*left, OUTSIDE)]
    return [*left, *dict.fromkeys(right), OUTSIDE]


def _scale(flows: Sequence[Flow]) -> float:
    return ALL / float(sum((flow.value or Decimal(0) for flow in flows), Decimal(0)) or 1)


def _rank(flow: Flow) -> int:
    """Those who stayed lie lowest, those who moved highest."""
    if flow.before == flow.after:
        return 0
    return 1 if OUTSIDE in (flow.before, flow.after) else 2


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


def _groups(flows: Sequence[Flow], side: str) -> list[str]:
    there = {getattr(flow, side) for flow in flows}
    return [name for name in _names(flows) if name in there]


def _total(flows: Iterable[Flow], side: str, name: str) -> Decimal:
    return sum((f.value or Decimal(0) for f in flows if getattr(f, side) == name), Decimal(0))


def _band(start: Point, end: Point, height: float) -> list[Point]:
    """A band that leaves and arrives level."""
    upper = [_on(start, end, n / STEPS) for n in range(STEPS + 1)]
    return [*upper, *((x, y + height) for x, y in reversed(upper))]


def _on(start: Point, end: Point, share: float) -> Point:
    eased = share * share * (3 - 2 * share)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * eased
