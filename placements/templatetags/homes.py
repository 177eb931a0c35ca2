"""Places as squares: those in use filled, the others hollow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

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
