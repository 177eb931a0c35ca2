"""The ranked dots as a Plotly figure: the pointer names every authority."""

from __future__ import annotations

from html import escape
from typing import Any

from reporting.domain.axis import axis_of
from reporting.domain.chart_table import number
from reporting.domain.charts import ChartSpec, Role, Row

from .canvas import INK, RULE, SECOND_INK, WHITE, width_of
from .line import ENGLAND
from .paper import chart_size
from .plain_plotly import Figure, base_layout, figure, note, stroke
from .ranked import DOTS, beside_dot, dots_of, end_words, lines_of, own_words


def ranked_figure(spec: ChartSpec) -> Figure:
    dots, axis = dots_of(spec), axis_of(spec)
    ends = [width_of(own_words(row)) + 18 for row in lines_of(spec)]
    layout = base_layout(chart_size(spec, "screen")[1]) | {
        "hovermode": "closest",
        "margin": {"l": 46, "r": max([20.0, *ends]), "t": 30, "b": 40},
        "xaxis": _ranks(dots),
        "yaxis": {
            "tickvals": [float(tick) for tick in axis.ticks],
            "ticktext": [number(tick) for tick in axis.ticks],
            "range": [float(axis.low), float(axis.high)],
            "gridcolor": RULE,
            "gridwidth": 0.8,
            "zeroline": False,
            "tickfont": {"color": SECOND_INK},
            "fixedrange": True,
        },
        "shapes": [_across(row, len(dots)) for row in lines_of(spec)],
        "annotations": [*_names(dots), *_ends(spec)],
    }
    return figure([_trace(spec, dots)], layout)


def _ranks(dots: list[Row]) -> dict[str, Any]:
    count = len(dots)
    return {
        "tickvals": [0, max(count - 1, 1)],
        "ticktext": list(end_words(dots)),
        "range": [-0.02 * count - 0.5, 1.02 * count - 0.5],
        "showgrid": False,
        "zeroline": False,
        "linecolor": INK,
        "linewidth": 1.2,
        "tickfont": {"color": SECOND_INK},
        "fixedrange": True,
    }


def _trace(spec: ChartSpec, dots: list[Row]) -> dict[str, Any]:
    looks = [DOTS[row.role] for row in dots]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(range(len(dots))),
        "y": [float(row.value or 0) for row in dots],
        "marker": {
            "size": [2 * radius for radius, _ in looks],
            "color": [colour or spec.colour for _, colour in looks],
            "opacity": 1,
            "line": {"color": WHITE, "width": [1.5 if r.role is Role.OWN else 0 for r in dots]},
        },
        "hovertext": [f"{escape(row.label)}: {escape(row.text)}" for row in dots],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _across(row: Row, count: int) -> dict[str, Any]:
    y = float(row.value or 0)
    return stroke((-0.5, y), (count - 0.5, y), ENGLAND, 2, "2px,3px")


def _names(dots: list[Row]) -> list[dict[str, Any]]:
    found = []
    for n, row in enumerate(dots):
        if row.role is Role.OWN:
            side, up = beside_dot(dots, n)
            at = {"x": n, "y": float(row.value or 0), "yshift": 18 * up, "xshift": -4 * side}
            anchor = {"xanchor": "left" if side > 0 else "right"}
            found.append(note(own_words(row), INK, bold=True) | at | anchor)
    return found


def _ends(spec: ChartSpec) -> list[dict[str, Any]]:
    right = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 6}
    return [
        note(own_words(row), SECOND_INK) | right | {"y": float(row.value or 0)}
        for row in lines_of(spec)
    ]
