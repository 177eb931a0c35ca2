"""Tables of what was found in a return: problems, repairs, the difference to what is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}
ROWS_SHOWN = 12


class Found(tables.Table):  # type: ignore[misc]
    """Lines of a report: plain dictionaries."""

    def __init__(self, lines: Sequence[Mapping[str, Any]], **options: Any) -> None:
        super().__init__(lines, orderable=False, **options)

    def render_count(self, value: int) -> str:
        return f"{value:,}"


class ProblemTable(Found):
    caption = "Problems, by table, column and rule"
    caption_hidden = True
    words = tables.Column("What is wrong")
    table = tables.Column("Where")
    count = tables.Column("Rows", attrs=NUMBER)
    rows_found = tables.Column("Row numbers in the file", accessor="rows", empty_values=())
    set_aside = tables.Column("What was done")

    def render_words(self, record: Mapping[str, Any]) -> SafeString:
        code = f": {record['code']}" if record["code"] else ""
        return format_html(
            '{}{}<span class="second">{}</span>', record["words"], code, record["advice"]
        )

    def render_table(self, record: Mapping[str, Any]) -> SafeString:
        where = f"{record['table']}, {record['column']}" if record["column"] else record["table"]
        return format_html('{}<span class="second">{}</span>', where, record["return"])

    def render_rows_found(self, record: Mapping[str, Any]) -> str:
        shown = ", ".join(str(row) for row in record["rows"][:ROWS_SHOWN])
        return f"{shown} …" if record["count"] > ROWS_SHOWN else shown

    def render_set_aside(self, value: bool) -> str:
        return "Set aside" if value else "Kept"


class RepairTable(Found):
    caption = "Repairs, by rule"
    caption_hidden = True
    words = tables.Column("What was repaired")
    table = tables.Column("Table")
    count = tables.Column("Times", attrs=NUMBER)
    examples = tables.Column("For example", empty_values=())

    def render_examples(self, value: Sequence[Mapping[str, Any]]) -> str:
        return "; ".join(f"{one['return']} row {one['row']:,}" for one in value[:3])


class DifferenceTable(Found):
    caption = "What accepting changes, by return and table"
    caption_hidden = True
    table = tables.Column("Table")
    added = tables.Column("Added", attrs=NUMBER)
    changed = tables.Column("Changed", attrs=NUMBER)
    removed = tables.Column("Removed", attrs=NUMBER)
    same = tables.Column("The same", attrs=NUMBER)

    def render_table(self, record: Mapping[str, Any]) -> SafeString:
        return format_html('{}<span class="second">{}</span>', record["table"], record["return"])

    def render_added(self, value: int) -> str:
        return f"{value:,}"

    render_changed = render_removed = render_same = render_added
