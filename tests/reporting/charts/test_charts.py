"""One specification, two media: the same figures on paper, on screen and in the table."""

from __future__ import annotations

import base64
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal

import plotly.graph_objects as go
import pytest
import tinycss2
from django.template import Context, Template
from PIL import Image

from reporting.charts.canvas import folded, spread, width_of
from reporting.charts.paper import chart_data_uri, chart_png, chart_size, chart_svg
from reporting.charts.ranked import beside_dot
from reporting.charts.screen import plotly_figure
from reporting.domain.chart_table import data_table
from reporting.domain.charts import (
    Break,
    ChartKind,
    ChartSpec,
    Mark,
    OpenPoint,
    Role,
    Row,
    Series,
    Size,
    Status,
    Target,
    UsualRange,
    spec_hash,
)


def d(*values: object) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(str(value)) for value in values)


LINE = ChartSpec(
    ChartKind.LINE,
    "Same home: up 3.1 points",
    "Children in care 2½ years or more, %.",
    "Our share rose from 62.2% to 65.3%; the target is 70%.",
    x=("Q1", "Q2", "Q3", "Q4") * 2,
    x_groups=("2019-20",) * 4 + ("2020-21",) * 4,
    series=(
        Series("England", d(68, 68, 69, 69, 69, 70, 70, 70), Role.ENGLAND),
        Series("Neighbours", d(70, None, 71, 71, 72, 72, 72, 72), Role.NEIGHBOURS),
        Series(
            "Ours",
            d(60, 61, None, None, None, 61.5, 62.2, 65.3),
            Role.OWN,
            hidden=(3,),
            open_points=(OpenPoint(4, Decimal(69), "69, year-end"),),
            provisional=(7,),
        ),
    ),
    targets=(Target("Target 65", Decimal(65), last=3), Target("Target 70", Decimal(70), first=4)),
    usual=(UsualRange(Decimal(58), Decimal(61), Decimal(64)),),
    breaks=(Break(2, "local", "DfE"),),
    marks=(Mark(7, "2020-21 Q4: 65.3, outside the usual range"),),
    size=Size.FULL,
)
BARS = ChartSpec(
    ChartKind.BARS,
    "Seven in ten",
    "684 children",
    "Seven in ten live in foster care",
    rows=(Row("Foster care", Decimal(70), role=Role.OWN), Row("Homes", None, "c")),
)
SHARES = ChartSpec(
    ChartKind.SHARE_BARS,
    "Own carers above target",
    "Share",
    "53.6% with our own carers, the target is 50%",
    rows=(Row("Fostered", Decimal("53.6"), "53.6% our own", target=Decimal(50)),),
)
DISTANCE = ChartSpec(
    ChartKind.DISTANCE,
    "One above, two below",
    "Points",
    "Dental checks are furthest, 41 points short",
    rows=(
        Row("Dental", Decimal(-41), "49%", status=Status.OFF, target_text="90"),
        Row("Education", Decimal("8.4"), "68.4%", status=Status.ON, target_text="60"),
        Row("Reviews", Decimal("-1.1"), "95.9%", status=Status.CLOSE, target_text="97"),
        Row("Hidden", None, "c", target_text="95"),
    ),
)
DOTS = ChartSpec(
    ChartKind.DOTS,
    "Third of eleven",
    "Rate",
    "We are third of eleven",
    unit="per 10,000",
    target=Target("Target 88", Decimal(88)),
    rows=(Row("Ours", Decimal(93), role=Role.OWN), Row("Hull", Decimal(119)), Row("Wye", None)),
)
RANKED = ChartSpec(
    ChartKind.RANKED,
    "Ours was joint 2nd of 40",
    "One dot an authority",
    "The table below names each",
    rows=(
        *(Row(f"Area {n}", Decimal(n), f"{n}%") for n in range(10, 20)),
        Row("Ours", Decimal(19), "19%", role=Role.OWN),
        Row("Near", Decimal(20), "20%", role=Role.NEIGHBOURS),
        *(Row(f"Area {n}", Decimal(n), f"{n}%") for n in range(21, 49)),
        Row("England", Decimal(30), "30%", role=Role.ENGLAND),
    ),
    size=Size.FULL,
)
EMPTY = ChartSpec(ChartKind.LINE, "Nothing yet", "", "No figures yet", x=(), series=())
ALL = [LINE, BARS, SHARES, DISTANCE, DOTS, RANKED, EMPTY]
ids = [f"{spec.kind}" for spec in ALL[:-1]] + ["empty"]
SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("spec", ALL, ids=ids)
@pytest.mark.parametrize("medium", ["paper", "screen"])
def test_same_specification_is_the_same_drawing(spec: ChartSpec, medium: str) -> None:
    svg = chart_svg(spec, medium)
    assert svg == chart_svg(replace(spec), medium)
    assert "<image" not in svg
    assert not re.search(r"20\d\d-\d\d-\d\dT", svg)  # no date


