"""A chart as SVG: for paper, and on screen where no script runs. Text stays text."""

from __future__ import annotations

import base64
from dataclasses import replace
from functools import lru_cache

from reporting.domain.charts import ChartKind, ChartSpec, Mark, Role, Series, Size, Target

from .canvas import Canvas, fitted
from .flows import draw_flows, flows_height
from .line import draw_line
from .ranked import draw_ranked
from .rows import draw_bars, draw_distance, draw_dots, draw_shares, height_of

# A paper unit is 0.6 pt, so that the 15 of a label is 9 pt: 170 mm are 800 units.
# A phone at 320 pixels leaves 290 for a picture.
PHONE = 300.0
WIDTHS = {
    "paper": {Size.FULL: 800.0, Size.HALF: 380.0, Size.THIRD: 250.0},
    # A slide is 1280 px wide, its charts 1152: 1.13 px a unit, so that a label is 17 px.
    "slide": {Size.FULL: 1020.0, Size.HALF: 1020.0, Size.THIRD: 1020.0},
    "screen": {Size.FULL: 1160.0, Size.HALF: 550.0, Size.THIRD: 360.0},
    "phone": {Size.FULL: PHONE, Size.HALF: PHONE, Size.THIRD: PHONE},
}
HEIGHTS = {Size.FULL: 400.0, Size.HALF: 330.0, Size.THIRD: 210.0}
PAPER_HEIGHTS = {Size.FULL: 340.0, Size.HALF: 240.0, Size.THIRD: 200.0}
SLIDE_HEIGHT = 385.0
# For 72 units: 240 dots an inch of paper.
PIXELS = 144
DRAWERS = {
    ChartKind.LINE: draw_line,
    ChartKind.BARS: draw_bars,
    ChartKind.SHARE_BARS: draw_shares,
    ChartKind.DISTANCE: draw_distance,
    ChartKind.DOTS: draw_dots,
    ChartKind.RANKED: draw_ranked,
    ChartKind.FLOWS: draw_flows,
}


def chart_size(spec: ChartSpec, medium: str = "paper") -> tuple[float, float]:
    """Width and height in units; charts of rows are as high as their rows."""
    width = WIDTHS[medium][spec.size]
    if spec.kind is ChartKind.FLOWS:
        return width, flows_height(spec)
    if medium == "slide":
        return width, height_of(spec) or SLIDE_HEIGHT
    heights = PAPER_HEIGHTS if medium == "paper" else HEIGHTS
    return width, height_of(spec) or heights[spec.size]


def chart_svg(spec: ChartSpec, medium: str = "paper") -> str:
    """The drawing; the same bytes for the same specification and medium."""
    canvas = Canvas(*chart_size(spec, medium))
    DRAWERS[spec.kind](canvas, shortened(spec) if medium == "phone" else spec)
    return fitted(canvas.svg()) if medium in ("screen", "phone") else canvas.svg()


def chart_png(spec: ChartSpec) -> bytes:
    """The drawing for paper as a picture of pixels: 1,600 of them for the width of a page."""
    canvas = Canvas(*chart_size(spec))
    DRAWERS[spec.kind](canvas, spec)
    return canvas.png(PIXELS)


def chart_png_uri(spec: ChartSpec) -> str:
    """The picture of pixels as an address for `<img src>`: for programs that draw no SVG."""
    return f"data:image/png;base64,{base64.b64encode(chart_png(spec)).decode()}"


def shortened(spec: ChartSpec) -> ChartSpec:
    """With the shorter words that a phone has room for, never with smaller type; the table under
    the chart has them all.
    """
    return replace(
        spec,
        series=tuple(_short_series(line, ours=not spec.parts) for line in spec.series),
        marks=tuple(_short_mark(mark, spec) for mark in spec.marks),
        targets=tuple(_short_target(target, spec) for target in spec.targets),
        breaks=tuple(replace(gap, was="", now="") for gap in spec.breaks),
    )


def _short_mark(mark: Mark, spec: ChartSpec) -> Mark:
    """The last point is named at the end of its line already."""
    is_last = mark.at == len(spec.x) - 1
    return replace(mark, label="" if is_last else mark.label.split(", ")[0])


def _short_target(target: Target, spec: ChartSpec) -> Target:
    """An old target keeps its line, without its name over our own."""
    is_old = target.last is not None and target.last < len(spec.x) - 1
    return replace(target, label="") if is_old else target


def _short_series(line: Series, *, ours: bool) -> Series:
    """Beside other areas our own line is us; beside other lines of ours it keeps its name."""
    points = tuple(replace(point, text="") for point in line.open_points)
    name = "Us" if line.role is Role.OWN and ours else line.name
    return replace(line, name=name, open_points=points)


@lru_cache(maxsize=512)
def chart_data_uri(spec: ChartSpec, medium: str = "paper") -> str:
    """The drawing as an address for `<img src>`, kept in the process: equal specifications are
    drawn once. Not in the shared cache, which is the database and would cost a query a chart.
    """
    data = base64.b64encode(chart_svg(spec, medium).encode()).decode()
    return f"data:image/svg+xml;base64,{data}"
