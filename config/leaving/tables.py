"""Which tables are a council's, found in the model registry: nobody has to list a new one.

A table is a council's when it names the council, or something that is a council's. Rows are known
by natural keys: the fields of a uniqueness rule, with "/" between them and without the council.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.apps import apps
from django.db import models

from accounts.models import Council, User

from .refusals import LeavingError
from .rules import LEFT_OUT, rule_of

Model = type[models.Model]
Field = models.Field[Any, Any]


@dataclass(frozen=True)
class Table:
    """One table of a council: `path` leads from a row to the council, `key` are the fields by which
    a row is known; with no key, rows are numbered. `partly`: some of its rows are nobody's.
    """

    model: Model
    path: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    partly: bool = False

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def file(self) -> str:
        return f"tables/{self.model._meta.label_lower}.csv"

    def references(self) -> Iterator[Field]:
        """Its fields that point at rows of other tables."""
        return (field for field in self.fields if field.is_relation)


def label_of(model: Model) -> str:
    return model._meta.label


def target_of(field: Field) -> Model:
    """What a foreign key or a list of them points at."""
    target: Any = field.related_model
    return target  # type: ignore[no-any-return]


def stays(model: Model) -> bool:
    return rule_of(label_of(model)) == LEFT_OUT


@lru_cache(maxsize=1)
def council_tables() -> tuple[Table, ...]:
    """Council and people first, then each table after those that it points at."""
    found = {
        model: _table(model, path)
        for model in apps.get_models()
        if not stays(model) and (path := owner_path(model))
    }
    after = {
        model: {target_of(f) for f in table.references()} & found.keys() - {model}
        for model, table in found.items()
    }
    try:
        order = list(TopologicalSorter(_sorted(after)).static_order())
    except CycleError as error:
        names = ", ".join(sorted({label_of(model) for model in error.args[1]}))
        raise LeavingError(f"These tables point at each other: {names}") from error
    return tuple(found[model] for model in order)


def _sorted(after: dict[Model, set[Model]]) -> dict[Model, list[Model]]:
    """In one order on every machine: a table's place in an export is no accident."""
    return {model: sorted(after[model], key=label_of) for model in sorted(after, key=label_of)}


def table_of(model: Model) -> Table | None:
    return next((table for table in council_tables() if table.model is model), None)


def owner_path(model: Model) -> str:
    """How a row leads to its council, as a lookup; "" where it does not."""
    if model in (Council, User):
        return "pk"
    if field := owner_field(model):
        return field.name
    for parent in _foreign_keys(model):
        path = "" if parent.null else _parents_path(model, target_of(parent))
        if path:
            return f"{parent.name}__{path}"
    return ""


def _parents_path(model: Model, parent: Model) -> str:
    """A person is of no council, and neither is a table of which only some rows are."""
    return "" if parent in (User, model) or _is_partly(parent) else owner_path(parent)


def owner_field(model: Model) -> Field | None:
    """The foreign key that names the council itself."""
    direct = [field for field in _foreign_keys(model) if target_of(field) is Council]
    named = [field for field in direct if field.name == "council"]
    return next(iter(named or direct), None)


def _foreign_keys(model: Model) -> list[Field]:
    keys = (models.ForeignKey, models.OneToOneField)
    return [field for field in model._meta.concrete_fields if isinstance(field, keys)]


def _is_partly(model: Model) -> bool:
    field = owner_field(model)
    return field is not None and bool(field.null)


def _table(model: Model, path: str) -> Table:
    owner = owner_field(model)
    lists = [field for field in model._meta.many_to_many if _is_plain_list(field)]
    fields = tuple(
        field
        for field in (*model._meta.concrete_fields, *lists)
        if field is not owner and not _is_number_of_row(field) and not _field_stays(model, field)
    )
    names = {field.name for field in fields}
    return Table(model, path, fields, _key(model, owner, names), _is_partly(model))


def _is_plain_list(field: Any) -> bool:
    """A list of other rows whose own table holds nothing else; any other is a table of its own."""
    return bool(field.remote_field.through._meta.auto_created)


def _is_number_of_row(field: Field) -> bool:
    return isinstance(field, models.AutoField) or bool(field.primary_key and field.is_relation)


def _field_stays(model: Model, field: Field) -> bool:
    return rule_of(label_of(model), field.name) == LEFT_OUT


def _key(model: Model, owner: Field | None, known: set[str]) -> tuple[str, ...]:
    """The first uniqueness rule all of whose fields are filled in and leave with the row."""
    for fields in _unique_together(model, owner):
        key = tuple(name for name in fields if owner is None or name != owner.name)
        filled = all(not model._meta.get_field(name).null for name in key)
        if key and filled and set(key) <= known:
            return key
    return ()


def _unique_together(model: Model, owner: Field | None) -> Iterator[tuple[str, ...]]:
    yield from ((f.name,) for f in model._meta.concrete_fields if f.unique and not f.is_relation)
    yield from (tuple(fields) for fields in model._meta.unique_together)
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and rule.fields:
            of_owner = owner is not None and owner.name in rule.fields
            # Where only some rows are a council's, the rule for those has a condition.
            if rule.condition is None or (of_owner and _is_partly(model)):
                yield tuple(rule.fields)


def undecided() -> list[str]:
    """Models that neither leave nor are on the list of those that stay; there must be none."""
    leave = {table.model for table in council_tables()}
    return sorted(
        label_of(model)
        for model in apps.get_models(include_auto_created=True)
        if model not in leave and not stays(model) and not _is_written_as_list(model, leave)
    )


def _is_written_as_list(model: Model, leave: set[Model]) -> bool:
    """The table behind a plain list goes, or stays, with the table that has the list."""
    whose: Any = model._meta.auto_created
    return bool(whose) and (whose in leave or stays(whose))
