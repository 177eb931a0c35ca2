"""manage.py cohort: the children looked after on a day, counted by their marks."""

from __future__ import annotations

import csv
import json
from typing import Any

import pandas as pd
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.told import council_called, day_written
from placements.domain.profile import DIMENSIONS, NotAnswered, profile
from placements.frames import cohort_of
from placements.measures import registry, surroundings


class Command(BaseCommand):
    help = (
        "Counts the children looked after on a day, by one mark or by several at once. "
        "These are true numbers, small ones among them: not for publication."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="The council's slug: nottingham")
        parser.add_argument("--as-at", required=True, help="The day: 2021-03-31")
        parser.add_argument("--by", default="placement", help=f"Among {', '.join(DIMENSIONS)}")
        parser.add_argument("--format", choices=("csv", "json"), default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        council = council_called(options["council"])
        day, by = day_written(options["as_at"]), marks(options["by"])
        try:
            counted = profile(
                cohort_of(council), day, by, around=surroundings(council), bands=registry().bands
            )
        except NotAnswered as reason:
            raise CommandError(str(reason)) from reason
        rows = plain_rows(counted)
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
            return
        writer = csv.DictWriter(self.stdout, list(counted.columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def marks(text: str) -> list[str]:
    """ "age,placement" as two marks; each once."""
    asked = list(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))
    unknown = [one for one in asked if one not in DIMENSIONS]
    if unknown:
        raise CommandError(
            f"Nothing is counted by {', '.join(unknown)}. Choose among {', '.join(DIMENSIONS)}"
        )
    return asked


def plain_rows(counted: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): int(value) if name == "children" else str(value) for name, value in row.items()}
        for row in counted.to_dict("records")
    ]
