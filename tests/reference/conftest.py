"""Small statistics files, as DfE would write them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

HEADER = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "la_name",
    "new_la_code",
)
ENGLAND = ("National", "E92000001", "England", "", "", "", "", "")
EAST_MIDLANDS = ("Regional", "E92000001", "England", "E12000004", "East Midlands", "", "", "")
NOTTINGHAM = (
    "Local authority",
    "E92000001",
    "England",
    "E12000004",
    "East Midlands",
    "892",
    "Nottingham",
    "E06000018",
)

WriteFile = Callable[..., Path]


def line(year: int, area: tuple[str, ...], *rest: str) -> list[str]:
    return [str(year), "Reporting year", *area, *rest]


@pytest.fixture
def statistics_file(tmp_path: Path) -> WriteFile:
    """`statistics_file(columns, lines)`: a CSV file with DfE's first ten columns and those."""

    def write(
        columns: Iterable[str],
        lines: Iterable[Iterable[str]],
        name: str = "table.csv",
        encoding: str = "utf-8",
    ) -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*HEADER, *columns])
            writer.writerows(lines)
        return path

    return write
