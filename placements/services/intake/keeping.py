"""Writes accepted rows, all or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
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
    manager = model._default_manager
    manager.filter(held_return=held).delete()
    manager.bulk_create(_objects(model, held, table, rows, children), batch_size=AT_ONCE)


def _objects(
    model: type[ReturnRow],
    held: Return903,
    table: str,
    rows: pd.DataFrame,
    children: dict[str, int],
) -> Iterator[ReturnRow]:
    kinds = {name: kind for name, kind in loose(table).items() if name not in OF_RETURN}
    keys = [children[pseudonym] for pseudonym in rows["child"]]
    columns: list[list[Any]] = [_plain(rows[name], kind) for name, kind in kinds.items()]
    for key, values in zip(keys, zip(*columns, strict=True), strict=True):
        yield model(held_return=held, child_id=key, **dict(zip(kinds, values, strict=True)))


def _plain(column: pd.Series, kind: str) -> list[Any]:
    """Values as a database takes them: None for what is not known."""
    if kind == DAY:
        return [None if day is pd.NaT else day.date() for day in column]
    values = column.astype(object)
    return values.where(column.notna(), None).tolist()


def drop_unnamed_children(council: Council) -> int:
    """Children whom no row of any return, placement or search names any more are forgotten. How
    many.
    """
    unnamed = Child.objects.filter(council=council)
    for model in (*(ROWS_OF[table] for table in COLUMNS), Placement, Search):
        unnamed = unnamed.exclude(Exists(model._default_manager.filter(child=OuterRef("pk"))))
    count = unnamed.count()
    unnamed.delete()
    return count
