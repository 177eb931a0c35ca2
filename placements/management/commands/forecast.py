"""manage.py forecast: children looked after in the months to come, from the council's returns."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.told import council_called, day_written
from placements.domain.forecasting import COLUMNS, Break, Choices, Forecast, TooShort, forecast
from placements.frames import cohort_of
from placements.measures import known_breaks, registry, surroundings

DECIMALS = 3


class Command(BaseCommand):
    help = (
        "Prints the children looked after at the end of each month to come, by age band and group "
        "of placements, with the range that holds eight of ten simulations. Small numbers are "
        "among them: not for publication."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="The council's slug: nottingham")
        parser.add_argument(
            "--from",
            required=True,
            dest="start",
            help="The last day of a month: 2021-03-31. What happened later is not used",
        )
        parser.add_argument("--months", type=int, default=24, help="1 to 36")
        parser.add_argument("--simulations", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=1, help="The same prints the same")
        parser.add_argument(
            "--without",
            action="append",
            default=[],
            help=f"A break that no rate is to be of, among {', '.join(known_breaks())}; repeatable",
        )
        parser.add_argument("--format", choices=("csv", "json"), default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        council = council_called(options["council"])
        start, breaks = day_written(options["start"]), breaks_called(options["without"])
        if options["seed"] < 0:
            raise CommandError("A seed is 0 or more")
        try:
            made = forecast(
                cohort_of(council),
                start,
                options["months"],
                around=surroundings(council),
                bands=registry().bands,
                seed=options["seed"],
                simulations=options["simulations"],
                choices=Choices(breaks=breaks),
            )
        except (TooShort, ValueError) as reason:
            raise CommandError(str(reason)) from reason
        rows = plain_rows(made)
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False))
            return
        writer = csv.DictWriter(self.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def breaks_called(keys: Iterable[str]) -> tuple[Break, ...]:
    known = known_breaks()
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise CommandError(f"There is no break {', '.join(unknown)}. Known: {', '.join(known)}")
    return tuple(known[key] for key in dict.fromkeys(keys))


def plain_rows(made: Forecast) -> list[dict[str, Any]]:
    return [
        {
            "month": month.isoformat(),
            "age_band": age_band,
            "group": group,
            "low": round(low, DECIMALS),
            "mid": round(mid, DECIMALS),
            "high": round(high, DECIMALS),
        }
        for month, age_band, group, low, mid, high in made.frame.itertuples(index=False)
    ]
