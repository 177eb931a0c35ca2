"""The return's tables, codes and rules, from fixtures; read once a process."""

from __future__ import annotations

import csv
from functools import lru_cache

from django.conf import settings

from placements.domain.reading import Definitions, definitions


@lru_cache(maxsize=1)
def return_definitions() -> Definitions:
    """As fixtures/ssda903_columns.csv, ssda903_codes.csv and ssda903_rules.csv say."""
    return definitions(
        _rows("ssda903_columns.csv"), _rows("ssda903_codes.csv"), _rows("ssda903_rules.csv")
    )


@lru_cache(maxsize=1)
def authorities() -> dict[str, str]:
    """The upper-tier authority of each district, by GSS code."""
    return {row["code"]: row["authority"] for row in _rows("districts.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (settings.FIXTURES_DIR / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
