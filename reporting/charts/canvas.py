"""A sheet to draw on, in the units of the design: pixels from the top left corner."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Sequence
from html import unescape
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from .fonts import text_style, text_width
from .typeface import CSS_FAMILY

INK, SECOND_INK = "#1b1a1f", "#54525a"
RULE, BAND, WHITE = "#cdc9c2", "#ece8e0", "#ffffff"
LABEL = 15.0
Point = tuple[float, float]
Dashes = tuple[float, ...]
# matplotlib keeps these in one place for the whole process.
_drawing = threading.Lock()
_SVG: Any = {"svg.fonttype": "none", "svg.hashsalt": "corporate-parenting", "path.simplify": False}
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


class Canvas:
    """One picture of `width` by `height`; later shapes lie over earlier ones."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="none")
        self._figure.patch.set_visible(False)
        self._place = Affine2D().scale(1, -1).translate(0, height)

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._place)
        artist.set_zorder(len(self._figure.get_children()))
        self._figure.add_artist(artist)

    def line(self, points: Sequence[Point], colour: str, width: float, dashes: Dashes = ()) -> None:
        if len(points) < 2:
            return
        xs, ys = zip(*points, strict=True)
        style: Any = (0, tuple(dash / width for dash in dashes)) if dashes else "-"
        self._add(Line2D(xs, ys, color=colour, linewidth=width, linestyle=style))

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self._add(Rectangle((x, y), width, height, facecolor=colour, edgecolor="none"))

    def circle(self, at: Point, radius: float, fill: str, edge: str = "", width: float = 0) -> None:
        self._add(Circle(at, radius, facecolor=fill, edgecolor=edge or "none", linewidth=width))

    def shape(self, points: Sequence[Point], fill: str, edge: str = "", width: float = 0) -> None:
        self._add(Polygon(list(points), facecolor=fill, edgecolor=edge or "none", linewidth=width))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        colour: str = INK,
        *,
        align: str = "left",
        bold: bool = False,
    ) -> None:
        """One line of text on its baseline; `align` is left, center or right of x."""
        style = text_style(LABEL, 600 if bold else 400)
        # A dollar sign must not start a formula.
        self._add(
            Text(
                x, y, words, color=colour, ha=align, va="baseline", fontproperties=style,
                parse_math=False,
            )
        )  # fmt: skip

    def svg(self) -> str:
        """The picture as SVG text: the same bytes for the same drawing."""
        text = io.StringIO()
        with _drawing, mpl.rc_context(_SVG):
            canvas: Any = FigureCanvasSVG(self._figure)
            canvas.print_svg(text, metadata=_NO_METADATA)
        self._figure.clear()
        return plain_svg(text.getvalue())

    def png(self, dots: int) -> bytes:
        """The picture on white, with `dots` pixels for 72 units, for programs that know no SVG."""
        out = io.BytesIO()
        # Shapes stand in pixels, type in points: more pixels for a point move the shapes as well.
        self._place.scale(dots / 72)
        with _drawing:
            FigureCanvasAgg(self._figure).figure.savefig(
                out, format="png", dpi=dots, facecolor=WHITE, metadata={"Software": None}
            )
        self._figure.clear()
        return out.getvalue()


def plain_svg(svg: str) -> str:
    """The same drawing without groups, style attributes and metadata.

    Half the nodes for WeasyPrint to walk, and nothing that a strict content policy would refuse.
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<(metadata|defs)>.*?</\1>\s*", "", svg, flags=re.S)
    svg = re.sub(r"</?g\b[^>]*>\s*", "", svg)
    svg = re.sub(r' transform="rotate\(-0 [^"]*\)"', "", svg)
    svg = re.sub(r' style="([^"]*)"', _attributes, svg)
    svg = re.sub(r' font-family="[^"]*"| text-anchor="start"', "", svg)
    svg = svg.replace("<svg", f'<svg stroke-linejoin="round" font-family="{CSS_FAMILY}"', 1)
    return re.sub(r"\s*\n\s*", "\n", svg)


def fitted(svg: str) -> str:
    """The same drawing with the width of each text written beside it.

    A browser shows a picture in a font of its machine, which is wider than ours: without this the
    words at the ends of lines run out of the picture.
    """
    return re.sub(r"<text ([^>]*)>([^<]+)</text>", _fitted_text, svg)


def _fitted_text(found: re.Match[str]) -> str:
    width = width_of(unescape(found[2]), bold='font-weight="600"' in found[1])
    fit = f'textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f"<text {fit} {found[1]}>{found[2]}</text>"


def _attributes(style: re.Match[str]) -> str:
    pairs = (pair.split(":", 1) for pair in style[1].split(";") if pair.strip())
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)


def width_of(words: str, *, bold: bool = False) -> float:
    return text_width(words, LABEL, 600 if bold else 400)


def folded(words: str, room: float, *, bold: bool = False) -> list[str]:
    """The words in one line, or in two where they are wider than `room`. What still sticks out
    ends with an ellipsis: the chart's table has it whole.
    """
    if width_of(words, bold=bold) <= room:
        return [words]
    first, rest = "", words.split()
    while rest and (not first or width_of(f"{first} {rest[0]}", bold=bold) <= room):
        first = f"{first} {rest.pop(0)}".strip()
    return [_cut(line, room, bold=bold) for line in (first, " ".join(rest)) if line]


def _cut(line: str, room: float, *, bold: bool) -> str:
    kept = line
    while kept and width_of(kept if kept == line else f"{kept}…", bold=bold) > room:
        kept = kept[:-1].rstrip()
    return line if kept == line else f"{kept}…"


def spread(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Places moved apart until neighbours are at least `least` apart, near where they were.

    Inside low..high as long as there is room; the order stays.

    >>> spread([50, 52], 18, 0, 100)
    [42.0, 60.0]
    """
    order = sorted(range(len(places)), key=lambda n: places[n])
    groups: list[list[float]] = []  # [sum of wished places of the first, count]
    for n in order:
        groups.append([places[n], 1])
        while len(groups) > 1 and _end(groups[-2], least) + least > _start(groups[-1], least):
            total, count = groups.pop()
            before = groups.pop()
            groups.append([before[0] + total, before[1] + count])
    moved = [_start(group, least) + least * k for group in groups for k in range(int(group[1]))]
    overflow = max(0.0, moved[-1] - high) if moved else 0.0
    moved = (
        _kept_inside(moved, least, low, high) if overflow or (moved and moved[0] < low) else moved
    )
    result = [0.0] * len(places)
    for place, n in zip(moved, order, strict=True):
        result[n] = place
    return result


def _start(group: list[float], least: float) -> float:
    """Where a group of touching labels begins, so that its middle is the mean of the wishes."""
    total, count = group
    return total / count - least * (count - 1) / 2


def _end(group: list[float], least: float) -> float:
    return _start(group, least) + least * (group[1] - 1)


def _kept_inside(places: list[float], least: float, low: float, high: float) -> list[float]:
    kept = list(places)
    limit = high
    for n in reversed(range(len(kept))):
        kept[n] = min(kept[n], limit)
        limit = kept[n] - least
    limit = low
    for n in range(len(kept)):
        kept[n] = max(kept[n], limit)
        limit = kept[n] + least
    return kept