@pytest.mark.parametrize("spec", ALL, ids=ids)
def test_plotly_accepts_the_figure(spec: ChartSpec) -> None:
    figure = plotly_figure(spec)
    json.dumps(figure, allow_nan=False)
    go.Figure({"data": figure["data"], "layout": figure["layout"]})  # raises on what it cannot draw
    assert figure["config"]["displayModeBar"] is False
    assert figure["layout"]["showlegend"] is False


def test_text_stays_text_and_names_stand_at_the_ends() -> None:
    found = words(chart_svg(LINE))
    ends = {"Ours 65.3", "provisional", "Neighbours 72", "England 70", "Target 70", "Average 61"}
    assert ends <= set(found)
    assert {"Target 65", "local", "DfE", "69, year-end", "c"} <= set(found)


def test_everything_lies_on_the_sheet() -> None:
    for spec in ALL:
        root = ET.fromstring(chart_svg(spec))
        _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
        for text in root.iter(f"{SVG}text"):
            assert 0 <= float(text.attrib["x"]) <= width, text.text
            assert 0 <= float(text.attrib["y"]) <= height, text.text


def test_distances_are_drawn_worst_last_and_hidden_ones_after_them() -> None:
    found = words(chart_svg(DISTANCE))
    order = [word for word in found if word in {"Dental", "Education", "Reviews", "Hidden"}]
    assert order == ["Education", "Reviews", "Dental", "Hidden"]


def test_ranked_dots_keep_their_order_and_only_ours_and_england_are_named() -> None:
    assert words(chart_svg(RANKED))[-2:] == ["First", "Last of 40"]
    named = {word for word in words(chart_svg(RANKED)) if word.endswith("%")}
    assert named == {"Ours 19%", "England 30%"}
    [dots] = plotly_figure(RANKED)["data"]
    assert dots["y"] == [float(row.value or 0) for row in RANKED.rows if row.label != "England"]
    assert dots["hovertext"][:2] == ["Area 10: 10%", "Area 11: 11%"]
    assert max(dots["marker"]["size"]) == dots["marker"]["size"][10]


def test_the_name_of_a_ranked_dot_stands_where_no_dots_are() -> None:
    """Right of it and below where they rise; left of it and above where it comes late."""
    rising = list(RANKED.rows[:40])
    assert beside_dot(rising, 10) == (1, -1)
    assert beside_dot(rising, 35) == (-1, 1)
    falling = rising[::-1]
    assert beside_dot(falling, 10) == (1, 1)
    assert beside_dot(falling, 35) == (-1, -1)


def test_the_table_of_ranked_dots_keeps_their_order() -> None:
    assert [row[0] for row in data_table(RANKED).rows] == [row.label for row in RANKED.rows]


def test_line_stops_at_breaks_hidden_and_missing_points() -> None:
    ours = [t for t in plotly_figure(LINE)["data"] if t["name"] == "Ours"]
    assert [trace["x"] for trace in ours] == [[0, 1], [5, 6], [7]]
    england = [t for t in plotly_figure(LINE)["data"] if t["name"] == "England"]
    assert [trace["x"] for trace in england] == [[0, 1], [2, 3, 4, 5, 6, 7]]


def test_hidden_figure_is_in_no_byte() -> None:
    text = chart_svg(BARS) + json.dumps(plotly_figure(BARS))
    assert "c" in words(chart_svg(BARS))
    assert "None" not in text
    assert "nan" not in text.lower()


def test_what_people_wrote_is_no_markup() -> None:
    series = (Series("<b>Ours</b> & $x^2$", d(1, 2), Role.OWN),)
    spec = replace(EMPTY, x=("<i>", "b"), series=series)
    assert "<b>Ours</b> & $x^2$ 2" in words(chart_svg(spec))
    text = json.dumps(plotly_figure(spec))
    assert "<b>Ours</b>" not in text
    assert "<i>" not in text


@pytest.mark.parametrize(
    ("wished", "got"),
    [
        ([], []),
        ([50], [50]),
        ([50, 90], [50, 90]),
        ([50, 52], [42, 60]),
        ([52, 50], [60, 42]),
        ([0, 0, 0], [0, 18, 36]),
        ([100, 100], [82, 100]),
    ],
)
def test_labels_move_apart_and_stay_in_order(wished: list[float], got: list[float]) -> None:
    assert spread(wished, 18, 0, 100) == pytest.approx(got)


def test_a_long_name_takes_two_lines_and_keeps_inside_its_room() -> None:
    room = width_of("Case audits requiring")
    assert folded("Case audits", room) == ["Case audits"]
    assert folded("Case audits requiring improvement", room) == [
        "Case audits requiring",
        "improvement",
    ]
    cut = folded("Unaccompaniedasylumseekingchildren placed a very long way away", room)
    assert len(cut) == 2
    assert all(line.endswith("…") and width_of(line) <= room for line in cut)


