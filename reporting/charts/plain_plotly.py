"""The few Plotly parts that every chart of ours is made of."""

from __future__ import annotations

from html import escape
from typing import Any

from .canvas import INK, LABEL

Figure = dict[str, Any]
Shape = dict[str, Any]
CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}
BOLD = 600
FAMILY = "'Source Sans 3 Variable', 'Source Sans 3', Arial, sans-serif"


def figure(data: list[dict[str, Any]], layout: dict[str, Any]) -> Figure:
    return {"data": data, "layout": layout, "config": CONFIG}


def base_layout(height: float) -> dict[str, Any]:
    return {
        "height": round(height),
        "autosize": True,
        "showlegend": False,
        "dragmode": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FAMILY, "size": LABEL, "color": INK},
        "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": INK, "font": {"color": INK}},
    }


def note(words: str, colour: str, *, bold: bool = False) -> dict[str, Any]:
    """Words on the plot; the caller says where. What people wrote is no markup. Bold is a weight:
    for `<b>` Plotly writes a style attribute, which the content policy forbids.
    """
    return {
        "text": escape(words),
        "font": {"color": colour, "weight": BOLD} if bold else {"color": colour},
        "showarrow": False,
    }


def stroke(
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str,
    width: float,
    dash: str = "solid",
) -> Shape:
    line = {"color": colour, "width": width, "dash": dash}
    return {
        "type": "line",
        "x0": start[0],
        "y0": start[1],
        "x1": end[0],
        "y1": end[1],
        "line": line,
    }
