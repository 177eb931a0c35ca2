"""Removes what is older than it has to be: `purge [--council X] [--dry-run]`, once a night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Council
from accounts.services import purge, retention_of


class Command(BaseCommand):
    help = "Removes what councils keep no longer; never what was signed off or published"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", help="One council's slug; all councils unless told")
        parser.add_argument("--dry-run", action="store_true", help="Tell, and remove nothing")

    def handle(self, *, council: str | None, dry_run: bool, **options: Any) -> None:
        found = Council.objects.filter(**({"slug": council} if council else {}))
        if council and not found:
            known = ", ".join(Council.objects.values_list("slug", flat=True))
            raise CommandError(f"There is no council /{council}/. There are: {known}")
        for one in found:
            self._purge(one, dry_run)

    def _purge(self, council: Council, dry_run: bool) -> None:
        for kept in retention_of(council):
            if kept.surplus.count:
                self.stdout.write(
                    f"{council.slug}: {kept.surplus.count} from before {kept.kept_from}, "
                    f"{kept.rule.name.lower()}"
                )
        if dry_run:
            self.stdout.write(f"{council.slug}: nothing was removed, this was a dry run")
            return
        gone = sum(count for _, count in purge(council=council, by=None))
        self.stdout.write(f"{council.slug}: {gone} removed")
