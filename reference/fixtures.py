"""The CSV files of `fixtures/`, read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from reference.domain.layouts import Layout, read_layout
from reference.domain.statistics import Labels


def fixture_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a file of `fixtures/`, each as column name -> text."""
    with (Path(settings.FIXTURES_DIR) / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def table_layouts() -> tuple[Layout, ...]:
    """The tables that can be imported, with the columns of each release."""
    return tuple(read_layout(row) for row in fixture_rows("statistics_tables.csv"))


@cache
def table_labels() -> Labels:
    """(table, "heading" or "breakdown", as printed) -> the newest release's words for the same."""
    rows = fixture_rows("statistics_labels.csv")
    return {(row["table"], row["column"], row["printed"]): row["label"] for row in rows}


@cache
def other_codes() -> dict[str, str]:
    """GSS codes that an authority had before or got later -> the code under which we keep it."""
    return {
        other: row["code"]
        for row in fixture_rows("areas.csv")
        for other in row["other_codes"].split()
    }
