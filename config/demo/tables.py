"""Reads the demonstration's CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.conf import settings


def rows(council: str, name: str) -> Iterator[dict[str, str]]:
    """The rows of fixtures/demo/<council>/<name>.csv, cells without blanks around them."""
    path = settings.FIXTURES_DIR / "demo" / council / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {column: (cell or "").strip() for column, cell in row.items()}


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
