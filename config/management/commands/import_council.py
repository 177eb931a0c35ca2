"""A council from another installation: `import_council FILE.zip [--slug NEW] [--dry-run]`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.leaving import Imported, LeavingError, import_council


class Command(BaseCommand):
    help = "Brings in a council that export_council wrote; all of it or nothing"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", default="", help="Another part of addresses than it had")
        parser.add_argument("--sha256", default="", help="What export_council said of the file")
        parser.add_argument("--dry-run", action="store_true", help="Try everything, keep nothing")

    def handle(self, *, file: Path, slug: str, sha256: str, dry_run: bool, **options: Any) -> None:
        try:
            done = import_council(file, slug=slug, sha256=sha256, dry_run=dry_run)
        except LeavingError as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(done, dry_run)

    def _tell(self, done: Imported, dry_run: bool) -> None:
        for table, rows in sorted(done.rows.items()):
            self.stdout.write(f"  {rows:>7} {table}")
        if dry_run:
            self.stdout.write(f"{done.name} could be imported as /{done.slug}/. Nothing was kept.")
            return
        self.stdout.write(f"{done.name} is at /{done.slug}/, the same as in the export.")
        if done.new_people:
            self.stdout.write(
                f"{done.new_people} people are new here and have no password: they ask for a link "
                "at the sign-in page. Second factors are set up again."
            )
