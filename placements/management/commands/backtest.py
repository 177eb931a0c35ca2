"""manage.py backtest: how forecasts made on past days compare with what came."""

from __future__ import annotations

import csv
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.told import council_called
from placements.domain.forecasting import Rival, Trial, backtest
from placements.frames import cohort_of
from placements.measures import registry, surroundings

HORIZONS = (12, 24, 36)
HEADINGS = (
    "months",
    "starts",
    "stretches",
    "error",
    "error_no_change",
    "error_trend",
    "held_percent",
    "not_beaten",
)


class Command(BaseCommand):
    help = (
        "Makes forecasts from the end of every quarter with 24 months of returns before it, and "
        "prints their mean absolute percentage error beside those of no change and of the linear "
        "trend, and how often the 80 percent range held. Starts overlap: so many stretches do not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="The council's slug: nottingham")
        parser.add_argument("--simulations", type=int, default=300)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--format", choices=("csv", "json"), default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        council = council_called(options["council"])
        if options["simulations"] < 1 or options["seed"] < 0:
            raise CommandError("Ask for one simulation at least, and a seed of 0 or more")
        done = backtest(
            cohort_of(council),
            around=surroundings(council),
            bands=registry().bands,
            horizons=HORIZONS,
            simulations=options["simulations"],
            seed=options["seed"],
        )
        rows = [row_of(one) for one in done.trials if one.attempts]
        if not rows:
            raise CommandError("No past day has 24 months of returns before it and 12 after it")
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, indent=2))
            return
        writer = csv.DictWriter(self.stdout, HEADINGS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def row_of(trial: Trial) -> dict[str, Any]:
    errors = (trial.error, trial.error_of(Rival.NO_CHANGE), trial.error_of(Rival.TREND))
    return {
        "months": trial.horizon,
        "starts": len(trial.attempts),
        "stretches": trial.stretches,
        **dict(zip(HEADINGS[3:6], (round(one, 1) for one in errors), strict=True)),
        "held_percent": round(trial.coverage),
        "not_beaten": " ".join(trial.unbeaten),
    }
