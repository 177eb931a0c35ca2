"""Writes a quarter's performance pack to a file: the published edition, or a draft of today's."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.management.told import council_called
from accounts.models import Council
from performance.packs import KIND, quarterly_pack
from performance.packs.rendering import pack_as
from performance.packs.word import council_template, pack_docx
from reference.domain.periods import Kind, Period, PeriodError, parse
from reporting.management.writing import refuse_unwritable, tell_progress, write_whole
from reporting.models import Audience, Edition, EditionFile
from reporting.services import open_edition_file


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--council", required=True, help="The council's slug: nottingham")
        parser.add_argument("--period", required=True, help="A financial quarter: 2020-21-Q4")
        parser.add_argument("--audience", required=True, choices=Audience.values)
        parser.add_argument(
            "--as",
            dest="form",
            choices=["pack", "word", "slides", "briefing"],
            default="pack",
            help="The pack as PDF or in Word, its slides (16:9), or one page for the chair",
        )
        parser.add_argument("--out", required=True, type=Path, help="The file to write")
        parser.add_argument(
            "--published",
            action="store_true",
            help="Write the newest published edition, byte for byte, instead of building a draft",
        )

    def handle(self, **options: Any) -> None:
        found = council_called(options["council"])
        quarter = _quarter(options["period"])
        out: Path = options["out"]
        refuse_unwritable(out)
        data = self._data(found, quarter, options)
        if out.exists() and out.read_bytes() == data:
            self.stdout.write(f"{out} is up to date")
            return
        write_whole(out, data)
        self.stdout.write(f"Wrote {out} ({len(data) // 1024} kB)")

    def _data(self, council: Council, quarter: Period, options: dict[str, Any]) -> bytes:
        audience, form = options["audience"], options["form"]
        if options["published"]:
            return _published(council, quarter, audience, form)
        pack = quarterly_pack(council, quarter, audience)
        if pack.is_empty:
            raise CommandError(
                f"{council}: no figure of {quarter.name} has been signed off, so there is no pack"
            )
        if form == "word":
            return pack_docx(pack, council_template(council))
        data = pack_as(form, pack, progress=self._tell).data
        self._tell("", 0, 0)
        return data

    def _tell(self, stage: str, done: int, total: int) -> None:
        tell_progress(self.stderr, stage, done, total)


def _quarter(text: str) -> Period:
    try:
        period = parse(text)
    except PeriodError as error:
        raise CommandError(str(error)) from error
    if period.kind is not Kind.QUARTER:
        raise CommandError(f"A pack is for a financial quarter, 2020-21-Q4, not for {period.name}")
    return period


def _published(council: Council, quarter: Period, audience: str, form: str) -> bytes:
    editions = Edition.objects.for_council(council).standing().of(KIND, quarter.key)
    newest = editions.filter(audience=audience).order_by("-number").first()
    if newest is None or newest.pdf is None:
        raise CommandError(f"{council} has published no {audience} edition for {quarter.name}")
    file = _file_of(newest, form)
    if file is None:
        said = "Word file" if form == "word" else form
        raise CommandError(f"{newest} has no {said}: it was published before packs had any")
    return open_edition_file(file)


def _file_of(edition: Edition, form: str) -> EditionFile | None:
    if form == "word":
        return edition.word
    return edition.pdf if form == "pack" else edition.pdf_of(form)
