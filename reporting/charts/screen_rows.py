"""Charts of rows as Plotly figures: bars, shares, distances from target, dots."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from reporting.domain.axis import axis_of
from reporting.domain.chart_table import distance_words, number
from reporting.domain.charts import ChartKind, ChartSpec, Role, Row, Status, ordered_rows

from .canvas import BAND, INK, RULE, SECOND_INK, WHITE, width_of
from .plain_plotly import BOLD, Figure, base_layout, figure, note, stroke
from .rows import GREY, STATUS_COLOURS, height_of, shown

SYMBOLS = {
    Status.ON: "circle",
    Status.CLOSE: "triangle-up",
    Status.OFF: "square",
    Status.NONE: "line-ew",
}
SIGNS = {Status.ON: "✓", Status.OFF: "×"}


def _layout(spec: ChartSpec, rows: tuple[Row, ...]) -> dict[str, Any]:
    """Rows from the top down, their names at the left; no scale unless the kind adds one."""
    left = max((width_of(row.label, bold=True) for row in (*rows, *spec.beside)), default=0) + 14
    return base_layout(max((height_of(spec) or 0) + 24, 120)) | {
        "hovermode": "closest",
        "margin": {"l": left, "r": 20, "t": 26, "b": 34},
        "xaxis": {"visible": False, "fixedrange": True},
        "yaxis": {
            "tickvals": list(range(len(rows))),
            "ticktext": [escape(row.label) for row in rows],
            "range": [len(rows) - 0.4, -0.6],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    }


def _scale(spec: ChartSpec, words: Callable[..., str], most: int) -> dict[str, Any]:
    axis = axis_of(spec, most)
    return {
        "tickvals": [float(tick) for tick in axis.ticks],
        "ticktext": [words(tick) for tick in axis.ticks],
        "range": [float(axis.low), float(axis.high)],
        "gridcolor": RULE,
        "gridwidth": 0.8,
        "zeroline": False,
        "tickfont": {"color": SECOND_INK},
        "fixedrange": True,
    }


def bars_figure(spec: ChartSpec) -> Figure:
    values = [float(row.value) if row.value is not None else 0.0 for row in spec.rows]
    layout = _layout(spec, spec.rows)
    layout["xaxis"] |= {"range": [min([0.0, *values]), max([0.01, *values]) * 1.3]}
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": list(range(len(values))),
        "width": 0.64,
        "marker": {"color": [spec.colour if r.role is Role.OWN else GREY for r in spec.rows]},
        "text": [escape(shown(row, spec.unit)) for row in spec.rows],
        "textfont": {"weight": BOLD},
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return figure([trace], layout)


def shares_figure(spec: ChartSpec) -> Figure:
    layout = _layout(spec, spec.rows)
    layout["xaxis"] |= {"range": [0, 100]}
    layout["barmode"] = "overlay"
    places = list(range(len(spec.rows)))
    values = [float(row.value) if row.value is not None else 0.0 for row in spec.rows]
    bar = {"type": "bar", "orientation": "h", "y": places, "width": 0.4, "hoverinfo": "skip"}
    own = bar | {"x": values, "marker": {"color": spec.colour}}
    shapes, notes = [], []
    for n, row in enumerate(spec.rows):
        words = note(shown(row, spec.unit), INK, bold=True)
        notes.append(words | {"x": values[n], "y": n, "xanchor": "left", "yshift": 24})
        if row.target is not None:
            x = float(row.target)
            shapes += [
                stroke((x, n - 0.3), (x, n + 0.3), c, w) for c, w in ((WHITE, 6), (INK, 2.5))
            ]
            goal = note(row.target_text or f"target {number(row.target, spec.unit)}", SECOND_INK)
            notes.append(goal | {"x": x, "y": n, "yshift": -26})
    layout |= {"shapes": shapes, "annotations": notes}
    return figure([bar | {"x": [100] * len(values), "marker": {"color": BAND}}, own], layout)


def distance_figure(spec: ChartSpec) -> Figure:
    rows, every = ordered_rows(spec), (*spec.rows, *spec.beside)
    layout = _layout(spec, rows)
    now = max([width_of("Now"), *(width_of(row.text, bold=True) for row in every)])
    goal = max([width_of("Target"), *(width_of(row.target_text) for row in every)])
    layout["margin"]["r"] = now + goal + 44
    layout["xaxis"] = _scale(spec, lambda gap: distance_words(gap) if gap else "", 6)
    known = [(n, row, float(row.value)) for n, row in enumerate(rows) if row.value is not None]
    layout["shapes"] = [stroke((0, -0.6), (0, len(rows) - 0.4), INK, 1.8)] + [
        stroke((0, n), (value, n), STATUS_COLOURS[row.status], 2.4) for n, row, value in known
    ]
    layout["annotations"] = _distance_words(rows, now, goal)
    return figure([_status_marks(known)], layout)


def _status_marks(known: list[tuple[int, Row, float]]) -> dict[str, Any]:
    colours = [STATUS_COLOURS[row.status] for _, row, _ in known]
    hollow = [row.status in (Status.CLOSE,) for _, row, _ in known]
    fills = [WHITE if open_ else c for open_, c in zip(hollow, colours, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [value for _, _, value in known],
        "y": [n for n, _, _ in known],
        "marker": {
            "symbol": [SYMBOLS[row.status] for _, row, _ in known],
            "size": 18,
            "color": fills,
            "line": {"color": colours, "width": 2},
            "opacity": 1,
        },
        "text": [SIGNS.get(row.status, "") for _, row, _ in known],
        "textfont": {"color": WHITE, "size": 13},
        "hovertext": [
            f"{escape(row.label)}: {escape(row.text)}, {distance_words(row.value)}"
            for _, row, _ in known
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _distance_words(rows: tuple[Row, ...], now: float, goal: float) -> list[dict[str, Any]]:
    """The columns "Now" and "Target" at the right, and the name of the middle line."""
    right = {"xref": "paper", "x": 1, "xanchor": "right"}
    top = {"yref": "paper", "y": 1, "yshift": 12}
    first, second = {"xshift": now + 18}, {"xshift": now + goal + 40}
    notes = [
        note("Target", INK, bold=True) | {"x": 0} | top,
        note("Now", SECOND_INK) | right | first | top,
        note("Target", SECOND_INK) | right | second | top,
    ]
    for n, row in enumerate(rows):
        notes.append(note(row.text or "c", INK, bold=True) | right | first | {"y": n})
        notes.append(note(row.target_text, SECOND_INK) | right | second | {"y": n})
    return [found for found in notes if found["text"]]


def dots_figure(spec: ChartSpec) -> Figure:
    rows = ordered_rows(spec)
    layout = _layout(spec, rows)
    layout["xaxis"] = _scale(spec, number, 4)
    ends = (spec.target.low, spec.target.high) if spec.target else ()
    layout["shapes"] = [
        stroke((float(end), -0.6), (float(end), len(rows) - 0.4), INK, 1.5, "6px,4px")
        for end in ends
        if end is not None
    ]
    known = [(n, row, float(row.value)) for n, row in enumerate(rows) if row.value is not None]
    colours = [spec.colour if row.role is Role.OWN else GREY for _, row, _ in known]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [value for _, _, value in known],
        "y": [n for n, _, _ in known],
        "marker": {
            "size": [13 if row.role is Role.OWN else 9 for _, row, _ in known],
            "opacity": 1,
            "color": [WHITE if k[1].open else c for k, c in zip(known, colours, strict=True)],
            "line": {"color": colours, "width": 1.8},
        },
        "text": [escape(shown(row, spec.unit)) for _, row, _ in known],
        "textposition": "middle right",
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    missing = [(n, row) for n, row in enumerate(rows) if row.value is None]
    layout["annotations"] = [
        note(shown(row, spec.unit), SECOND_INK)
        | {"xref": "paper", "x": 0, "xanchor": "left", "xshift": 6, "y": n}
        for n, row in missing
    ]
    return figure([trace], layout)


ROW_FIGURES: dict[ChartKind, Callable[[ChartSpec], Figure]] = {
    ChartKind.BARS: bars_figure,
    ChartKind.SHARE_BARS: shares_figure,
    ChartKind.DISTANCE: distance_figure,
    ChartKind.DOTS: dots_figure,
}
