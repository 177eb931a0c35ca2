"""manage.py keep_forecast: makes the forecast with its back-test that the page of homes reads."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.told import council_called
from placements.services.forecasts import NothingToForecast, keep_forecast


class Command(BaseCommand):
    help = (
        "Makes the forecast of a council's children in care, with its back-test, and keeps both "
        "for the page “Homes for our children”. The same returns are not worked out twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="The council's slug: nottingham")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kept = keep_forecast(council=council_called(options["council"]), by=None)
        except NothingToForecast as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(kept.content["refusal"] or f"Kept: the forecast from {kept.from_on}.")
