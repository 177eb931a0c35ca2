"""The long table and list of a comparison: the template engine takes ten times as long for them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ROW = (
    '<tr role="row"{}><th scope="row" role="rowheader">{}</th>'
    '<td role="cell" class="place" data-label="Place">{}</td>'
    '<td role="cell" class="number figure" data-label="Figure">{}</td>{}</tr>\n'
)
COUNTS = '<td role="cell" class="number of-whole" data-label="Counts">{}</td>'
NO_COUNTS = '<td role="cell" class="number of-whole empty" data-label="Counts">–</td>'
OURS = ' class="own" id="ours"'
NEIGHBOUR = '<span class="second">statistical neighbour</span>'


@register.simple_tag
def series_options(groups: Iterable[Any], chosen: str) -> SafeString:
    """An option a published measure, by table: `name` and `series` of each group."""
    return mark_safe("".join(_options(group, chosen) for group in groups))


def _options(group: Any, chosen: str) -> str:
    options = "".join(
        f'<option value="{escape(one.code)}"{" selected" if one.code == chosen else ""}>'
        f"{escape(one.name)}</option>"
        for one in group.series
    )
    return f'<optgroup label="{escape(group.name)}">{options}</optgroup>'


@register.simple_tag
def authority_rows(rows: Iterable[Any], with_counts: bool) -> SafeString:
    """One row an authority: `name`, `place` (with `short`) or None, `text`, `counts`, `own` and
    `neighbour`; ours can be linked to as #ours.
    """
    return mark_safe("".join(_row(row, with_counts=with_counts) for row in rows))


def _row(row: Any, *, with_counts: bool) -> str:
    """Every text of the row is escaped, once."""
    name = escape(row.name) + (NEIGHBOUR if row.neighbour else "")
    place = escape(row.place.short) if row.place else "no place"
    counts = COUNTS.format(escape(row.counts)) if row.counts else NO_COUNTS
    own, counted = OURS if row.own else "", counts if with_counts else ""
    return ROW.format(own, name, place, escape(row.text), counted)
