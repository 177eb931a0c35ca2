"""The table of a register, made of its declaration."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import Council
from placements.registers import Box, Register
from placements.registers.saying import named, words_of

from .returns import NUMBER


class BoxColumn(tables.Column):  # type: ignore[misc]
    """One box of the declaration."""

    def __init__(self, register: Register, box: Box, **options: Any) -> None:
        self.register, self.box = register, box
        of = register.model_field(box.name)
        is_number = isinstance(of, models.DecimalField | models.IntegerField)
        is_number = is_number and not of.choices
        attrs = NUMBER if is_number else {}
        orderable = not of.many_to_many
        super().__init__(box.label, empty_values=(), orderable=orderable, attrs=attrs, **options)

    def render(self, record: Any) -> str:
        return words_of(self.register, self.box, record)


class RegisterTable(tables.Table):  # type: ignore[misc]
    """Lines of one register; the first column leads to the line's own page, where it has one."""

    caption_hidden = True

    def __init__(
        self, lines: Any, *, register: Register, council: Council, keeps: bool, **options: Any
    ) -> None:
        self.register, self.council = register, council
        self.caption = register.name
        columns: list[tuple[str, Any]] = []
        if register.page:
            columns.append(("number", tables.Column(register.one.capitalize(), accessor="pk")))
        shown = [box for box in register.boxes if box.shown]
        named = [box for box in shown if not (register.page and box.name == "name")]
        columns += [(box.name, BoxColumn(register, box)) for box in named]
        if keeps:
            columns.append(("change", tables.Column("Change", accessor="pk", orderable=False)))
        super().__init__(lines, extra_columns=columns, **options)

    def render_number(self, record: Any) -> SafeString:
        address = reverse(self.register.page, args=[self.council.slug, record.pk])
        return format_html('<a href="{}">{}</a>', address, named(record))

    def order_number(self, lines: Any, is_descending: bool) -> tuple[Any, bool]:
        name = "name" if any(box.name == "name" for box in self.register.boxes) else "pk"
        return lines.order_by(f"{'-' if is_descending else ''}{name}"), True

    def render_change(self, record: Any) -> SafeString:
        parts = [self.council.slug, self.register.key, record.pk]
        return format_html(
            '<span class="line-links"><a href="{}">Change<span class="visually-hidden"> {}</span>'
            '</a> <a href="{}">Take off<span class="visually-hidden">: {}</span></a></span>',
            reverse("placements:register_change", args=parts),
            named(record),
            reverse("placements:register_remove", args=parts),
            named(record),
        )
