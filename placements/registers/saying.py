"""What a line says: as values, as a form's beginning, as words of a table, as cells of a file."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import date_format

from placements.measures import district_names
from reference.domain.spreadsheets import Value

from .boxes import Labels, councils, listed
from .declaring import Box, Register

ISO_DAY = re.compile(r"\b[12]\d{3}-\d\d-\d\d\b", re.ASCII)


def named(line: Any) -> str:
    """What a line is called, with its days as people write them."""
    return ISO_DAY.sub(lambda found: _day(dt.date.fromisoformat(found[0])), str(line))


def _day(day: dt.date) -> str:
    return str(date_format(day, "j F Y"))


def values_of(register: Register, line: Any) -> dict[str, Any]:
    """By box, as the boxes give them: keys for what is named, lists for several."""
    return {box.name: _value(register, box, line) for box in register.boxes}


def _value(register: Register, box: Box, line: Any) -> Any:
    of = register.model_field(box.name)
    if of.many_to_many:
        return [str(pk) for pk in getattr(line, box.name).values_list("pk", flat=True)]
    if of.is_relation:
        return getattr(line, of.attname)
    value = getattr(line, box.name)
    if isinstance(of, models.BooleanField):
        return "" if value is None else ("yes" if value else "no")
    return value


def set_values(register: Register, line: Any, values: dict[str, Any]) -> None:
    """Puts values of boxes onto a line; lists of several wait for `set_many`."""
    for name, value in values.items():
        of = register.model_field(name)
        if of.many_to_many:
            continue
        if of.is_relation:
            setattr(line, of.attname, int(value) if value else None)
        elif isinstance(of, models.BooleanField):
            setattr(line, name, {"yes": True, "no": False}.get(value))
        else:
            setattr(line, name, value)


def set_many(register: Register, line: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if register.many(name):
            getattr(line, name).set([int(one) for one in value])


def cell_of(register: Register, box: Box, line: Any, labels: Labels) -> Value:
    """As a spreadsheet holds it, and as an upload reads it again."""
    of = register.model_field(box.name)
    if of.many_to_many:
        known = labels[of.related_model]
        return "; ".join(known[one.pk] for one in getattr(line, box.name).all())
    if of.is_relation:
        key = getattr(line, of.attname)
        return None if key is None else labels[of.related_model].get(key, "")
    return _plain_cell(of, getattr(line, box.name))


def _plain_cell(of: Any, value: Any) -> Value:
    if isinstance(of, models.JSONField):
        names = dict(listed("specialisms.csv"))
        return "; ".join(names.get(one, str(one)) for one in value)
    if isinstance(of, models.BooleanField):
        return None if value is None else ("Yes" if value else "No")
    if of.name == "partner":
        return dict(councils()).get(str(value), str(value))
    if isinstance(of, models.SlugField):
        return dict(listed("outcomes.csv")).get(str(value), str(value))
    if of.name == "district":
        return district_names().get(str(value), str(value))
    if of.choices:
        return str(dict(of.flatchoices).get(value, value))
    found: Value = value
    return found


def words_of(register: Register, box: Box, line: Any) -> str:
    """As a table shows it."""
    of = register.model_field(box.name)
    if of.many_to_many:
        return ", ".join(str(one) for one in getattr(line, box.name).all())
    if of.is_relation:
        named = getattr(line, box.name)
        return "" if named is None else str(named)
    return value_words(box, _plain_cell(of, getattr(line, box.name)))


def value_words(box: Box, value: Value) -> str:
    """A cell's value as people read it."""
    if isinstance(value, dt.date):
        return str(date_format(value, "F Y")) if box.name == "month" else _day(value)
    if isinstance(value, Decimal):
        return pounds(value)
    return "" if value is None else str(value)


def pounds(value: Decimal) -> str:
    """ "£4,250", with pence only where there are some."""
    whole = value == value.to_integral_value()
    return f"£{value:,.0f}" if whole else f"£{value:,.2f}"
