"""manage.py import_ofsted PATH: Ofsted's register as it is published, a release of its own."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reference.services.ofsted import RegisterRefused, RegisterReport, import_ofsted
from reference.services.ofsted.told import as_json, as_text


class Command(BaseCommand):
    help = (
        "Imports Ofsted's children's social care provider data, .csv or .xlsx as downloaded. "
        "Wholly or not at all; a second run changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH", help="The file as Ofsted publishes it")
        parser.add_argument("--as-at", help="2025-03-31, where no title line tells it")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_ofsted(path=options["path"], as_at=_day(options["as_at"]))
        except RegisterRefused as error:
            raise CommandError(f"{error}\nNothing was imported.") from error
        self._tell(report, options["format"])

    def _tell(self, report: RegisterReport, form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps(as_json(report), ensure_ascii=False, indent=2))
            return
        for line in as_text(report):
            self.stdout.write(line)


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--as-at is a day such as 2025-03-31, not “{text}”") from error
