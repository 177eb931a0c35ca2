"""What is published about children in care in England, and about everybody in the area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.conf import settings

from reference.domain.rounding import percentage, plain
from reference.fixtures import fixture_rows
from reference.models import PublishedStatistic

ENGLAND, TABLE = "E92000001", "characteristics"
# Groups of the census as the return's groups are called.
CENSUS = {
    "white": "White",
    "mixed": "Mixed or multiple ethnic groups",
    "asian": "Asian or Asian British",
    "black": "Black, African, Caribbean or Black British",
    "other": "Other ethnic group",
}
ETHNICITY = "ethnicity"


@dataclass(frozen=True)
class ViewOf:
    """A line of fixtures/cohort_views.csv."""

    key: str
    title: str
    heading: str
    says: str
    has_chart: bool
    note: str


@cache
def views() -> tuple[ViewOf, ...]:
    return tuple(
        ViewOf(
            row["view"],
            row["title"],
            row["heading"],
            row["says"],
            row["chart"] == "yes",
            row["note"],
        )
        for row in fixture_rows("cohort_views.csv")
    )


@cache
def _breakdowns() -> Mapping[tuple[str, str], tuple[str, str]]:
    """(heading, breakdown) of the Department's table -> (view, group)."""
    headings = {one.key: one.heading for one in views()}
    return {
        (headings[row["view"]], row["breakdown"]): (row["view"], row["label"])
        for row in fixture_rows("cohort_england.csv")
    }


@dataclass(frozen=True)
class England:
    """Percentages of the children looked after in England on 31 March of `year`, as printed: in
    words by (view, group). Empty where the release has no such year.
    """

    year: int
    release: int
    shares: Mapping[tuple[str, str], str]

    def share(self, view: str, group: str) -> str:
        return self.shares.get((view, group), "")


def england(year: int) -> England:
    """One query."""
    release = settings.STATISTICS_RELEASE
    found = PublishedStatistic.objects.filter(
        release=release, table=TABLE, area=ENGLAND, year=year
    ).values_list("heading", "breakdown", "value", "value_symbol")
    shares = {}
    for heading, breakdown, value, symbol in found:
        at = _breakdowns().get((heading, breakdown))
        if at and (symbol or value is not None):
            shares[at] = symbol or f"{plain(value or Decimal(0))}%"
    return England(year, release, shares)


@cache
def _census() -> Mapping[str, Mapping[str, Decimal]]:
    """By area, the share of each ethnic group among people of all ages, Census 2021."""
    found = {}
    for row in fixture_rows("census_2021_ethnicity.csv"):
        people = {name: int(row[column]) for column, name in CENSUS.items()}
        whole = sum(people.values())
        found[row["code"]] = {name: percentage(n, whole, 1) for name, n in people.items()}
    return found


def area_shares(area: str, view: str, *, public: bool) -> Mapping[str, str]:
    """Of everybody in the area, in words by group; nothing but for ethnicity."""
    held = _census().get(area, {}) if view == ETHNICITY else {}
    return {name: f"{plain(share, 0 if public else 1)}%" for name, share in held.items()}
