"""Everything of a council as open files: `export_council --council nottingham --out FILE.zip`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Council
from config.leaving import LeavingError, export_council


class Command(BaseCommand):
    help = "Writes all data of a council into one ZIP file of documented, open files"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="The council's slug")
        parser.add_argument("--out", required=True, type=Path, help="The file, which is made new")

    def handle(self, *, council: str, out: Path, **options: Any) -> None:
        try:
            found = Council.objects.get(slug=council)
            done = export_council(council=found, path=out)
        except Council.DoesNotExist as error:
            known = ", ".join(Council.objects.values_list("slug", flat=True))
            raise CommandError(f"There is no council /{council}/. There are: {known}") from error
        except LeavingError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{found.name}: {done.rows} rows in {done.files} files, {done.path}")
        self.stdout.write(f"SHA-256 {done.sha256}")
        self.stdout.write("It holds personal data of staff. Keep it where only they can read it.")
