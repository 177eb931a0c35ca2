"""manage.py indicators: every figure that a council's 903 returns answer, for days or quarters."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.told import council_called, day_written
from placements.domain.indicators import Computed
from placements.frames import cohort_of
from placements.measures import computed_figures
from reference.domain.periods import quarter_of
from reference.domain.rounding import round_half_up

HEADINGS = (
    "code",
    "period_from",
    "period_to",
    "basis",
    "numerator",
    "denominator",
    "value",
    "unit",
    "complete",
    "rule",
    "rule_version",
    "not_available",
)
DECIMALS = {"count": 0, "per_10000": 0, "days": 0}
MOST_QUARTERS = 200


class Command(BaseCommand):
    help = (
        "Prints the indicators that SSDA903 returns answer, on a day or at the ends of the "
        "financial quarters up to it. An indicator that cannot be answered says why."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="The council's slug: nottingham")
        parser.add_argument("--as-at", required=True, help="The day: 2021-03-31")
        parser.add_argument(
            "--quarters",
            type=int,
            default=1,
            help="How many days: this one, and the ends of the quarters before it",
        )
        parser.add_argument("--format", choices=("csv", "json"), default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        council = council_called(options["council"])
        days = quarter_ends(day_written(options["as_at"]), options["quarters"])
        rows = list(map(row_of, computed_figures(council, cohort_of(council), days)))
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
        else:
            self._table(rows)

    def _table(self, rows: Iterable[dict[str, Any]]) -> None:
        writer = csv.DictWriter(self.stdout, HEADINGS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def quarter_ends(as_at: dt.date, quarters: int) -> list[dt.date]:
    """The day, and the ends of the quarters before it, oldest first."""
    if not 1 <= quarters <= MOST_QUARTERS:
        raise CommandError(f"Ask for 1 to {MOST_QUARTERS} quarters, not {quarters}")
    days, current = [as_at], quarter_of(as_at)
    while len(days) < quarters and (before := current.previous()):
        days.append(before.ends_on)
        current = before
    return days[::-1]


def row_of(figure: Computed) -> dict[str, Any]:
    """A figure as a line; the value is rounded half up, to the decimals of its unit."""
    value = figure.value
    places = DECIMALS.get(figure.unit, 1)
    return {
        "code": figure.code,
        "period_from": figure.first.isoformat(),
        "period_to": figure.day.isoformat(),
        "basis": figure.basis,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": None if value is None else f"{round_half_up(value, places):f}",
        "unit": figure.unit,
        "complete": figure.completeness_words,
        "rule": figure.rule,
        "rule_version": figure.rule_version,
        "not_available": figure.unavailable,
    }
