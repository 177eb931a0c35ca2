"""`{% chart spec medium %}`: a chart with its title, its picture and its data table."""

from __future__ import annotations

from itertools import count
from typing import Any

from django import template

from reporting.domain.axis import subtitle_of
from reporting.domain.chart_table import data_table
from reporting.domain.charts import ChartKind, ChartSpec, spec_hash

register = template.Library()
FOR_PHONES = (ChartKind.LINE, ChartKind.BARS, ChartKind.DOTS, ChartKind.FLOWS)


@register.inclusion_tag("reporting/_chart.html", takes_context=True)
def chart(
    context: template.Context,
    spec: ChartSpec,
    medium: str = "screen",
    with_table: bool = False,
    table_at: str = "",
    picture_at: str = "",
    bare: bool = False,
) -> dict[str, Any]:
    """`medium` is screen, paper, slide, word (paper, its pictures made of pixels), or edition (a
    frozen page, where no script runs); paper shows the table only `with_table`. `table_at` is the
    id of a table on the page that says all that the chart says: it is linked, not repeated.
    `picture_at` is an address with a query that gives the picture, for a page that need not wait
    until it is drawn. `bare`: the page has a table of its own beside the chart, so none is shown or
    linked.
    """
    # Here: Django imports every tag library at start, and matplotlib takes seconds.
    from reporting.charts.paper import chart_data_uri, chart_png_uri, chart_size

    on_screen = medium not in ("paper", "slide", "word")
    drawing = "screen" if on_screen else "paper" if medium == "word" else medium
    width, height = chart_size(spec, drawing)
    name = spec_hash(spec)[:8]

    def picture(drawn: str) -> str:
        if not picture_at:
            return chart_png_uri(spec) if medium == "word" else chart_data_uri(spec, drawn)
        return f"{picture_at}&drawn={drawn}&as={name}"

    found: dict[str, Any] = {
        "spec": spec,
        "id": _new_id(context, name),
        "subtitle": subtitle_of(spec),
        "on_screen": on_screen,
        # Plotly's basic bundle has no flows: the picture stays.
        "drawn": medium == "screen" and not spec.is_empty and spec.kind is not ChartKind.FLOWS,
        "picture": picture(drawing),
        "lazy": bool(picture_at),
        "width": round(width),
        "height": round(height),
        "table": None if table_at or bare or not (on_screen or with_table) else data_table(spec),
        "table_at": table_at,
    }
    if on_screen and _needs_phone(spec):
        found["narrow"] = picture("phone")
        found["narrow_width"], found["narrow_height"] = map(round, chart_size(spec, "phone"))
    if found["drawn"]:
        from reporting.charts.screen import plotly_figure

        found["figure"] = plotly_figure(spec)
    return found


def _needs_phone(spec: ChartSpec) -> bool:
    """Lines, bars and dots with names are unreadable when they shrink, those of half a page too:
    they have a picture of a phone's width beside the other.
    """
    return spec.kind in FOR_PHONES


def _new_id(context: template.Context, name: str) -> str:
    """Another id for each chart of a page, the same on every rendering of it."""
    numbers = context.dicts[0].setdefault("_chart_numbers", count(1))
    return f"chart-{name}-{next(numbers)}"
