"""The CSV files of `fixtures/`, read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from reference.domain.layouts import Layout, read_layout
from reference.domain.ofsted import Alias, ProvisionType, plain_words
from reference.domain.statistics import Labels


def fixture_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a file of `fixtures/`, each as column name -> text."""
    with (Path(settings.FIXTURES_DIR) / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def table_layouts() -> tuple[Layout, ...]:
    """The tables that can be imported, with the columns of each release."""
    return tuple(read_layout(row) for row in fixture_rows("statistics_tables.csv"))


@cache
def table_labels() -> Labels:
    """(table, "heading" or "breakdown", as printed) -> the newest release's words for the same."""
    rows = fixture_rows("statistics_labels.csv")
    return {(row["table"], row["column"], row["printed"]): row["label"] for row in rows}


@cache
def other_codes() -> dict[str, str]:
    """GSS codes that an authority had before or got later -> the code under which we keep it."""
    return {
        other: row["code"]
        for row in fixture_rows("areas.csv")
        for other in row["other_codes"].split()
    }


@cache
def register_columns() -> tuple[Alias, ...]:
    """The headings of Ofsted's register, of each column the one to prefer first."""
    rows = fixture_rows("ofsted_columns.csv")
    return tuple(Alias(row["column"], row["alias"], row["required"] == "yes") for row in rows)


@cache
def provision_types() -> dict[str, ProvisionType]:
    """Slug -> kind of setting, in the order in which they are listed."""
    return {one.slug: one for one in types_by_words().values()}


@cache
def types_by_words() -> dict[str, ProvisionType]:
    """Plain words of the register -> kind of setting."""
    return {
        plain_words(row["words"]): ProvisionType(
            slug=row["slug"],
            name=row["name"],
            is_home=row["home"] == "yes",
            is_named=row["named"] == "yes",
        )
        for row in fixture_rows("ofsted_provision_types.csv")
    }


def home_types() -> list[str]:
    """Slugs of the kinds of children's homes, whose names and places are not public."""
    return [slug for slug, one in provision_types().items() if one.is_home]


@cache
def register_codes() -> dict[tuple[str, str], str]:
    """(list, plain words) -> code: status, sector, grade, outcome of supported accommodation."""
    rows = fixture_rows("ofsted_words.csv")
    return {(row["column"], plain_words(row["words"])): row["code"] for row in rows}


@cache
def register_labels() -> dict[tuple[str, str], str]:
    """(list, code) -> the code's name, as people are shown it."""
    return {(row["column"], row["code"]): row["name"] for row in fixture_rows("ofsted_words.csv")}
