"""manage.py benchmarks: an area beside its neighbours, its region and England."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from performance.models import Indicator
from reference.areas import AreaUnknown, find_area
from reference.benchmarks import Benchmark, benchmarks
from reference.domain.benchmarks import PublishedValue
from reference.models import Area, PublishedSeries, PublishedStatistic

HEADINGS = (
    "indicator",
    "series",
    "name",
    "unit",
    "year",
    "release",
    "own",
    "neighbours_median",
    "neighbours_mean",
    "neighbours_used",
    "neighbours_of",
    "neighbour_model",
    "region_name",
    "region",
    "england",
)
SHOWN_IN_TABLE = {
    "name": "measure",
    "own": "own",
    "neighbours_median": "neighbours' median",
    "neighbours_mean": "mean",
    "neighbours_used": "of",
    "region": "region",
    "england": "England",
}
CLOSE_ENOUGH = 0.5
SUGGESTIONS = 5


class Command(BaseCommand):
    help = (
        "Prints published figures of an area: own, neighbours' median and mean, region, England. "
        "In place of a number may stand c (hidden), z (not applicable), x (not available) or k "
        "(rounds to zero); an empty cell is not published."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", required=True, help="GSS code or name: E06000018, Nottingham")
        parser.add_argument("--indicator", help="Code of an indicator or of a published series")
        parser.add_argument("--year", type=int, help="The year that ends on 31 March: 2025")
        parser.add_argument("--release", type=int, default=settings.STATISTICS_RELEASE)
        parser.add_argument("--format", choices=("csv", "table"), default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        area = _area(options["area"])
        year = _year(options["year"], options["release"])
        codes = _codes(options["indicator"])
        found = benchmarks(
            area, year=year, release=options["release"], series=codes and set(codes.values())
        )
        if not found:
            raise CommandError(
                f"The release of {options['release']} holds nothing on "
                f"{options['indicator'] or 'this area'} for {year}."
            )
        rows = list(_rows(found, _indicators(codes)))
        if options["format"] == "csv":
            writer = csv.DictWriter(self.stdout, HEADINGS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        else:
            self._table(area, found, rows)

    def _table(self, area: Area, found: dict[str, Benchmark], rows: list[dict[str, str]]) -> None:
        first = next(iter(found.values()))
        model = first.neighbour_model
        self.stdout.write(f"{area}, {first.year}, as published in the release of {first.release}")
        if model:
            self.stdout.write(
                f"Neighbours: the {first.neighbours_of} of the {model} model; "
                '"of" is how many of them have a published value'
            )
        # A measure that several indicators compare with is one line here.
        lines = [tuple(row[column] for column in SHOWN_IN_TABLE) for row in rows]
        table = [tuple(SHOWN_IN_TABLE.values()), *dict.fromkeys(lines)]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for name, *cells in table:
            figures = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
            self.stdout.write("  ".join([name.ljust(widths[0]), *figures]))


def _rows(
    found: dict[str, Benchmark], indicators: dict[str, list[str]]
) -> Iterable[dict[str, str]]:
    for code, benchmark in found.items():
        for indicator in indicators.get(code) or [""]:
            yield {"indicator": indicator, **_cells(benchmark)}


def _cells(benchmark: Benchmark) -> dict[str, str]:
    return {
        "series": benchmark.series,
        "name": benchmark.name,
        "unit": benchmark.unit,
        "year": str(benchmark.year),
        "release": str(benchmark.release),
        "own": _cell(benchmark.own),
        "neighbours_median": _bare(benchmark.neighbours_median),
        "neighbours_mean": _bare(benchmark.neighbours_mean),
        "neighbours_used": str(benchmark.neighbours_used),
        "neighbours_of": str(benchmark.neighbours_of),
        "neighbour_model": str(benchmark.neighbour_model or ""),
        "region_name": benchmark.region_name,
        "region": _cell(benchmark.region),
        "england": _cell(benchmark.england),
    }


def _cell(published: PublishedValue | None) -> str:
    if published is None:
        return ""
    return published.symbol if published.value is None else _bare(published.value)


def _bare(number: Decimal | None) -> str:
    """A number for spreadsheets: no thousands separator."""
    return "" if number is None else f"{number:f}"


def _area(text: str) -> Area:
    try:
        return find_area(text)
    except AreaUnknown as unknown:
        raise CommandError(str(unknown)) from unknown


def _year(year: int | None, release: int) -> int:
    """The year asked for, else the newest that the release has."""
    held = PublishedStatistic.objects.filter(release=release)
    years = sorted(held.order_by().values_list("year", flat=True).distinct())
    if not years:
        raise CommandError(
            f"No statistics of the release of {release} are held. Load them with load_reference "
            f"or import_statistics --release {release}."
        )
    if year is not None and year not in years:
        raise CommandError(
            f"The release of {release} holds no figures of {year}. "
            f"Years held: {', '.join(map(str, years))}."
        )
    return year or years[-1]


def _codes(code: str | None) -> dict[str, str] | None:
    """What was asked for -> code of the published series; None for everything."""
    if code is None:
        return None
    indicator = Indicator.objects.filter(code=code, council=None).first()
    if indicator and indicator.published_id:
        return {code: indicator.published_id}
    if PublishedSeries.objects.filter(code=code).exists():
        return {"": code}
    if indicator:
        raise CommandError(f"{indicator} ({code}) has no published counterpart.")
    catalogue = Indicator.objects.filter(council=None).values_list("code", "name")
    known = dict(PublishedSeries.objects.values_list("code", "name")) | dict(catalogue)
    labels = {known_code: f"{known_code} ({name})" for known_code, name in known.items()}
    raise CommandError(
        f"There is no indicator or published series {code!r}. {_close(code, labels)}"
    )


def _indicators(codes: dict[str, str] | None) -> dict[str, list[str]]:
    """Code of a series -> the indicators to print it under."""
    if codes is not None:
        return {series: [asked] for asked, series in codes.items()}
    compared: dict[str, list[str]] = defaultdict(list)
    catalogue = Indicator.objects.filter(council=None, published__isnull=False)
    for series, code in catalogue.values_list("published_id", "code"):
        compared[str(series)].append(code)
    return compared


def _close(text: str, known: dict[str, str]) -> str:
    """A few things that look like what was typed, in words; those that contain it come first."""
    text = text.strip().lower()
    labels = {key.lower(): label for key, label in known.items()}
    found = [key for key in labels if text and text in key]
    found += get_close_matches(text, labels, SUGGESTIONS, CLOSE_ENOUGH)
    near = list(dict.fromkeys(labels[key] for key in found))[:SUGGESTIONS]
    return f"Did you mean {', '.join(near)}?" if near else "Nothing similar is known."
