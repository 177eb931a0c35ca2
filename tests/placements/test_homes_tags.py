"""The map and the ranges of scenarios as pictures of a paper: what they say, and how they look."""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET

from placements.dashboards.homes.parts import HomesView
from placements.domain.supply.changing import Bar
from placements.domain.supply.mapping import Sketch, Spot
from placements.templatetags.homes import (
    across,
    homes_map,
    homes_map_picture,
    range_bars_picture,
    table_rows,
)
from reporting.domain.charts import ChartKind, ChartSpec, Size

SKETCH = Sketch(330.0, ((10, 80.0),), (Spot(165.0, 165.0, 9.0, "A", "A & B: 12", True),), 0)
BARS = (Bar("No change", 10.0, 20.0, 30.0), Bar("More <carers>", 0.0, 12.4, 20.0))


def svg_of(image):
    data = re.search(r"base64,([^\"]+)", image)[1]
    return ET.fromstring(base64.b64decode(data))


def texts_of(svg):
    return [one.text for one in svg.iter("{http://www.w3.org/2000/svg}text")]


def test_the_map_of_a_paper_says_what_the_map_of_a_page_says():
    picture = homes_map_picture(SKETCH, "#123456", "Where")
    assert 'alt="Where. A &amp; B: 12"' in picture
    svg = svg_of(picture)
    assert texts_of(svg) == ["10 miles", "A & B: 12"]
    assert not [one for one in svg.iter() if one.get("paint-order")]
    assert "paint-order" in homes_map(SKETCH, "#123456", "Where")


def test_ranges_stand_on_one_scale_with_their_numbers():
    picture = range_bars_picture(BARS, "#123456", "Homes")
    assert 'alt="Homes. No change: 20, 10 to 30; More &lt;carers&gt;: 12, 0 to 20."' in picture
    svg = svg_of(picture)
    assert texts_of(svg) == ["No change", "20", "10 to 30", "More <carers>", "12", "0 to 20"]
    pale = [
        one for one in svg.iter("{http://www.w3.org/2000/svg}rect") if one.get("height") == "11"
    ]
    ends = [(float(one.get("x")), float(one.get("width"))) for one in pale]
    (first, wide), (second, narrow) = ends
    # 30 is the whole width: the first begins a third along, the second at the left.
    assert wide == narrow
    assert round(first - second, 1) == round(wide / 2, 1)


def test_a_paper_has_the_rows_that_it_has_room_for():
    view = HomesView("a", "A", head=("x",), rows=(("1",), ("2",)), paper_rows=(("2",),))
    assert table_rows({"on_paper": True}, view) == ((("x", "2"),),)
    assert len(table_rows({}, view)) == 2
    short = HomesView("a", "A", head=("x",), rows=(("1",),))
    assert len(table_rows({"on_paper": True}, short)) == 1


def test_charts_go_across_a_paper_alone():
    spec = ChartSpec(kind=ChartKind.BARS, title="T", subtitle="S", alt="A", size=Size.HALF)
    assert across(spec, on_paper=True).size is Size.FULL
    assert across(spec, on_paper=False) is spec
