"""Rows of an archive into the database, a table at a time."""

from __future__ import annotations

from typing import Any

from django.db import models

from accounts.models import Council, User
from reporting.services import keep_file

from .archive import Archive
from .cells import read_cell
from .naming import CHUNK
from .reading import Line, Sheet
from .refusals import LeavingError
from .resolving import Rows
from .rules import FIGURE_KEY, KEPT_FILE, rule_of
from .tables import Field, owner_field, target_of
from .writing import with_slug


class Builder:
    """Adds sheets in their order; call it in a transaction. `council` is there after its sheet."""

    def __init__(self, archive: Archive, slug: str, rows: Rows, *, keep: bool) -> None:
        self.archive, self.slug, self.rows, self.keep = archive, slug, rows, keep
        self.council: Council | None = None
        self.new_people = 0

    def add(self, sheet: Sheet) -> None:
        if sheet.table.model is User:
            self._add_people(sheet)
            return
        # Rows that point at their own table come one by one: each finds those before it.
        itself = any(target_of(field) is sheet.table.model for field in sheet.table.references())
        size = 1 if itself else CHUNK
        for start in range(0, len(sheet.lines), size):
            self._add_rows(sheet, sheet.lines[start : start + size], start + 1)
        if sheet.table.model is Council:
            self.council = Council.objects.get(slug=self.slug)

    def _add_people(self, sheet: Sheet) -> None:
        for line in sheet.lines:
            values = self._values(sheet, line)
            email = str(values["email"]).lower()
            person = User.objects.filter(email__iexact=email).first()
            if person is None:
                person = User.objects.create_user(email, None, **_but_email(values))
                self.new_people += 1
            self.rows.learn(User, {str(values["email"]): person.pk})

    def _add_rows(self, sheet: Sheet, lines: tuple[Line, ...], first: int) -> None:
        model = sheet.table.model
        values = [self._values(sheet, line) for line in lines]
        rows = [model(**one) for one in values]
        made = model._base_manager.bulk_create(rows)
        _set_moments(sheet, made, values)
        for field in (field for field in sheet.fields if field.many_to_many):
            self._add_lists(sheet, field, lines, made)
        self.rows.learn(model, self.rows.names.learn(sheet.table, made, first))

    def _values(self, sheet: Sheet, line: Line) -> dict[str, Any]:
        """Values by attribute, as the model takes them."""
        values: dict[str, Any] = {}
        for field in sheet.fields:
            if field.many_to_many:
                continue
            try:
                values[field.attname] = self._value(field, line.cells[field.name])
            except ValueError as error:
                raise LeavingError(f"{sheet.where(line, field)}: {error}.") from error
        if sheet.table.model is Council:
            values["slug"] = self.slug
        owner = owner_field(sheet.table.model)
        if owner is not None and self.council is not None:
            values[owner.attname] = self.council.pk
        return values

    def _value(self, field: Field, cell: str) -> Any:
        if field.is_relation:
            return self.rows.key(field, cell)
        if isinstance(field, models.BinaryField):
            return self._bytes(f"files/{cell}") if cell else b""
        rule = rule_of(field.model._meta.label, field.name)
        value = read_cell(field, cell)
        if rule == KEPT_FILE and value:
            self._keep(self._bytes(f"editions/{value}"))
        return with_slug(value, self.slug) if rule == FIGURE_KEY else value

    def _bytes(self, name: str) -> bytes:
        if not self.archive.has(name):
            raise ValueError(f"the file {name} is not in this export")
        return self.archive.read(name)

    def _keep(self, data: bytes) -> None:
        # Before the rows are committed, as when it was published; should they not be, it is swept.
        if self.keep:
            keep_file(data)

    def _add_lists(
        self, sheet: Sheet, field: Any, lines: tuple[Line, ...], made: list[models.Model]
    ) -> None:
        through = field.remote_field.through
        here, there = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        links = [
            through(**{here: row.pk, there: self._listed(sheet, line, field, name)})
            for line, row in zip(lines, made, strict=True)
            for name in sheet.names_in(line, field)
        ]
        through._base_manager.bulk_create(links, batch_size=CHUNK)

    def _listed(self, sheet: Sheet, line: Line, field: Field, name: str) -> Any:
        try:
            return self.rows.key(field, name)
        except ValueError as error:
            raise LeavingError(f"{sheet.where(line, field)}: {error}.") from error


def _but_email(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "email"}


def _set_moments(sheet: Sheet, made: list[models.Model], values: list[dict[str, Any]]) -> None:
    """Fields that Django fills with the present moment get the moment of the file."""
    clocks = [
        field.name
        for field in sheet.fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]
    if not clocks:
        return
    for row, told in zip(made, values, strict=True):
        for name in clocks:
            setattr(row, name, told[name])
    sheet.table.model._base_manager.bulk_update(made, clocks, batch_size=CHUNK)
