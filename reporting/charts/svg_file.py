"""A chart as an SVG file of its own: the picture under its title, with its words for who cannot
see it, on white.
"""

from __future__ import annotations

import re
from html import escape

from reporting.domain.axis import subtitle_of
from reporting.domain.charts import ChartSpec

from .canvas import INK, LABEL, SECOND_INK, WHITE, width_of
from .paper import chart_size, chart_svg
from .typeface import CSS_FAMILY

MARGIN, TITLE, LINE = 20.0, 19, 21.0


def chart_file(spec: ChartSpec, *, source: str = "") -> str:
    """The drawing of the screen with title and subtitle above it and `source` below."""
    width, height = chart_size(spec, "screen")
    lines = _lines(subtitle_of(spec), width)
    top = MARGIN + 30 + LINE * len(lines)
    foot = LINE + 10 if source else 0.0
    tall = top + height + foot + MARGIN
    words = [_text(MARGIN, MARGIN + 18, spec.title, INK, TITLE, bold=True)]
    words += [
        _text(MARGIN, MARGIN + 22 + LINE * (n + 1), line, SECOND_INK)
        for n, line in enumerate(lines)
    ]
    if source:
        words.append(_text(MARGIN, tall - MARGIN, source, SECOND_INK))
    inside = _placed(chart_svg(spec, "screen"), MARGIN, top)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width + 2 * MARGIN:g}" '
        f'height="{tall:g}" viewBox="0 0 {width + 2 * MARGIN:g} {tall:g}" '
        f'font-family="{CSS_FAMILY}">\n'
        f"<title>{escape(spec.title)}</title>\n<desc>{escape(spec.alt)}</desc>\n"
        f'<rect width="100%" height="100%" fill="{WHITE}"/>\n{"".join(words)}{inside}</svg>\n'
    )


def _placed(svg: str, x: float, y: float) -> str:
    """The picture at a place within another, in its units: its own are points, a third larger."""
    sized = re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', svg, count=2)
    return sized.replace("<svg ", f'<svg x="{x:g}" y="{y:g}" ', 1)


def _text(
    x: float, y: float, words: str, colour: str, size: float = LABEL, *, bold: bool = False
) -> str:
    look = f'font-size="{size:g}" fill="{colour}"' + (' font-weight="600"' if bold else "")
    return f'<text x="{x:g}" y="{y:g}" {look}>{escape(words)}</text>\n'


def _lines(words: str, room: float) -> list[str]:
    """The subtitle in lines that fit, none cut short."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
