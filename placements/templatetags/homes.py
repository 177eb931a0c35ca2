"""Places as squares, those in use filled, the others hollow; the map of districts."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from placements.domain.supply.changing import Bar
from placements.domain.supply.mapping import Sketch, Spot
from reporting.charts.typeface import CSS_FAMILY
from reporting.domain.charts import ChartSpec, Size

register = template.Library()

# Each cell with its column's name.
NamedRows = Sequence[Sequence[tuple[str, str]]]


class Table(Protocol):
    """A view with its rows; those of a paper may be fewer."""

    @property
    def named_rows(self) -> NamedRows: ...

    @property
    def named_paper_rows(self) -> NamedRows: ...


class Drawn(Hashable, Protocol):
    """A view with its key."""

    @property
    def key(self) -> str: ...


@register.filter
def across(spec: ChartSpec, on_paper: bool) -> ChartSpec:
    """The chart over the whole width of a paper; on screens as it is."""
    return replace(spec, size=Size.FULL) if on_paper else spec


@register.simple_tag(takes_context=True)
def table_rows(context: template.Context, view: Table) -> NamedRows:
    """The rows of a view, fewer where it says so for a paper."""
    return view.named_paper_rows if context.get("on_paper") else view.named_rows


@register.simple_tag
def homes_map_picture(sketch: Sketch, colour: str, title: str) -> SafeString:
    """The map as a picture with its words, as papers need it."""
    words = f"{title}. {_map_words(sketch)}"
    # WeasyPrint paints an edge over its letters.
    svg = format_html(
        '<svg {0} viewBox="0 0 {1} {1}">{2}</svg>',
        mark_safe(ALONE),
        round(sketch.side),
        _map_drawing(sketch, colour, edge=""),
    )
    return _picture(svg, "homes-map", words)


@register.simple_tag
def range_bars_picture(bars: Sequence[Bar], colour: str, title: str) -> SafeString:
    """The ranges of scenarios as one picture: names to the left, numbers to the right."""
    low, high = min(one.low for one in bars), max(one.high for one in bars)
    scale = BARS_WIDE / max(high - low, 1)

    def at(value: float) -> float:
        return round(BARS_LEFT + (value - low) * scale, 1)

    rows = [
        format_html(
            BARS_ROW,
            top=n * BARS_PITCH, name=one.name, low=at(one.low), mid=at(one.mid),
            width=round((one.high - one.low) * scale, 1), base=at(bars[0].mid), colour=colour,
            number=f"{one.mid:.0f}", range=f"{one.low:.0f} to {one.high:.0f}",
            pale=PALE, ink=INK, grey=SECOND_INK,
        )
        for n, one in enumerate(bars)
    ]  # fmt: skip
    svg = format_html(
        '<svg {} viewBox="0 0 {} {}">{}</svg>',
        mark_safe(ALONE),
        BARS_LEFT + BARS_WIDE + BARS_RIGHT,
        BARS_PITCH * len(bars),
        format_html_join("", "{}", ((row,) for row in rows)),
    )
    said = "; ".join(f"{b.name}: {b.mid:.0f}, {b.low:.0f} to {b.high:.0f}" for b in bars)
    return _picture(svg, "range-picture", f"{title}. {said}.")


def _picture(svg: str, kind: str, words: str) -> SafeString:
    data = base64.b64encode(svg.encode()).decode()
    return format_html(
        '<img class="{}" alt="{}" src="data:image/svg+xml;base64,{}">', kind, words, data
    )


@dataclass(frozen=True)
class _Around:
    """What a view's markup takes from page and council."""

    slug: str
    colour: str
    day: dt.date
    audience: str


@register.simple_tag
def home_view(view: Drawn, page: Any) -> SafeString:
    """One view as the screen shows it. A deed changes a few of a page's views: the others are
    what they were, and so is their markup.
    """
    council = page.council
    return _screen(view, _Around(council.slug, council.colour, page.day, page.audience.value))


@lru_cache(maxsize=256)
def _screen(view: Drawn, around: _Around) -> SafeString:
    told = {
        "view": view,
        "council": around,
        "page": around,
        "medium": "screen",
        "picture_at": _picture_at(view.key, around),
    }
    return render_to_string("placements/homes/_view.html", told)


def _picture_at(view: str, around: _Around) -> str:
    """Where the picture of a view's chart is found: drawing it takes longer than all else of the
    view, and a reader comes to few of them before the page's script has drawn them itself.
    """
    at = reverse("placements:homes_picture", args=[around.slug, view])
    return f"{at}?{urlencode({'as_at': around.day.isoformat(), 'audience': around.audience})}"


SIDE, PITCH, A_ROW = 10, 13, 25
# More squares than these nobody counts: such a kind is told in numbers alone.
MOST = 100


@register.simple_tag
def place_squares(rows: Iterable[Sequence[str]], colour: str) -> SafeString:
    """Each row (kind, in use, places): its words, and a square a place where both are numbers."""
    return format_html(
        '<ul class="place-squares">{}</ul>',
        format_html_join("", "<li>{}</li>", ((_line(row, colour),) for row in rows)),
    )


def _line(row: Sequence[str], colour: str) -> SafeString:
    kind, used, places = row
    words = format_html("<span>{}</span> <b>{} of {}</b>", kind, used, places)
    if not (used.isdigit() and places.isdigit()) or not 0 < int(places) <= MOST:
        return words
    # Who lives there beyond the places is told by the number alone.
    return format_html("{}{}", words, _squares(min(int(used), int(places)), int(places), colour))


