"""Brings the catalogue of indicators in the database up to its CSV files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from performance.services import CatalogueError, load_catalogue


class Command(BaseCommand):
    help = "Loads themes, groups and indicators from fixtures/. Run again, it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, help="Where the CSV files are, if not fixtures/")

    def handle(self, *, folder: Path | None, **options: Any) -> None:
        try:
            outcome = load_catalogue(folder)
        except CatalogueError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        self.stdout.write(
            f"Catalogue: {outcome.new} new, {outcome.changed} changed, "
            f"{outcome.unchanged} as they were."
        )
        if outcome.without_series:
            self.stdout.write(
                f"{len(outcome.without_series)} measures wait for their published statistics: "
                "load the reference data, then run this again."
            )
