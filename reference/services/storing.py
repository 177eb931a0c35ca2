"""Published figures into their tables, tens of thousands at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db import connection
from django.db.models import Model

from reference.domain.statistics import Row
from reference.models import PublishedStatistic

KEY = ("release", "table", "heading", "breakdown", "area_id", "year")
CONTENT = ("count", "count_symbol", "value", "value_symbol", "population")


# What stands in one column.
Value = str | int | Decimal | None


def store(*, release: int, table: str, rows: Iterable[Row]) -> None:
    """Adds the rows, or puts their numbers in place of those that are held for the same key.

    One prepared statement: building a model object and its part of a statement for every row, as
    bulk_create does, takes ten times as long. The caller holds the transaction.
    """
    with connection.cursor() as cursor:
        cursor.executemany(
            upsert_statement(PublishedStatistic, KEY, CONTENT),
            [(*_key(release, table, row), *content(row)) for row in rows],
        )


def content(row: Row) -> tuple[Value, ...]:
    """What a release says of a key, in the order of CONTENT."""
    return (
        row.count.number,
        row.count.symbol,
        row.value.number,
        row.value.symbol,
        row.population,
    )


def _key(release: int, table: str, row: Row) -> tuple[Value, ...]:
    return (release, table, row.heading, row.breakdown, row.area, row.year)


def upsert_statement(model: type[Model], key: Sequence[str], content: Sequence[str]) -> str:
    """A row, or its content in place of that held for its key.

    Every name in it is a model's own; every value is a parameter, key before content.
    """
    names = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    keys = ", ".join(quote(names[name]) for name in key)
    columns = ", ".join(quote(names[name]) for name in (*key, *content))
    marks = ", ".join(["%s"] * (len(key) + len(content)))
    changes = ", ".join(f"{quote(names[n])} = EXCLUDED.{quote(names[n])}" for n in content)
    into = quote(model._meta.db_table)
    insert = f"INSERT INTO {into} ({columns}) VALUES ({marks})"
    return f"{insert} ON CONFLICT ({keys}) DO UPDATE SET {changes}"
