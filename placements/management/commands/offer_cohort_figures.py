"""Works a council's figures out of its 903 returns, and offers them to its quarterly returns."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.management.told import council_called
from performance.services import OfferError
from placements.services import StillLoading, offer_cohort_figures
from placements.services.offering import MOST_QUARTERS


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="The council's slug: nottingham")
        parser.add_argument(
            "--quarters",
            type=int,
            default=MOST_QUARTERS,
            help="At most so many, the newest that the returns hold",
        )

    def handle(self, **options: Any) -> None:
        if options["quarters"] < 1:
            raise CommandError(f"Ask for 1 quarter or more, not {options['quarters']}")
        council = council_called(options["council"])
        try:
            told = offer_cohort_figures(council=council, by=None, quarters=options["quarters"])
        except (OfferError, StillLoading) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{told.words}.")
