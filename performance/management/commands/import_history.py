"""Brings a council's earlier figures in from a scorecard workbook, as its mapping file says."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.management.told import council_called, person_of
from accounts.models import Council, User
from performance.dashboards.history import (
    ImportPreview,
    batch_page,
    compare,
    known_groups,
    known_measures,
)
from performance.domain.history import Mapping, MappingError, parse_mapping, read_history
from performance.models import ImportBatch
from performance.services.history import (
    HistoryError,
    NothingNew,
    confirm_import,
    import_history,
)
from reporting.spreadsheets import UnreadableFile, read_sheets

MOST_SAID = 20


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The workbook (.xlsx) or CSV file")
        parser.add_argument("--council", required=True, help="The council's slug: nottingham")
        parser.add_argument("--mapping", required=True, type=Path, help="The mapping, a CSV file")
        parser.add_argument("--by", help="E-mail of the analyst or administrator who imports")
        parser.add_argument(
            "--approved-by",
            help="E-mail of the approver who has agreed; without it the import waits on the page",
        )
        parser.add_argument(
            "--leave-out", action="store_true", help="Import the rest where cells are wrong"
        )
        parser.add_argument(
            "--preview", action="store_true", help="Show what would come; write nothing"
        )

    def handle(self, *, file: Path, mapping: Path, **options: Any) -> None:
        council = council_called(options["council"])
        by, approver = person_of(council, options["by"]), person_of(council, options["approved_by"])
        try:
            rules = parse_mapping(_bytes(mapping).decode("utf-8-sig"))
            if options["preview"]:
                self._preview(council, file, rules)
                return
            batch = import_history(
                council=council,
                data=_bytes(file),
                name=file.name,
                mapping=rules,
                by=by,
                leave_out=options["leave_out"],
            )
            self._tell(batch, approver)
        except NothingNew as nothing:
            self.stdout.write(str(nothing))
        except UnicodeDecodeError as error:
            raise CommandError(f"{mapping} is not a CSV file in UTF-8. Save it as that.") from error
        except MappingError as error:
            raise CommandError(f"Nothing was imported. {mapping}:\n{error}") from error
        except (HistoryError, UnreadableFile) as error:
            raise CommandError(f"Nothing was imported. {error}") from error

    def _tell(self, batch: ImportBatch, approver: User | None) -> None:
        if batch.status == ImportBatch.Status.CONFIRMED:
            self.stdout.write(f"{batch} was imported before. Nothing was changed.")
            return
        self._say(batch_page(batch, timezone.localdate()))
        if approver is None:
            self.stdout.write(
                f"It waits: an approver confirms it at /{batch.council.slug}/history/{batch.pk}/, "
                "or run this again with --approved-by."
            )
            return
        done = confirm_import(batch=batch, by=approver)
        self.stdout.write(f"Imported {len(done.found['figures']):,} figures, signed by {approver}.")

    def _preview(self, council: Council, file: Path, rules: Mapping) -> None:
        sheets = read_sheets(_bytes(file), file.name, kept=True)
        reading = read_history(
            sheets,
            rules,
            known_measures(council),
            groups=known_groups(),
            today=timezone.localdate(),
        )
        compared = compare(council, reading.figures, reading.targets)
        self.stdout.write(
            f"New: {len(compared.figures):,} figures, {len(compared.targets):,} targets. "
            f"Held already: {compared.same:,}. Held with another value: "
            f"{len(compared.conflicts):,}. Wrong cells: {len(reading.mistakes):,}. "
            f"Without a figure: {len(reading.left_out):,}. Nothing was imported."
        )
        for one in reading.mistakes[:MOST_SAID]:
            self.stdout.write(f"  {one.place}: {one.measure}: {one.message}")

    def _say(self, page: ImportPreview) -> None:
        for line in page.lines:
            self.stdout.write(f"  {line.name} ({line.basis}): {line.count}, {line.span}")
        for conflict in page.compared.conflicts[:MOST_SAID]:
            self.stdout.write(
                f"  {conflict.place}: {conflict.measure}, {conflict.when}: the file says "
                f"{conflict.in_file}, held is {conflict.held}. It stays."
            )
        self.stdout.write(
            f"{page.new:,} figures and {len(page.targets):,} targets are new; "
            f"{page.compared.same:,} are held already."
        )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
