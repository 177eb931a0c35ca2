"""A backup into this installation: `restore DIR`. Stop the web server and the worker first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backups import BackupError, Restored, restore_backup


class Command(BaseCommand):
    help = "Makes this installation what a backup holds; checks the backup before"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="Even if this database holds something"
        )
        parser.add_argument(
            "--with-secret-key", action="store_true", help="Take the backup's secret key too"
        )

    def handle(self, *, folder: Path, replace: bool, with_secret_key: bool, **options: Any) -> None:
        try:
            done = restore_backup(folder, replace=replace, secret_key=with_secret_key)
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(done, with_secret_key)

    def _tell(self, done: Restored, with_key: bool) -> None:
        self.stdout.write(
            f"Restored as of {done.made_at}: {done.councils} councils, {done.people} people, "
            f"{done.editions} files of editions."
        )
        if done.migrate:
            self.stdout.write("The backup is of an older version. Now run: manage.py migrate")
        if done.other_key and not with_key:
            self.stdout.write(
                "The backup has another secret key, which was left there: people sign in again."
            )
        self.stdout.write("Start the web server and the worker again.")
