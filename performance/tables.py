"""Tables of measures, the same for screen and paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Council
from performance.rows import MeasureRow
from reference.domain.periods import Period
from reporting.templatetags.components import (
    change_mark,
    drawing_colour,
    sparkline,
    status_mark,
)

NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}
NO_CONTEXT = Context()


class MeasureTable(tables.Table):
    """A theme's measures: now, target, status, change, eight quarters, neighbours, England.

    Rows are `MeasureRow`s; a name leads to the measure's own page. On paper it is no link, and
    verdicts that are all the same stand once at the foot (`verdict_for_all`).
    """

    name = tables.Column("Measure")
    now = tables.Column("Now", attrs={"td": {"class": "number now"}, "th": {"class": "number"}})
    target = tables.Column("Target", attrs=NUMBER)
    status = tables.Column("Status", attrs={"td": {"class": "status-cell"}}, empty_values=())
    change = tables.Column("Change", attrs={"td": {"class": "wide"}}, empty_values=())
    spark = tables.Column("Last eight quarters", empty_values=(), attrs={"td": {"class": "wide"}})
    neighbours = tables.Column(
        "Neighbours, median",
        attrs={"td": {"class": "number neighbours"}, "th": {"class": "number neighbours"}},
    )
    england = tables.Column("England", attrs=NUMBER)

    class Meta:
        orderable = False
        attrs = {"class": "measure-table"}  # noqa: RUF012 - django-tables2 reads a plain dict
        row_attrs = {"id": lambda record: record.anchor}  # noqa: RUF012

    caption_hidden = True

    def __init__(
        self,
        rows: Sequence[MeasureRow],
        *,
        council: Council,
        caption: str,
        quarter: Period | None = None,
        on_paper: bool = False,
        **options: Any,
    ) -> None:
        self.caption = caption
        self.on_paper = on_paper
        self.colour = drawing_colour(council)
        self.council = council
        self.asked = f"?quarter={quarter.key}" if quarter else ""
        self.verdict_for_all = _common_verdict(rows) if on_paper else ""
        # A long reason would make a tall, narrow cell: it stands below the table.
        self.unavailable = [row for row in rows if row.is_unavailable]
        super().__init__([row for row in rows if row not in self.unavailable], **options)

    def evidence(self, record: MeasureRow) -> str:
        """The page with everything behind the row's number, in the row's quarter."""
        page = reverse("performance:indicator", args=[self.council.slug, record.code])
        return f"{page}{self.asked}"

    def named(self, record: MeasureRow) -> SafeString:
        """The name, on screen as a link to the evidence."""
        if self.on_paper:
            return format_html("{}", record.name)
        return format_html('<a href="{}">{}</a>', self.evidence(record), record.name)

    @property
    def named_unavailable(self) -> list[tuple[SafeString, MeasureRow]]:
        return [(self.named(row), row) for row in self.unavailable]

    def render_name(self, record: MeasureRow) -> SafeString:
        name = self.named(record)
        second = format_html('<span class="second">{}</span>', record.second)
        marks = [format_html('<span class="second remark">{}</span>', r) for r in record.remarks]
        return format_html("{}{}{}", name, second, mark_safe("".join(marks)))

    def render_status(self, record: MeasureRow) -> SafeString:
        if record.hidden:
            return status_mark("no_target", "Hidden (c)")
        words = record.judgement.words
        gap = format_html('<span class="second gap">{}</span>', words) if words else ""
        return format_html("{}{}", status_mark(record.status.value, record.judgement.label), gap)

    def render_change(self, record: MeasureRow) -> SafeString:
        if record.hidden or record.held is None or record.held.value is None:
            return mark_safe("–")
        return change_mark(record.change_mark, verdict=not self.verdict_for_all)

    def render_spark(self, record: MeasureRow) -> SafeString:
        return sparkline(NO_CONTEXT, record.spark, colour=self.colour)


def _common_verdict(rows: Sequence[MeasureRow]) -> str:
    """The verdict that all compared rows share, to be said once; empty where they differ."""
    verdicts = {row.change.words for row in rows if row.change.compared}
    return verdicts.pop() if len(verdicts) == 1 else ""
