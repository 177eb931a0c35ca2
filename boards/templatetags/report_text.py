"""`{% pieces line medium %}`: a line of a report’s text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def pieces(line: Iterable[Any], medium: str) -> SafeString:
    """Live figures are marked on screen, and say what they are on focus; paper has plain text.

    A tag and no template: a line that ends in white space is broken too early on paper.
    """
    return format_html_join("", "{}", ((_piece(one, medium),) for one in line))


def _piece(piece: Any, medium: str) -> SafeString:
    if piece.state and medium == "screen":
        return format_html(
            '<span class="live live--{}" tabindex="0">{}<span class="live-note"> {}</span></span>',
            piece.state,
            piece.text,
            piece.title,
        )
    shape = "<strong>{}</strong>" if piece.strong else "{}"
    return format_html(shape, piece.text)
