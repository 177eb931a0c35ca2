"""What each table and column of an export means, in a CSV file and in words."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from django.conf import settings
from django.db import models

from .cells import kind_of
from .rules import FIGURE_KEY, KEPT_FILE, export_rules, rule_of
from .tables import Field, Table, council_tables, label_of, table_of, target_of
from .writing import ROW

HEAD = ("table", "column", "kind", "may be empty", "part of the key", "meaning", "values")


def about() -> bytes:
    """README.md of an export, the same for every council."""
    tables = "\n".join(
        f"| `{table.file}` | {_said(table.model)} | {', '.join(table.key) or ROW} |"
        for table in council_tables()
    )
    left_out = "\n".join(
        f"| {'.'.join(filter(None, key))} | {rule.reason} |"
        for key, rule in sorted(export_rules().items())
        if rule.reason
    )
    text = (settings.FIXTURES_DIR / "export_readme.md").read_text(encoding="utf-8")
    return text.format(tables=tables, left_out=left_out).encode()


def dictionary() -> bytes:
    """dictionary.csv: a line for each column of each table."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(HEAD)
    for table in council_tables():
        if not table.key:
            meaning = "Counts the rows in the order in which they were made"
            lines.writerow([table.file, ROW, "whole number", "no", "yes", meaning, ""])
        lines.writerows(_line(table, field) for field in table.fields)
    return out.getvalue().encode("utf-8-sig")


def _said(model: type[models.Model]) -> str:
    """The first sentence of the model's own words."""
    words = " ".join((model.__doc__ or "").split())
    return re.split(r"(?<=[.:;])\s", words)[0].rstrip(".:;").replace("|", "/")


def _line(table: Table, field: Field) -> list[Any]:
    return [
        table.file,
        field.name,
        _kind(field),
        "yes" if field.null or field.blank or field.many_to_many else "no",
        "yes" if field.name in table.key else "no",
        str(field.help_text or field.verbose_name).strip(),
        "; ".join(f"{value}: {label}" for value, label in field.flatchoices),
    ]


def _kind(field: Field) -> str:
    if field.is_relation:
        target = target_of(field)
        where = table_of(target)
        named = f"key of {where.file}" if where else f"code of {label_of(target)}"
        return f"JSON list, each a {named}" if field.many_to_many else named
    if isinstance(field, models.BinaryField):
        return "SHA-256 of a file in files/"
    rule = rule_of(field.model._meta.label, field.name)
    if rule == KEPT_FILE:
        return "SHA-256 of a file in editions/"
    return "text, a figure's key" if rule == FIGURE_KEY else kind_of(field).words
