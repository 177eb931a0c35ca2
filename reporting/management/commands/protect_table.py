"""Protects a table of people: hides small numbers and what would give them away, and proves it."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.management.told import council_called
from reporting.domain.disclosure import (
    DEFAULT_PROOF_RULES,
    TOTAL,
    Dimension,
    GivenAway,
    ProofRules,
)
from reporting.domain.disclosure.count_tables import Labels
from reporting.management.count_table import (
    Area,
    CountTableError,
    read_count_table,
)
from reporting.management.percentages import percent_asked
from reporting.management.protecting import Asked, Done, protected
from reporting.management.writing import refuse_unwritable, write_whole
from reporting.packs import proof_rules_of
from reporting.spreadsheets import csv_text

UNPROVEN_NAMED = 5


class Command(BaseCommand):
    help = (
        f"{__doc__} The output holds the columns of --within, --by and --percent and the "
        "protected counts, and no others: what the proof does not know could give numbers "
        "back. It is written only when the proof is complete."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The CSV file to protect")
        parser.add_argument("--value", required=True, help="The column of counts: children_count")
        parser.add_argument(
            "--by", required=True, help="Columns that people are broken down by: a,b"
        )
        parser.add_argument("--within", default="", help="Columns of areas, each a table by itself")
        parser.add_argument(
            "--where",
            action="append",
            default=[],
            metavar="COLUMN=VALUE",
            help='Only these rows: --where "geographic_level=Local authority"',
        )
        parser.add_argument("--out", required=True, type=Path, help="The CSV file to write")
        parser.add_argument(
            "--total", default=TOTAL, help="The label of totals; made if none is there"
        )
        parser.add_argument(
            "--council", help="Whose rules for small numbers hold, by its slug: exampleshire"
        )
        parser.add_argument(
            "--min-width",
            type=int,
            help="How many values of each small number must remain possible; "
            f"{DEFAULT_PROOF_RULES.min_width} unless the council has its own rule",
        )
        parser.add_argument(
            "--percent",
            action="append",
            default=[],
            metavar="COLUMN[=a,b]",
            help="A column of percentages of the counts, and the columns over whose totals they "
            "are (all unless told). Where one would give a number back, it is hidden or worded",
        )
        parser.add_argument(
            "--part",
            action="append",
            default=[],
            metavar="COLUMN:LABEL=SUBTOTAL",
            help='Rows that are part of a subtotal: --part "age:under 1=under 5"',
        )
        parser.add_argument(
            "--keep-zeros",
            action="store_true",
            help="Zeros are never hidden, nor were any in the file; readers know that",
        )
        parser.add_argument(
            "--seconds",
            type=float,
            help="The longest that one table may take; "
            f"{DEFAULT_PROOF_RULES.seconds:g} unless the council has its own rule",
        )

    def handle(self, **options: Any) -> None:
        rules = _rules(options["council"], options["min_width"], options["seconds"])
        out: Path = options["out"]
        refuse_unwritable(out)
        by, within = _names(options["by"]), _names(options["within"])
        if not by:
            raise CommandError("--by names no column")
        asked = Asked(
            _dimensions(by, options["total"], options["part"]),
            rules.min_width,
            not options["keep_zeros"],
            rules.seconds,
            [percent_asked(one) for one in options["percent"]],
        )
        began = time.monotonic()
        percents = [one.column for one in asked.percents]
        areas = _read(options["file"], options["value"], by, within, options["where"], percents)
        done = self._done(areas, asked)
        self._tell(done, time.monotonic() - began)
        rows = [[*within, *by, options["value"], *percents], *_rows(done, percents)]
        write_whole(out, csv_text(rows).encode())
        self.stderr.write(f"Wrote {out}")

    def _done(self, areas: dict[Labels, Area], asked: Asked) -> list[Done]:
        done = [_one(area, read, asked) for area, read in areas.items()]
        unproven = [", ".join(one.area) or "the table" for one in done if not one.is_proven]
        if unproven:
            self._tell_given_away(done)
            named = "; ".join(unproven[:UNPROVEN_NAMED])
            more = len(unproven) - UNPROVEN_NAMED
            raise CommandError(
                f"Not proven, so nothing was written: {named}"
                + (f" and {more} more" if more > 0 else "")
                + ". Give more --seconds, or break the people down less."
            )
        return done

    def _tell(self, done: list[Done], seconds: float) -> None:
        protections = [one.protection for one in done if one.protection]
        cells = sum(len(one.order) for one in done)
        small = sum(len(one.publication.small) for one in protections)
        secondary = sum(len(one.secondary) for one in protections)
        self._tell_given_away(done)
        self.stderr.write(
            f"{len(done):,} tables, {cells:,} cells: {small:,} small or hidden already, "
            f"{secondary:,} more hidden so that those cannot be worked out. "
            f"Proven in {seconds:.1f} s."
        )

    def _tell_given_away(self, done: list[Done]) -> None:
        told = [one.given_away for one in done if one.given_away]
        if not told:
            return
        every = sum(told, GivenAway())
        self.stderr.write(
            f"The file came with {every.hidden:,} hidden cells in {len(told):,} tables. Of these a "
            f"reader can work out {every.exact:,} exactly, and narrow {every.narrow:,} more to "
            f"fewer values than asked. Not proven: {every.not_proven:,}. Tables that contradict "
            f"themselves: {every.contradictory:,}."
        )


def _read(
    path: Path,
    value: str,
    by: list[str],
    within: list[str],
    where: list[str],
    percents: list[str],
) -> dict[Labels, Area]:
    asked = dict(one.split("=", 1) for one in where if "=" in one)
    if len(asked) < len(where):
        raise CommandError("--where is a column, an equals sign and a value, each column once")
    try:
        return read_count_table(
            path, value=value, by=by, within=within, where=asked, percents=percents
        )
    except CountTableError as error:
        raise CommandError(str(error)) from error


def _dimensions(by: list[str], total: str, parts: list[str]) -> list[Dimension]:
    """The columns with the subtotals that their labels are part of."""
    parents: dict[str, dict[str, str]] = {name: {} for name in by}
    for text in parts:
        column, colon, rest = text.partition(":")
        label, equals, subtotal = rest.partition("=")
        if not colon or not equals or column.strip() not in parents:
            raise CommandError(f'--part {text!r}: write it as "age:under 1=under 5"')
        parents[column.strip()][label.strip()] = subtotal.strip()
    return [Dimension(name, total, parents[name]) for name in by]


def _rules(slug: str | None, min_width: int | None, seconds: float | None) -> ProofRules:
    """The council's, or the defaults, but for what was typed."""
    rules = DEFAULT_PROOF_RULES
    if slug:
        rules = proof_rules_of(council_called(slug))
    if min_width is not None and min_width < 2:
        raise CommandError("--min-width is 2 or more: one value left is the number itself")
    return ProofRules(
        rules.min_width if min_width is None else min_width,
        rules.seconds if seconds is None else seconds,
    )


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _one(area: Labels, read: Area, asked: Asked) -> Done:
    try:
        return protected(area, read, asked)
    except ValueError as error:
        raise CommandError(f"{', '.join(area)}: {error}" if area else str(error)) from error


def _rows(done: list[Done], percents: list[str]) -> Iterator[list[int | str]]:
    for one in done:
        for labels in one.order:
            beside = [one.printed_percent(column, labels) for column in percents]
            yield [*one.area, *labels, one.printed(labels), *beside]