def test_words_of_a_picture_on_screen_keep_their_width_in_any_font() -> None:
    for element in ET.fromstring(chart_svg(LINE, "screen")).iter(
        "{http://www.w3.org/2000/svg}text"
    ):
        bold = element.get("font-weight") == "600"
        assert element.text
        assert float(element.attrib["textLength"]) == pytest.approx(
            width_of(element.text, bold=bold), abs=0.1
        )
    assert "textLength" not in chart_svg(LINE, "paper")


def test_colour_is_the_councils() -> None:
    assert "#123456" in chart_svg(replace(LINE, colour="#123456"))


def test_address_of_the_picture_holds_the_drawing() -> None:
    head, data = chart_data_uri(BARS).split(",", 1)
    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == chart_svg(BARS)


def rendered(template: str, **context: object) -> str:
    return Template("{% load charts %}" + template).render(Context(context))


def test_chart_on_screen_has_picture_figure_and_table() -> None:
    html = rendered("{% chart spec %}", spec=LINE)
    (name,) = re.findall(r'data-chart="([^"]+)"', html)
    assert f'<script id="{name}" type="application/json">' in html
    assert f'alt="{LINE.alt}"' in html
    assert '<th scope="row">Q4 2020-21</th>' in html
    assert "<caption" in html
    assert "The scale starts at" in html


def test_a_chart_whose_table_stands_on_the_page_leads_to_it() -> None:
    html = rendered('{% chart spec "screen" table_at="every-one" %}', spec=RANKED)
    assert '<a href="#every-one">' in html
    assert "<table" not in html


def test_names_at_the_ends_of_lines_are_held_by_their_middle() -> None:
    """Plotly would hang those near the top and stand those near the bottom, over each other."""
    ends = [one for one in plotly_figure(LINE)["layout"]["annotations"] if one.get("x") == 1]
    assert len(ends) >= 3
    assert {one["yanchor"] for one in ends} == {"middle"}


def test_two_equal_charts_of_a_page_have_two_ids() -> None:
    html = rendered("{% chart spec %}{% chart spec %}", spec=LINE)
    assert len(set(re.findall(r'data-chart="([^"]+)"', html))) == 2
    assert rendered("{% chart spec %}", spec=LINE) == rendered("{% chart spec %}", spec=LINE)


def test_chart_on_paper_is_a_picture_alone_unless_its_table_is_asked_for() -> None:
    html = rendered('{% chart spec "paper" %}', spec=LINE)
    assert "<script" not in html
    assert "<table" not in html
    assert "<table" in rendered('{% chart spec "paper" with_table=True %}', spec=LINE)


def test_chart_without_figures_is_not_drawn_by_script() -> None:
    html = rendered("{% chart spec %}", spec=EMPTY)
    assert "data-chart" not in html
    assert "<img" in html


@pytest.mark.parametrize("size", [Size.FULL, Size.HALF])
@pytest.mark.parametrize("medium", ["screen", "edition"])
def test_lines_of_half_a_page_have_a_picture_for_phones_too(size: Size, medium: str) -> None:
    html = rendered(f'{{% chart spec "{medium}" %}}', spec=replace(LINE, size=size))
    assert '<source media="(max-width: 640px)" srcset="data:image/svg+xml' in html
    assert "<source" not in rendered('{% chart spec "paper" %}', spec=LINE)


def test_a_picture_may_be_fetched_when_a_reader_comes_to_it() -> None:
    html = rendered('{% chart spec picture_at="/chart.svg?chart=a" %}', spec=LINE)
    name = spec_hash(LINE)[:8]
    assert f'src="/chart.svg?chart=a&amp;drawn=screen&amp;as={name}"' in html
    assert f'srcset="/chart.svg?chart=a&amp;drawn=phone&amp;as={name}"' in html
    assert 'loading="lazy"' in html
    assert "data:image" not in html


@pytest.mark.parametrize("spec", [LINE, BARS], ids=lambda spec: spec.kind)
def test_the_picture_of_pixels_fills_its_sheet(spec: ChartSpec) -> None:
    data = chart_png(spec)
    assert data == chart_png(spec)
    picture = Image.open(io.BytesIO(data)).convert("L")
    width, height = chart_size(spec)
    assert picture.size == (width * 2, height * 2)
    left, top, right, bottom = picture.point(lambda tone: 255 * (tone < 200)).getbbox() or (0,) * 4
    assert right - left > picture.width * 0.8
    assert bottom - top > picture.height * 0.5


def test_a_browser_can_read_the_typefaces() -> None:
    """One name that is no CSS name voids the list, and the chart falls back to a serif face."""
    family = ET.fromstring(chart_svg(LINE)).get("font-family", "")
    words = [one for one in tinycss2.parse_component_value_list(family) if one.type != "whitespace"]
    assert [one.type for one in words] == ["string", "literal", "ident", "literal", "ident"]
    assert words[0].value == "Source Sans 3"
