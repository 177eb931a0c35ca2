"""Small registers, as Ofsted would publish them. The settings are invented."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

# As the release of 2025 prints them, line breaks and empty columns too.
HEADER = (
    "Web link",
    "URN",
    "Provision type",
    "Registration date",
    "Registration status",
    "Name",
    "Address 1",
    "Town",
    "Postcode",
    "Ofsted Region",
    "Government Office Region",
    "Local authority",
    "Sector",
    "Places",
    "Supported accommodation premises",
    "Short-break-only children's home",
    "Multi Building Children's Home",
    "Organisation which owns the provider",
    "\nLatest Full inspection event type",
    "\nLatest full inspection date",
    "Latest full inspection publication date",
    "\nLatest full inspection event number",
    "\nOverall experiences and progress of children and young people",
    "\nHow well children and young people are helped and protected",
    "The effectiveness of leaders and managers",
    "Supported Accommodation outcome",
    "",
    "",
)
IMPROVE = "Requires improvement to be good"
HOME = {
    "Web link": "Ofsted Social Care Provider Webpage",
    "URN": "SC000101",
    "Provision type": "Children's home",
    "Registration date": "25/06/2020",
    "Registration status": "Active",
    "Name": "REDACTED",
    "Address 1": "REDACTED",
    "Town": "REDACTED",
    "Postcode": "REDACTED",
    "Ofsted Region": "North East, Yorkshire and the Humber",
    "Government Office Region": "North East",
    "Local authority": "Durham",
    "Sector": "Private",
    "Places": "3",
    "Organisation which owns the provider": "Hearth Care Ltd",
    "Latest Full inspection event type": "Full inspection",
    "Latest full inspection date": "05/11/2024",
    "Latest full inspection publication date": "14/01/2025",
    "Latest full inspection event number": "10360658",
    "Overall experiences and progress of children and young people": "Good",
    "How well children and young people are helped and protected": IMPROVE,
    "The effectiveness of leaders and managers": "Good",
}
SUPPORTED = {
    **HOME,
    "URN": "2700001",
    "Provision type": "Supported Accommodation",
    "Name": "Stepping Stones",
    "Government Office Region": "East Midlands",
    "Local authority": "Nottingham",
    "Places": "12",
    "Supported accommodation premises": "4",
    "Overall experiences and progress of children and young people": "",
    "How well children and young people are helped and protected": "",
    "The effectiveness of leaders and managers": "",
    "Supported Accommodation outcome": "Inconsistent quality of service delivery",
}
TITLE = "Children's social care data in England – Provider level as at {}"
NOTES = ("This worksheet contains one table.", "Some cells in this table are empty.")

Rows = Iterable[dict[str, str]]
Lines = list[list[str]]
WriteRegister = Callable[..., Path]


def lines_of(
    rows: Rows,
    as_at: str | None = "31 March 2025",
    renamed: dict[str, str] | None = None,
    without: Iterable[str] = (),
) -> Lines:
    names = {name: " ".join(name.split()) for name in HEADER if name.strip() not in set(without)}
    titles = [TITLE.format(as_at), *NOTES] if as_at else []
    header = [(renamed or {}).get(plain, printed) for printed, plain in names.items()] + ["", ""]
    told = [[row.get(name, "") for name in names.values()] + ["", ""] for row in rows]
    return [[title] for title in titles] + [header] + told


@pytest.fixture
def register(tmp_path: Path) -> WriteRegister:
    """`register(rows, as_at=…, renamed=…, without=…)`: a CSV file of those settings."""

    def write(
        rows: Rows, name: str = "provider.csv", encoding: str = "utf-8-sig", **how: object
    ) -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(lines_of(rows, **how))  # type: ignore[arg-type]
        return path

    return write
