"""Loads SSDA903 returns: CSV files, a folder, a ZIP file, a workbook or the XML form."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, OutputWrapper

from accounts.management.told import council_called, day_written, person_of
from accounts.models import Council, User
from performance.services import OfferError
from placements.domain.reading import YearUnknown, parse_year
from placements.services import (
    IntakeRefused,
    KeyMissing,
    StillLoading,
    StrictlyRefused,
    load_returns,
    offer_cohort_figures,
)
from placements.services.intake import Prepared, prepare

MOST_SAID = 40


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--council", required=True, help="The council's slug: exampleshire")
        parser.add_argument("--return", dest="year", help="2020-21, where no name tells it")
        parser.add_argument(
            "--as-at", help="The day of an extract made during the year: 2020-12-31"
        )
        parser.add_argument("--by", help="E-mail of the analyst who loads it")
        parser.add_argument("--strict", action="store_true", help="Refuse if any row has a problem")
        parser.add_argument("--preview", action="store_true", help="Report; load nothing")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        council = council_called(options["council"])
        by = person_of(council, options["by"])
        asked = {
            "year": _year(options["year"]),
            "as_at": day_written(options["as_at"]) if options["as_at"] else None,
            "strict": options["strict"],
        }
        try:
            if options["preview"]:
                prepared = prepare(council, paths, **asked)
            else:
                prepared = load_returns(council=council, sources=paths, by=by, **asked)
        except StrictlyRefused as refusal:
            self._tell(refusal.report, options["format"], "refused")
            raise CommandError(str(refusal)) from refusal
        except (IntakeRefused, KeyMissing) as refusal:
            raise CommandError(str(refusal)) from refusal
        outcome = _outcome(prepared, options["preview"])
        self._tell(prepared.report, options["format"], outcome)
        if prepared.key_is_new:
            self.stderr.write(
                f"A key for {council}’s case numbers was made in COHORT_KEYS_DIR. Keep a copy "
                "apart from the database: without it case numbers cannot be read again."
            )
        if outcome == "loaded":
            self._offer(council, by, self.stderr if options["format"] == "json" else self.stdout)

    def _offer(self, council: Council, by: User | None, out: OutputWrapper) -> None:
        """What was loaded stays loaded, whatever comes of its figures."""
        try:
            told = f"{offer_cohort_figures(council=council, by=by).words}."
        except (OfferError, StillLoading) as refusal:
            told = f"The figures could not be offered to the quarterly returns. {refusal}"
        out.write(told)

    def _tell(self, report: Mapping[str, Any], how: str, outcome: str) -> None:
        if how == "json":
            told = {"outcome": outcome, **report}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for line in _lines(report):
            self.stdout.write(line)
        self.stdout.write(OUTCOMES[outcome])


OUTCOMES = {
    "loaded": "Loaded.",
    "nothing new": "All of it was held already. Nothing was changed.",
    "preview": "Nothing was loaded: this was a preview.",
    "refused": "Nothing was loaded.",
}


def _outcome(prepared: Prepared, preview: bool) -> str:
    if preview:
        return "preview"
    return "nothing new" if prepared.is_nothing_new else "loaded"


def _lines(report: Mapping[str, Any]) -> list[str]:
    lines = [
        f"{one['return']} {one['table']}: {one['used']:,} of {one['rows']:,} rows, "
        f"{one['children']:,} children, {one['set_aside']:,} set aside"
        for one in report["tables"]
    ]
    lines.append(f"Children: {report['children']:,}, of them new: {report['children_new']:,}")
    unknown = report["unknown_postcodes"]
    lines.append(
        f"Postcodes that no directory knows: {unknown['home']:,} of homes, "
        f"{unknown['placement']:,} of placements"
    )
    lines += [f"Left out: {one['file']}. {one['why']}" for one in report["left_out"]]
    lines += _said(report["problems"], "problems", _problem)
    lines += _said(report["repairs"], "repairs", _repair)
    lines += [
        f"{one['return']} {one['table']}: {one['added']:,} added, {one['changed']:,} changed, "
        f"{one['removed']:,} removed, {one['same']:,} the same"
        for one in report["difference"]
    ]
    return lines


def _said(found: list[dict[str, Any]], what: str, line: Any) -> list[str]:
    said = [line(one) for one in found[:MOST_SAID]]
    more = len(found) - MOST_SAID
    return (
        [*said, f"  and {more} more kinds of {what}: --format json lists all"] if more > 0 else said
    )


def _problem(one: Mapping[str, Any]) -> str:
    rows = ", ".join(str(row) for row in one["rows"][:8])
    code = f" {one['code']}" if one["code"] else ""
    done = "set aside" if one["set_aside"] else "kept"
    return (
        f"  {one['return']} {one['table']} {one['column']}{code}: {one['words']} "
        f"({one['count']:,} rows {done}: {rows}{' …' if one['count'] > 8 else ''})"
    )


def _repair(one: Mapping[str, Any]) -> str:
    places = ", ".join(f"{p['return']} row {p['row']}" for p in one["examples"][:4])
    return f"  Repair, {one['table']}: {one['words']} ({one['count']:,}: {places})"


def _year(text: str | None) -> int | None:
    try:
        return parse_year(text) if text else None
    except YearUnknown as unknown:
        raise CommandError(str(unknown)) from unknown
