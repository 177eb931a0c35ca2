"""Checks the figures in a meeting's papers against those that are held."""

from __future__ import annotations

import json
import sys
import textwrap
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.management.told import council_called
from performance.domain.figure_check import Finding, Report, SmallCount, Status
from performance.domain.figure_check.report import ORDER
from performance.figure_check import check_documents
from reference.domain.periods import Kind, Period, PeriodError, parse
from reporting.documents import UnreadableFile, read_file

FIELDS = ("file", "place", "text", "number", "indicator", "period", "status", "held")
SMALL_FIELDS = ("file", "place", "text", "number", "why")
ALARM, WRONG_CALL = 1, 2
LONGEST = 160


class Command(BaseCommand):
    help = (
        "Finds every number in papers (txt, docx, pdf, html) that speaks of a measure, and says "
        "whether it agrees with the figures held for a quarter. It warns and blocks nothing. Exit "
        "status 1: something contradicts or is stale; 2: a file or an option is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--council", required=True, help="The council's slug: nottingham")
        parser.add_argument("--period", required=True, help="A financial quarter: 2020-21-Q4")
        parser.add_argument("--format", choices=("table", "json"), default="table")
        parser.add_argument(
            "--small-counts",
            action="store_true",
            help="Only list small counts of people, and shortest and longest values, of papers "
            "about to be public",
        )
        parser.add_argument("--all", action="store_true", help="Print what agrees too")
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, **options: Any) -> None:
        council = council_called(options["council"], returncode=WRONG_CALL)
        quarter = _quarter(options["period"])
        try:
            documents = [read_file(path) for path in options["files"]]
        except UnreadableFile as error:
            raise CommandError(str(error), returncode=WRONG_CALL) from error
        report = check_documents(council, quarter, documents)
        if options["small_counts"]:
            self._small(report.small_counts, options["format"])
            return
        if options["format"] == "json":
            self.stdout.write(_json(FIELDS, report.findings))
        else:
            self.stdout.writelines(
                f"{line}\n" for line in _table(report, everything=options["all"])
            )
            self._small(report.small_counts, "table")
        if report.alarms:
            sys.exit(ALARM)

    def _small(self, found: Sequence[SmallCount], form: str) -> None:
        if form == "json":
            self.stdout.write(_json(SMALL_FIELDS, found))
            return
        self.stdout.write(
            f"\nSmall counts of people, shortest and longest values: {len(found) or 'none'}"
        )
        for one in found:
            self.stdout.write(f"  {one.file}, {one.place}: {one.number} ({one.why})")
            self.stdout.write(_quoted(one.text, "    "))


def _json(fields: Sequence[str], rows: Sequence[Finding | SmallCount]) -> str:
    found = [{name: str(getattr(row, name)) for name in fields} for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1)


def _table(report: Report, *, everything: bool) -> Iterator[str]:
    """What a person reads: first what is wrong, then what to look at, then how much agrees."""
    told = ", ".join(f"{report.count(status)} {status.replace('_', ' ')}" for status in ORDER)
    count = len(report.findings)
    speak = "number that speaks" if count == 1 else "numbers that speak"
    yield f"{count} {speak} of a measure: {told}"
    quiet = () if everything else (Status.AGREES, Status.ROUNDED)
    shown = [one for one in report.findings if one.status not in quiet]
    shown.sort(key=lambda one: not one.is_alarm)
    for one in shown:
        yield ""
        yield f"{one.status.replace('_', ' ').upper()}  {one.file}, {one.place}"
        yield f"  {one.number} for {one.name or 'parts of a whole'}{_held(one)}"
        if one.words:
            yield f"  {one.words}"
        yield _quoted(one.text, "  ")


def _held(finding: Finding) -> str:
    if not finding.held:
        return "; nothing is held"
    when = f" ({parse(finding.period).name})" if finding.period else ""
    return f"; held: {finding.held}{when}"


def _quoted(text: str, indent: str) -> str:
    return f"{indent}“{textwrap.shorten(text, LONGEST, placeholder='…')}”"


def _quarter(text: str) -> Period:
    try:
        period = parse(text)
    except PeriodError as error:
        raise CommandError(str(error), returncode=WRONG_CALL) from error
    if period.kind is not Kind.QUARTER:
        raise CommandError(
            f"Figures are checked for a financial quarter, 2020-21-Q4, not for {period.name}",
            returncode=WRONG_CALL,
        )
    return period
