"""How a row is called in the files: its natural key, which is the same in every installation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from .cells import joined, kind_of
from .refusals import LeavingError
from .tables import Field, Model, Table, label_of, owner_field, table_of, target_of

# Rows that are a council's own, of a table that holds everybody's too.
OWN = "own"
CHUNK = 500


class Names:
    """Names of rows by primary key. Tables hand theirs in as they are written; what is public is
    asked for, a table at a time.
    """

    def __init__(self) -> None:
        self.known: dict[Model, dict[Any, str]] = {}

    def of(self, field: Field, pk: Any) -> str:
        """The name of the row that a foreign key points at; "" for none."""
        return self.known[target_of(field)][pk] if pk is not None else ""

    def learn(self, table: Table, rows: list[models.Model], first: int = 1) -> dict[str, Any]:
        """Names a table's own rows and returns their primary keys by name.

        What the table points at must be known by then. Rows without a key are numbered.
        """
        new = {self._name(table, row) or str(n): row.pk for n, row in enumerate(rows, first)}
        self.known.setdefault(table.model, {}).update({pk: name for name, pk in new.items()})
        return new

    def ask(self, field: Field, pks: Iterable[Any]) -> None:
        """Finds the names of rows that are nobody's own: areas, themes, the catalogue's measures.

        Raises LeavingError where a row is another council's, or has no name of its own.
        """
        model = target_of(field)
        names = self.known.setdefault(model, {})
        missing = sorted({pk for pk in pks if pk is not None and pk not in names}, key=str)
        for start in range(0, len(missing), CHUNK):
            found = model._base_manager.filter(pk__in=missing[start : start + CHUNK])
            names.update({row.pk: public_name(row, field) for row in found})

    def _name(self, table: Table, row: models.Model) -> str:
        if not table.key:
            return ""
        parts = [self._part(table, name, row) for name in table.key]
        return joined([OWN, *parts] if table.partly else parts)

    def _part(self, table: Table, name: str, row: models.Model) -> str:
        field: Any = table.model._meta.get_field(name)
        value = getattr(row, field.attname)
        if field.is_relation:
            return self.of(field, value)
        # Inside a key there is no cell that could run, so nothing is guarded.
        return str(value) if isinstance(value, str) else kind_of(field).write(value)


def public_name(row: models.Model, field: Field) -> str:
    """The name of a row that every installation has. Raises LeavingError where it has none."""
    if _is_somebodys(row):
        raise LeavingError(
            f"{field} of this council points at {row}, which belongs to another council. Correct "
            "it before the export."
        )
    name = public_key(type(row))
    return joined([str(getattr(row, name))])


def _is_somebodys(row: models.Model) -> bool:
    table, owner = table_of(type(row)), owner_field(type(row))
    if table is None:
        return False
    return not table.partly or owner is None or getattr(row, owner.attname) is not None


def public_key(model: Model) -> str:
    """The field by which a public row is known: its primary key where that is a code."""
    key = model._meta.pk
    if key is not None and not isinstance(key, models.AutoField):
        return key.name
    table = table_of(model)
    if table is not None and table.partly and len(table.key) == 1:
        return table.key[0]
    raise LeavingError(
        f"A council's data points at {label_of(model)}, whose rows have no name that is the same "
        "in every installation. Leave the column out in fixtures/export_rules.csv."
    )
