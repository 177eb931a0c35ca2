"""A chart as a Plotly figure: looks like the one on paper, answers to the pointer.

Plain dictionaries, ready for `json_script`: a page pays nothing for Plotly's Python side, which the
tests use to validate what is made here. Names stand at the line ends, never in a legend.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape
from itertools import groupby
from typing import Any

from reporting.domain.axis import Axis, axis_of
from reporting.domain.chart_table import HIDDEN, number
from reporting.domain.charts import ChartKind, ChartSpec, Role, Series, Target, place_names

from .canvas import BAND, INK, RULE, SECOND_INK, WHITE, spread
from .fans import fan_traces
from .line import (
    APART,
    BRIDGE,
    ENGLAND,
    STROKES,
    EndLabel,
    Frame,
    end_labels,
    label_below,
    stretches,
)
from .paper import chart_size
from .plain_plotly import Figure, Shape, base_layout, figure, note, stroke
from .screen_ranked import ranked_figure
from .screen_rows import ROW_FIGURES

DASHES = {Role.ENGLAND: "2px,3px", Role.FORECAST: "6px,4px", Role.EARLIER: "1.5px,3px"}


def plotly_figure(spec: ChartSpec) -> Figure:
    """{"data", "layout", "config"} as Plotly takes it; JSON all through, no mode bar."""
    if spec.kind is ChartKind.RANKED:
        return ranked_figure(spec)
    if spec.kind is not ChartKind.LINE:
        return ROW_FIGURES[spec.kind](spec)
    axis, frame = axis_of(spec), _frame(spec)
    layout = base_layout(chart_size(spec, "screen")[1])
    layout |= {
        "hovermode": "x",
        "margin": {"l": 46, "r": _right_margin(spec, frame), "t": 30, "b": 50},
        "xaxis": _x_axis(spec),
        "yaxis": _y_axis(axis),
        "shapes": [*_ranges(spec), *_breaks(spec), *_targets(spec)],
        "annotations": [*_ends(spec, frame), *_words(spec), *_hidden(spec)],
    }
    ordered = sorted(spec.series, key=lambda line: line.role is Role.OWN)
    data = [*fan_traces(spec), *(trace for line in ordered for trace in _traces(line, spec))]
    return figure(data, layout)


def _frame(spec: ChartSpec) -> Frame:
    """The plot as Plotly will lay it out, to move labels apart before it does."""
    height = chart_size(spec, "screen")[1]
    return Frame(0, 1, 30, height - 50, axis_of(spec), len(spec.x))


def _right_margin(spec: ChartSpec, frame: Frame) -> float:
    return max([24.0, *(found.width + 16 for found in end_labels(spec, frame))])


def _x_axis(spec: ChartSpec) -> dict[str, Any]:
    words = [escape(name) for name in spec.x]
    at = 0
    for group, members in groupby(spec.x_groups):
        words[at] = f"{words[at]}<br>{escape(group)}"
        at += len(list(members))
    return {
        "tickvals": list(range(len(spec.x))),
        "ticktext": words,
        "tickangle": 0,
        "range": [-0.4, max(len(spec.x) - 0.6, 0.6)],
        "showgrid": False,
        "zeroline": False,
        "linecolor": INK,
        "linewidth": 1.2,
        "tickfont": {"color": SECOND_INK},
        "fixedrange": True,
    }


def _y_axis(axis: Axis) -> dict[str, Any]:
    return {
        "tickvals": [float(tick) for tick in axis.ticks],
        "ticktext": [number(tick) for tick in axis.ticks],
        "range": [float(axis.low), float(axis.high)],
        "gridcolor": RULE,
        "gridwidth": 0.8,
        "zeroline": False,
        "tickfont": {"color": SECOND_INK},
        "fixedrange": True,
    }


def _traces(line: Series, spec: ChartSpec) -> list[dict[str, Any]]:
    own = line.role is Role.OWN
    colour, width = (spec.colour, 3.0) if own else STROKES[line.role][:2]
    width = BRIDGE if line.bridged else width
    names = place_names(spec)
    traces = []
    for piece in stretches(line, spec):
        lone = own or line.bridged or len(piece) == 1
        traces.append(
            {
                "type": "scatter",
                "name": escape(line.name),
                "mode": "lines+markers" if lone else "lines",
                "x": [at for at, _ in piece],
                "y": [float(value) for _, value in piece],
                "line": {
                    "color": colour,
                    "width": BRIDGE if line.bridged else width,
                    "dash": DASHES.get(line.role, "solid"),
                },
                "marker": _dot(piece[0][0] in line.provisional, own, colour),
                "hovertemplate": "%{text}<extra></extra>",
                "text": [_hover(line, names[at], at, value, spec) for at, value in piece],
            }
        )
    return traces + _open_points(line, spec, colour) + (_rings(line, spec) if own else [])


def _dot(provisional: bool, own: bool, colour: str) -> dict[str, Any]:
    if provisional:
        return {"size": 9, "color": WHITE, "line": {"color": colour, "width": 1.8}}
    return {"size": 9 if own else 6, "color": colour}


def _rings(line: Series, spec: ChartSpec) -> list[dict[str, Any]]:
    """A ring around each marked point; its name is among the words of the plot."""
    ringed = [(mark.at, y) for mark in spec.marks if (y := line.y[mark.at]) is not None]
    if not ringed:
        return []
    return [
        {
            "type": "scatter",
            "name": "Outside the usual range",
            "mode": "markers",
            "x": [at for at, _ in ringed],
            "y": [float(value) for _, value in ringed],
            "marker": {
                "size": 17,
                "symbol": "circle-open",
                "color": INK,
                "line": {"color": INK, "width": 1.4},
            },
            "hoverinfo": "skip",
        }
    ]


def _hover(line: Series, place: str, at: int, value: Decimal, spec: ChartSpec) -> str:
    mark = " (provisional)" if at in line.provisional else ""
    return f"{escape(line.name)}, {escape(place)}: {number(value, spec.unit)}{mark}"


def _open_points(line: Series, spec: ChartSpec, colour: str) -> list[dict[str, Any]]:
    if not line.open_points:
        return []
    words = [escape(point.drawn) for point in line.open_points]
    return [
        {
            "type": "scatter",
            "name": f"{escape(line.name)}, another basis",
            "mode": "markers+text",
            "x": [point.at for point in line.open_points],
            "y": [float(point.y) for point in line.open_points],
            "marker": {"size": 9, "color": WHITE, "line": {"color": colour, "width": 1.8}},
            "text": words,
            # At the right end the words would lie under those of the line.
            "textposition": [
                "middle left" if point.at == len(spec.x) - 1 else "bottom center"
                for point in line.open_points
            ],
            "textfont": {"color": SECOND_INK},
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]


def _span(first: int, last: int | None, spec: ChartSpec) -> tuple[float, float]:
    end = len(spec.x) - 1 if last is None else last
    return first - 0.5, end + 0.5


def _ranges(spec: ChartSpec) -> list[Shape]:
    shapes: list[Shape] = []
    for usual in spec.usual:
        x0, x1 = _span(usual.first, usual.last, spec)
        box = {"type": "rect", "x0": x0, "x1": x1, "layer": "below", "line": {"width": 0}}
        ends = {"y0": float(usual.lower), "y1": float(usual.upper), "fillcolor": BAND}
        shapes.append(box | ends)
        middle = float(usual.average)
        shapes.append(stroke((x0, middle), (x1, middle), SECOND_INK, 1.2))
    return shapes


def _targets(spec: ChartSpec) -> list[Shape]:
    shapes = []
    for target in spec.targets:
        x0, x1 = _span(target.first, target.last, spec)
        shapes += [stroke((x0, end), (x1, end), INK, 1.5, "6px,4px") for end in _ends_of(target)]
    return shapes


def _ends_of(target: Target) -> list[float]:
    return [float(end) for end in (target.low, target.high) if end is not None]


def _breaks(spec: ChartSpec) -> list[Shape]:
    lines = []
    for gap in spec.breaks:
        x = gap.before - 0.5
        lines.append(stroke((x, 0), (x, 1), ENGLAND, 1.2, "2px,3px") | {"yref": "paper"})
    return lines


def _ends(spec: ChartSpec, frame: Frame) -> list[dict[str, Any]]:
    """The names at the right, moved apart; Plotly counts upwards, the frame downwards."""
    labels: list[EndLabel] = end_labels(spec, frame)
    places = spread([found.y for found in labels], APART, frame.top, frame.bottom)
    notes = []
    for found, place in zip(labels, places, strict=True):
        height = (frame.bottom - place) / (frame.bottom - frame.top)
        where = {"xref": "paper", "x": 1, "xshift": 8, "yref": "paper", "y": height}
        # Left to itself Plotly hangs a label near the top and stands one near the bottom.
        anchors = {"xanchor": "left", "yanchor": "middle"}
        notes.append(note(found.words, found.colour, bold=found.bold) | where | anchors)
    return notes


def _words(spec: ChartSpec) -> list[dict[str, Any]]:
    """Words inside the plot: beside breaks, over old targets, at marked points."""
    notes = []
    for gap in spec.breaks:
        at = {"x": gap.before - 0.5, "yref": "paper", "y": 0, "yshift": 12}
        notes.append(note(gap.was, SECOND_INK) | at | {"xanchor": "right", "xshift": -6})
        notes.append(note(gap.now, SECOND_INK) | at | {"xanchor": "left", "xshift": 6})
    for target in spec.targets:
        if target.last is not None and target.last < len(spec.x) - 1 and _ends_of(target):
            below = label_below(target, spec)
            y = min(_ends_of(target)) if below else max(_ends_of(target))
            at = {"x": target.first - 0.4, "y": y, "yshift": -10 if below else 10}
            notes.append(note(target.label, INK) | at | {"xanchor": "left"})
    own = next((line for line in spec.series if line.role is Role.OWN), None)
    for mark in spec.marks:
        value = own.y[mark.at] if own else None
        if value is not None:
            at = {"x": mark.at, "y": float(value), "yshift": 16, "xanchor": _inwards(mark.at, spec)}
            notes.append(note(mark.label, INK, bold=True) | at)
    return [found for found in notes if found["text"]]


def _inwards(at: int, spec: ChartSpec) -> str:
    """Words at a side of the plot grow away from it, and from the names at the ends of lines."""
    share = at / max(len(spec.x) - 1, 1)
    return "right" if share > 0.75 else "left" if share < 0.25 else "center"


def _hidden(spec: ChartSpec) -> list[dict[str, Any]]:
    return [
        note(HIDDEN, SECOND_INK) | {"x": at, "yref": "paper", "y": 0, "yshift": 10}
        for line in spec.series
        for at in line.hidden
    ]
