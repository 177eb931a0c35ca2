"""Loads the demonstration: Nottingham's public figures and a fictional council."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.loading import (
    DemoError,
    load_demo,
    sign_ins,
    write_packs,
    write_papers,
    write_statement,
)

PASSWORD = "corporate-parent-demo"


class Command(BaseCommand):
    help = "Loads the demonstration's councils, people and figures. Run again, it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", default=PASSWORD, help="Of every new demo person")
        parser.add_argument("--no-packs", action="store_true", help="Do not publish packs")
        parser.add_argument("--only", choices=["nottingham", "exampleshire"])
        parser.add_argument("--out", type=Path, help="Folder for the published papers as files")

    def handle(
        self,
        *,
        password: str,
        no_packs: bool,
        only: str | None,
        out: Path | None,
        **options: Any,
    ) -> None:
        # Whoever deletes the database begins anew: pages of the old one may lie there still.
        caches["kept"].clear()
        try:
            done = load_demo(password=password, packs=not no_packs, only=only, tell=self._tell)
        except DemoError as error:
            raise CommandError(str(error)) from error
        if not done:
            self._tell("Nothing to do: the demonstration is loaded.")
        for path in _written(out) if out else []:
            self._tell(f"  {path}")
        self._tell("\nDemo sign-ins (people are called by their role):")
        for council, email in sign_ins():
            self._tell(f"  {council:<26} {email}")
        self._tell(f"Password of each, unless it was changed: {password}")

    def _tell(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _written(out: Path) -> list[Path]:
    return [*write_packs(out), *write_papers(out), *write_statement(out)]
