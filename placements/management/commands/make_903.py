"""Makes SSDA903 returns of a council that does not exist, for trying things out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from placements.domain.synthetic import Plan
from placements.services.synthetic import UnknownArea, synthetic_returns, write_return

# A county with districts, so that tables by district have something to show.
AREA = "E10000034"


class Command(BaseCommand):
    help = (
        "Makes SSDA903 returns of invented children, about as many in care at the end of each year "
        "as asked for. The same seed makes the same returns. Postcodes are real, children are not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--children", type=int, default=1000, help="In care on any day")
        parser.add_argument("--years", type=int, default=5, help="Returns")
        parser.add_argument("--first", type=int, default=2017, help="2017 for the return 2017-18")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--out", type=Path, required=True, help="Folder for the files")
        parser.add_argument("--area", default=AREA, help="GSS code of an authority: E06000018")
        parser.add_argument(
            "--faults", action="store_true", help="With faults in about one row of a hundred"
        )

    def handle(self, **options: Any) -> None:
        plan = Plan(children=options["children"], years=options["years"], first=options["first"])
        try:
            made = synthetic_returns(
                plan=plan, area=options["area"], seed=options["seed"], faults=options["faults"]
            )
            for year, tables in made:
                write_return(options["out"], year, tables)
                rows = sum(len(table) for table in tables.values())
                self.stdout.write(f"{year}-{(year + 1) % 100:02}: {rows:,} rows")
        except (UnknownArea, ValueError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Could not write to {options['out']}: {error.strerror}") from error