def _squares(used: int, places: int, colour: str) -> SafeString:
    across, down = min(places, A_ROW), -(-places // A_ROW)
    width, height = PITCH * across, PITCH * down
    drawn = (
        (PITCH * (n % A_ROW) + 1, PITCH * (n // A_ROW) + 1, SIDE, colour if n < used else "#fff",
         colour)
        for n in range(places)
    )  # fmt: skip
    return format_html(
        '<svg width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">'
        "{}</svg>",
        width, height, width, height,
        format_html_join(
            "", '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>',
            ((x, y, side, side, fill, edge) for x, y, side, fill, edge in drawn),
        ),
    )  # fmt: skip


# What a drawing by itself must say: where its words come from, and how they look.
ALONE = f'xmlns="http://www.w3.org/2000/svg" font-family="{CSS_FAMILY}"'
BARS_LEFT, BARS_WIDE, BARS_RIGHT, BARS_PITCH = 250, 400, 130, 30
BARS_ROW = (
    '<g transform="translate(0 {top})"><text x="0" y="18" font-size="15">{name}</text>'
    '<rect x="{low}" y="8" width="{width}" height="11" fill="{pale}"/>'
    '<line x1="{base}" x2="{base}" y1="0" y2="30" stroke="{ink}" stroke-dasharray="2 3"/>'
    '<rect x="{mid}" y="5" width="4" height="17" fill="{colour}"/>'
    '<text x="700" y="18" font-size="15" font-weight="600" text-anchor="end">{number}</text>'
    '<text x="780" y="18" font-size="15" text-anchor="end" fill="{grey}">{range}</text></g>'
)

# Keeps letters legible over circles.
WHITE_EDGE = ' stroke="#fff" stroke-width="3" paint-order="stroke"'

# Ring names stand to the lower right, where a square over the middle would cut the ring.
HALFWAY = 0.707
INK, SECOND_INK, RULE, GREY = "#1b1a1f", "#54525a", "#cfcbc2", "#63666c"


@register.simple_tag
def homes_map(sketch: Sketch, colour: str, title: str) -> SafeString:
    """Rings, circles and a few names, drawn with presentation attributes alone."""
    return format_html(
        '<svg class="homes-map" viewBox="0 0 {0} {0}" role="img" aria-label="{1}. {2}" '
        'focusable="false"><title>{1}. {2}</title>{3}</svg>',
        round(sketch.side),
        title,
        _map_words(sketch),
        _map_drawing(sketch, colour, edge=WHITE_EDGE),
    )


def _map_drawing(sketch: Sketch, colour: str, *, edge: str) -> SafeString:
    """`edge`: attributes that set letters apart from what they lie on."""
    middle, safe = sketch.side / 2, mark_safe(edge)
    return format_html(
        "{}{}{}",
        format_html_join("", "{}", ((_ring(middle, *ring, safe),) for ring in sketch.rings)),
        format_html_join("", "{}", ((_circle(spot, colour),) for spot in sketch.spots)),
        format_html_join("", "{}", ((_name(spot, safe),) for spot in sketch.spots if spot.name)),
    )


def _map_words(sketch: Sketch) -> str:
    return ", ".join(spot.words for spot in sketch.spots)


def _ring(middle: float, miles: int, radius: float, edge: SafeString) -> SafeString:
    return format_html(
        '<circle cx="{0}" cy="{0}" r="{1}" fill="none" stroke="{2}"/>'
        '<text x="{3}" y="{3}" fill="{4}"{6} font-size="13">{5} miles</text>',
        middle, radius, RULE, round(middle + radius * HALFWAY, 1), GREY, miles, edge,
    )  # fmt: skip


def _circle(spot: Spot, colour: str) -> SafeString:
    return format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" fill-opacity="0.75"/>',
        spot.x, spot.y, spot.radius, colour if spot.own else GREY,
    )  # fmt: skip


def _name(spot: Spot, edge: SafeString) -> SafeString:
    """Below its circle."""
    return format_html(
        '<text x="{}" y="{}" fill="{}"{} font-size="13" text-anchor="middle">{}</text>',
        spot.x, round(spot.y + spot.radius + 13, 1), INK, edge, spot.words,
    )  # fmt: skip


PALE, WIDE, TALL = "#ece8e0", 200, 20


@register.simple_tag
def range_bars(bars: Sequence[Bar], colour: str) -> SafeString:
    """Each scenario's range on one scale; dotted over all of them the middle of the first."""
    low, high = min(one.low for one in bars), max(one.high for one in bars)
    scale = WIDE / max(high - low, 1)
    rows = ((one.name, _bar(one, bars[0].mid, low, scale, colour), _whole(one)) for one in bars)
    return format_html(
        '<ul class="range-bars">{}</ul>',
        format_html_join("", "<li><span>{}</span>{}<b>{}</b></li>", rows),
    )


def _whole(one: Bar) -> SafeString:
    return format_html(
        '{}<span class="second">{} to {}</span>', round(one.mid), round(one.low), round(one.high)
    )


def _bar(one: Bar, base: float, low: float, scale: float, colour: str) -> SafeString:
    """Stretched to the room there is: only upright and level lines, which stay what they are."""
    places = [round((value - low) * scale, 1) for value in (one.low, one.high, one.mid, base)]
    return format_html(
        '<svg viewBox="-3 0 {} {}" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false"><rect x="{}" y="6" width="{}" height="8" fill="{}"/>'
        '<line x1="{}" x2="{}" y1="0" y2="{}" stroke="{}" stroke-dasharray="2 2"/>'
        '<rect x="{}" y="3" width="4" height="14" fill="{}"/></svg>',
        WIDE + 6, TALL, places[0], round(places[1] - places[0], 1), PALE,
        places[3], places[3], TALL, INK, round(places[2] - 2, 1), colour,
    )  # fmt: skip
