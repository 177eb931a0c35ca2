"""A range around what is expected: in the drawing, on the scale, in the table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import plotly.graph_objects as go

from reporting.charts.paper import chart_svg, shortened
from reporting.charts.screen import plotly_figure
from reporting.domain.axis import axis_of
from reporting.domain.chart_table import data_table
from reporting.domain.charts import ChartKind, ChartSpec, Fan, Role, Series


def d(*values: int | None) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value) for value in values)


SPEC = ChartSpec(
    ChartKind.LINE,
    "Between 588 and 720 children",
    "Children.",
    "639 now",
    unit="",
    x=("2024", "2025", "2026"),
    series=(
        Series("Said in 2024", d(660, 700, None), Role.EARLIER),
        Series("Forecast", d(None, 639, 654), Role.FORECAST),
        Series("Children", d(660, 639, None), Role.OWN),
    ),
    fan=Fan("80% range", d(None, 639, 588), d(None, 639, 720)),
)


def test_the_scale_and_the_table_hold_the_range() -> None:
    axis = axis_of(SPEC)
    assert axis.low <= 588
    assert axis.high >= 720
    table = data_table(SPEC)
    assert table.head[-2:] == ("80% range: low", "80% range: high")
    assert table.rows[0][-2:] == ("–", "–")
    assert table.rows[-1][-2:] == ("588", "720")


def test_both_media_draw_it_and_earlier_forecasts_have_no_name_at_the_end() -> None:
    svg = chart_svg(SPEC)
    assert ">588<" in svg
    assert ">720<" in svg
    assert "Said in 2024" not in svg
    bare = chart_svg(replace(SPEC, fan=None))
    assert svg.count("<path") > bare.count("<path")
    figure = plotly_figure(SPEC)
    go.Figure(figure["data"], figure["layout"])
    fan = figure["data"][0]
    assert fan["fill"] == "toself"
    assert fan["y"] == [639.0, 588.0, 720.0, 639.0]


def test_lines_that_are_all_ours_keep_their_names_on_a_phone() -> None:
    assert "Us" in [line.name for line in shortened(SPEC).series]
    kept = shortened(replace(SPEC, parts=True))
    assert [line.name for line in kept.series] == [line.name for line in SPEC.series]
