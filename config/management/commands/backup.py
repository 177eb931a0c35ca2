"""The whole installation into a new folder: `backup --out DIR`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backups import BackupError, make_backup

KEY = """
THE SECRET KEY IS IN THIS BACKUP. Whoever reads it can make sign-in links and sessions of anybody.
Keep the backup encrypted, and apart from the machine.
"""
NO_KEY = """The secret key is not in it. With another key people sign in again, and links that were
sent stop working; nothing else is lost. To keep it too: --with-secret-key.
"""


class Command(BaseCommand):
    help = "Writes database and published editions into a new folder, with checksums"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", required=True, type=Path, help="The folder, which is made new")
        parser.add_argument(
            "--with-secret-key", action="store_true", help="Put the secret key beside it"
        )

    def handle(self, *, out: Path, with_secret_key: bool, **options: Any) -> None:
        try:
            made = make_backup(out, secret_key=with_secret_key)
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Database and {made.editions} files of editions are in {made.folder}.")
        for name in made.damaged:
            self.stderr.write(
                f"DAMAGED: {name} is not the file that was published. Take it from an older backup."
            )
        self.stdout.write(KEY if made.with_key else NO_KEY)
