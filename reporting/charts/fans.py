"""The range around what is expected: a pale fan behind the lines, its ends named at the right."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from reporting.domain.charts import ChartSpec, Fan

from .canvas import BAND, Canvas, Point


def draw_fan(canvas: Canvas, fan: Fan | None, point: Callable[[int, Decimal], Point]) -> None:
    if fan is None or not fan.ends:
        return
    lower = [point(at, low) for at, low, _ in fan.ends]
    upper = [point(at, high) for at, _, high in fan.ends]
    canvas.shape([*lower, *reversed(upper)], BAND)


def fan_ends(spec: ChartSpec) -> list[Decimal]:
    """The last low and high, where the fan reaches the right side."""
    found = spec.fan.ends if spec.fan else []
    return list(found[-1][1:]) if found and found[-1][0] == len(spec.x) - 1 else []


def fan_traces(spec: ChartSpec) -> list[dict[str, Any]]:
    """One closed shape, for Plotly."""
    found = spec.fan.ends if spec.fan else []
    if not found:
        return []
    there, back = found, list(reversed(found))
    return [
        {
            "type": "scatter",
            "name": spec.fan.label if spec.fan else "",
            "mode": "lines",
            "x": [*(at for at, _, _ in there), *(at for at, _, _ in back)],
            "y": [*(float(low) for _, low, _ in there), *(float(high) for _, _, high in back)],
            "fill": "toself",
            "fillcolor": BAND,
            "line": {"width": 0, "color": BAND},
            "hoverinfo": "skip",
        }
    ]
