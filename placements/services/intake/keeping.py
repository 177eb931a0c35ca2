"""Writes accepted rows, all or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import pandas as pd
from django.db import connection, models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import Council, User
from placements.domain.cohort import DAY
from placements.domain.linking.together import COLUMNS, loose
from placements.models import ROWS_OF, Child, Placement, Return903, ReturnRow, Search

from .securing import Secured

AT_ONCE = 2_000
OF_RETURN = ("child", "return_year")


def keep(council: Council, sent: Secured, by: User | None) -> list[Return903]:
    """Replaces the tables that were sent; other tables of the returns stay. Call it in a
    transaction that holds the council.
    """
    children = _children(council, sent.sealed)
    touched = {year: _return(council, year, sent, by) for year in sorted(sent.as_at)}
    for (year, table), rows in sent.tables.items():
        held = touched[year]
        _replace(held, table, rows, children)
        held.tables[table] = len(rows)
        held.files[table] = list(sent.came_in.get((year, table), ()))
        if table == "episodes":
            held.to_point = year in sent.measured
    for held in touched.values():
        held.save()
    drop_unnamed_children(council)
    return list(touched.values())


def _children(council: Council, sealed: Mapping[str, str]) -> dict[str, int]:
    """Keys by pseudonym, of those that were there and of new ones."""
    known = dict(Child.objects.filter(council=council).values_list("pseudonym", "pk"))
    Child.objects.bulk_create(
        [
            Child(council=council, pseudonym=pseudonym, sealed_number=number)
            for pseudonym, number in sealed.items()
            if pseudonym not in known
        ],
        batch_size=AT_ONCE,
    )
    return dict(Child.objects.filter(council=council).values_list("pseudonym", "pk"))


def _return(council: Council, year: int, sent: Secured, by: User | None) -> Return903:
    held = Return903.objects.for_council(council).filter(year=year).first()
    if held is None:
        held = Return903(council=council, year=year, version=0)
    held.version += 1
    held.as_at, held.loaded_at, held.loaded_by = sent.as_at[year], timezone.now(), by
    held.save()
    return held


def _replace(held: Return903, table: str, rows: pd.DataFrame, children: dict[str, int]) -> None:
    model = ROWS_OF[table]
    model._default_manager.filter(held_return=held).delete()
    _write(model, _values(held, table, rows, children))


def _write(model: type[ReturnRow], values: Mapping[str, list[Any]]) -> None:
    """Columns by field, as rows of the table. Past the ORM: making an object of each row takes
    longer than the database takes over all of them.
    """
    quote = connection.ops.quote_name
    stored = {one.name: str(one.column) for one in model._meta.concrete_fields}
    columns = ", ".join(quote(stored[name]) for name in values)
    places = ", ".join(["%s"] * len(values))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"
    with connection.cursor() as cursor:
        for some in _batches(zip(*values.values(), strict=True)):
            cursor.executemany(insert, some)


def _batches(lines: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while some := list(islice(lines, AT_ONCE)):
        yield some


def _values(
    held: Return903, table: str, rows: pd.DataFrame, children: dict[str, int]
) -> dict[str, list[Any]]:
    kinds = {name: kind for name, kind in loose(table).items() if name not in OF_RETURN}
    return {
        "held_return": [held.pk] * len(rows),
        "child": [children[pseudonym] for pseudonym in rows["child"]],
        **{name: _plain(rows[name], kind) for name, kind in kinds.items()},
    }


def _plain(column: pd.Series, kind: str) -> list[Any]:
    """Values as a database takes them: None for what is not known."""
    if kind == DAY:
        return _days(column)
    values = column.astype(object)
    return values.where(column.notna(), None).tolist()


def _days(column: pd.Series) -> list[Any]:
    """Each distinct day is made once: there are fewer of them than rows."""
    places, distinct = pd.factorize(column)
    adapt = connection.ops.adapt_datefield_value
    days = [*(adapt(day.date()) for day in distinct), None]  # -1, the last, is no day
    return [days[place] for place in places]


def drop_unnamed_children(council: Council) -> int:
    """Children whom no row of any return, placement or search names any more are forgotten. How
    many.
    """
    unnamed = Child.objects.filter(council=council)
    named_by: list[type[models.Model]] = [*(ROWS_OF[table] for table in COLUMNS), Placement, Search]
    for model in named_by:
        unnamed = unnamed.exclude(Exists(model._default_manager.filter(child=OuterRef("pk"))))
    count = unnamed.count()
    unnamed.delete()
    return count
