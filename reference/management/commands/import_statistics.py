"""manage.py import_statistics PATH... --release 2025: DfE's tables as they are downloaded."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reference.services import (
    ImportedFile,
    ImportReport,
    StatisticsFileError,
    import_statistics,
)


class Command(BaseCommand):
    help = (
        "Imports DfE 'explore education statistics' CSV files on children looked after. "
        "Each file is imported wholly or not at all; a second run changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="A CSV file, or a folder")
        parser.add_argument(
            "--release", type=int, required=True, help="The year of the release, such as 2025"
        )

        parser.add_argument(
            "--replace",
            action="store_true",
            help="The files correct figures held of this release, although they end before it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_statistics(
                paths=options["paths"],
                release=options["release"],
                replace=options["replace"],
                progress=self.stdout.write,
            )
        except (StatisticsFileError, ValueError) as error:
            raise CommandError(str(error)) from error
        self._tell(report)

    def _tell(self, report: ImportReport) -> None:
        for done in report.imported:
            self.stdout.write(f"{done.path.name}: {_outcome(done)}")
            for warning in done.warnings:
                self.stderr.write(self.style.WARNING(f"{done.path.name}: {warning}"))
        if report.imported and all(done.changed_nothing for done in report.imported):
            self.stdout.write("Nothing was changed.")
        if report.failed:
            errors = "\n".join(str(failure.error) for failure in report.failed)
            raise CommandError(
                f"{errors}\n{len(report.failed)} of "
                f"{len(report.failed) + len(report.imported)} files were not imported."
            )


def _outcome(done: ImportedFile) -> str:
    if done.changed_nothing:
        return f"{done.name}, {done.rows:,} rows, all held already"
    return f"{done.name}, {done.rows:,} rows: {done.added:,} added, {done.changed:,} changed"
