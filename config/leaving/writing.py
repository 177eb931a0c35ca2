"""One table of a council as a CSV file, the same bytes wherever the same data is."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from accounts.models import Council, User

from .cells import write_cell
from .naming import Names
from .rules import FIGURE_KEY, KEPT_FILE, rule_of
from .tables import Field, Table, council_tables, target_of

# In front of a figure's key, where the council's slug stands in the database.
HERE = "./"
ROW = "row"


@dataclass
class Written:
    """What a council's tables became: files by path, how many rows each has, and the SHA-256 of the
    kept files that go along. `areas`: the primary keys of the areas that rows name.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    names: Names = field(default_factory=Names)


def write_tables(council: Council) -> Written:
    """Every table of a council, people first. Queries only; nothing is written to a disk."""
    written = Written()
    for table in council_tables():
        rows = rows_of(table, council)
        within = [one for one in table.references() if target_of(one) is table.model]
        for one in table.references():
            if one not in within:
                written.names.ask(one, _pointed_at(one, rows))
        written.names.learn(table, rows)
        for one in within:
            written.names.ask(one, _pointed_at(one, rows))
        written.files[table.file] = _csv(table, rows, council, written)
        written.rows[table.file] = len(rows)
    return written


def rows_of(table: Table, council: Council) -> list[models.Model]:
    """A table's rows of one council in the order in which they were made; a row that points at
    another of its own table comes after it.
    """
    if table.model is User:
        people = {one.email: one for one in User.objects.filter(pk__in=people_of(council))}
        # Sorted here: databases differ in the order of letters.
        return [people[email] for email in sorted(people)]
    lists = [one.name for one in table.references() if one.many_to_many]
    mine = table.model._base_manager.filter(**{table.path: council.pk}).order_by("pk")
    return _others_first(table, list(mine.prefetch_related(*lists)))


def _others_first(table: Table, rows: list[models.Model]) -> list[models.Model]:
    """The rows in their order, each after the rows of the same table that it points at."""
    within = [
        one.attname
        for one in table.references()
        if target_of(one) is table.model and not one.many_to_many
    ]
    waiting, placed = {row.pk: row for row in rows}, []

    def place(row: models.Model) -> None:
        del waiting[row.pk]
        for name in within:
            if other := waiting.get(getattr(row, name)):
                place(other)
        placed.append(row)

    for row in rows if within else ():
        if row.pk in waiting:
            place(row)
    return placed if within else rows


def people_of(council: Council) -> set[int]:
    """Everybody whom a row of the council names: members, and who did something once."""
    found: set[int] = set()
    for table in council_tables():
        mine = table.model._base_manager.filter(**{table.path: council.pk}).order_by()
        for one in table.references() if table.model is not User else ():
            if target_of(one) is User:
                found.update(mine.exclude(**{one.name: None}).values_list(one.name, flat=True))
    return found


def _pointed_at(one: Field, rows: list[models.Model]) -> Iterator[Any]:
    for row in rows:
        if one.many_to_many:
            yield from (other.pk for other in getattr(row, one.name).all())
        else:
            yield getattr(row, one.attname)


def _csv(table: Table, rows: list[models.Model], council: Council, written: Written) -> bytes:
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(head_of(table))
    writers = [_writer(one, council, written) for one in table.fields]
    for number, row in enumerate(rows, 1):
        cells = [write(row) for write in writers]
        lines.writerow(cells if table.key else [number, *cells])
    return out.getvalue().encode("utf-8-sig")


def head_of(table: Table) -> list[str]:
    names = [one.name for one in table.fields]
    return names if table.key else [ROW, *names]


def _writer(one: Field, council: Council, written: Written) -> Callable[[models.Model], str]:
    names, attname = written.names, one.attname
    if one.many_to_many:
        return lambda row: _list(one, row, names)
    if one.is_relation:
        return lambda row: names.of(one, getattr(row, attname))
    if isinstance(one, models.BinaryField):
        return lambda row: _keep(bytes(getattr(row, attname) or b""), written)
    rule = rule_of(one.model._meta.label, one.name)
    if rule == FIGURE_KEY:
        return lambda row: write_cell(one, _without_slug(getattr(row, attname), council))
    if rule == KEPT_FILE:
        return lambda row: _named(getattr(row, attname), written)
    return lambda row: write_cell(one, getattr(row, attname))


def _list(one: Field, row: models.Model, names: Names) -> str:
    """The names as a JSON list, in alphabetical order."""
    found = sorted(names.of(one, other.pk) for other in getattr(row, one.name).all())
    return json.dumps(found, ensure_ascii=False)


def _keep(data: bytes, written: Written) -> str:
    """Bytes out of the database become a file of their own."""
    if not data:
        return ""
    sha256 = hashlib.sha256(data).hexdigest()
    written.files[f"files/{sha256}"] = data
    return sha256


def _named(sha256: str, written: Written) -> str:
    if sha256:
        written.kept.add(sha256)
    return sha256


def _without_slug(key: str, council: Council) -> str:
    own = f"{council.slug}/"
    return f"{HERE}{key.removeprefix(own)}" if key.startswith(own) else key


def with_slug(key: str, slug: str) -> str:
    """The key as it stands in the database of a council with this slug."""
    return f"{slug}/{key.removeprefix(HERE)}" if key.startswith(HERE) else key
