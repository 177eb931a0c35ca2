"""Writes a sufficiency statement to a file: the published edition, or a draft of today's."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.management.told import council_called, day_written
from accounts.models import Council
from placements.models import Statement
from placements.packs.statement import KINDS, statement_pack
from placements.packs.statement.rendering import statement_pdf
from reference.domain.periods import long_date
from reporting.management.writing import refuse_unwritable, tell_progress, write_whole
from reporting.models import Audience, Edition
from reporting.services import open_edition_file


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--council", required=True, help="The council's slug: nottingham")
        parser.add_argument("--out", required=True, type=Path, help="The PDF file to write")
        parser.add_argument("--audience", required=True, choices=Audience.values)
        parser.add_argument(
            "--kind",
            choices=list(KINDS),
            default="statement",
            help="The statement, or the market position for providers, which is public",
        )
        parser.add_argument(
            "--as-at", default="", help="Day of the statement, 2025-03-31; without it the newest"
        )
        parser.add_argument(
            "--published",
            action="store_true",
            help="Write the newest published edition, byte for byte, instead of building a draft",
        )

    def handle(self, **options: Any) -> None:
        if options["kind"] == "market" and options["audience"] != Audience.PUBLIC:
            raise CommandError("The market position is for providers: it has a public edition only")
        day = day_written(options["as_at"]) if options["as_at"] else None
        statement = _statement(council_called(options["council"]), day)
        out: Path = options["out"]
        refuse_unwritable(out)
        data = self._data(statement, options)
        if out.exists() and out.read_bytes() == data:
            self.stdout.write(f"{out} is up to date")
            return
        write_whole(out, data)
        self.stdout.write(f"Wrote {out} ({len(data) // 1024} kB)")

    def _data(self, statement: Statement, options: dict[str, Any]) -> bytes:
        kind, audience = KINDS[options["kind"]], options["audience"]
        if options["published"]:
            return _published(statement, kind, audience)
        pack = statement_pack(statement, kind, audience)
        if pack.is_empty:
            raise CommandError(
                f"{statement.council}: no return of children and no register of homes holds "
                f"{long_date(statement.as_at)}, so there is nothing to print"
            )
        if pack.naming:
            raise CommandError(
                f"What {statement.council} wrote names {len(pack.naming)} of its homes: take the "
                "names out of answers, introduction and intentions first"
            )
        data = statement_pdf(pack, progress=self._tell).data
        self._tell("", 0, 0)
        return data

    def _tell(self, stage: str, done: int, total: int) -> None:
        tell_progress(self.stderr, stage, done, total)


def _statement(council: Council, day: dt.date | None) -> Statement:
    found = Statement.objects.filter(council=council).select_related("council__area")
    wanted = found.filter(as_at=day).first() if day else found.first()
    if wanted is not None:
        return wanted
    known = ", ".join(f"{one.as_at}" for one in found) or "none yet"
    asked = f" at {day}" if day else ""
    raise CommandError(
        f"{council} has no statement{asked}. Known: {known}. A commissioner begins one under Homes "
        "for children, Statements"
    )


def _published(statement: Statement, kind: str, audience: str) -> bytes:
    subject = statement.as_at.isoformat()
    editions = Edition.objects.for_council(statement.council).standing().of(kind, subject)
    newest = editions.filter(audience=audience).order_by("-number").first()
    if newest is None or newest.pdf is None:
        raise CommandError(f"{statement.council} has published no {audience} edition of {subject}")
    return open_edition_file(newest.pdf)
