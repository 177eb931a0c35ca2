"""Values as text and back, by the kind of their field. The dictionary names the same kinds."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from reference.domain.spreadsheets import kept_text, plain_number, read_text

from .refusals import LeavingError
from .tables import Field

# Text that may be missing altogether, which is something else than empty.
NOTHING = "\\N"


@dataclass(frozen=True)
class CellKind:
    """How one kind of field is written: `words` are for the dictionary."""

    words: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _read_moment(text: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a moment says its zone")
    return found


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder)


def _read_yes_or_no(text: str) -> bool:
    return {"yes": True, "no": False}[text]


def _finite(text: str) -> Decimal:
    found = Decimal(text)
    if not found.is_finite():
        raise ValueError("not a number")
    return found


# The first that fits. Text comes last: SlugField, EmailField and TextField are all written alike.
KINDS: tuple[tuple[tuple[type[models.Field[Any, Any]], ...], CellKind], ...] = (
    (
        (models.BooleanField,),
        CellKind("yes or no", lambda v: "yes" if v else "no", _read_yes_or_no),
    ),
    ((models.IntegerField,), CellKind("whole number", str, int)),
    ((models.DecimalField,), CellKind("number", plain_number, _finite)),
    ((models.FloatField,), CellKind("number", repr, float)),
    ((models.DateTimeField,), CellKind("moment (UTC)", _moment, _read_moment)),
    ((models.DateField,), CellKind("date", lambda v: v.isoformat(), dt.date.fromisoformat)),
    ((models.TimeField,), CellKind("time", lambda v: v.isoformat(), dt.time.fromisoformat)),
    ((models.UUIDField,), CellKind("UUID", str, uuid.UUID)),
    ((models.JSONField,), CellKind("JSON", _json, json.loads)),
    ((models.CharField, models.TextField), CellKind("text", kept_text, read_text)),
)


def kind_of(field: Field) -> CellKind:
    """Raises LeavingError for a kind of field that nobody has said how to write."""
    for types, kind in KINDS:
        if isinstance(field, types):
            return kind
    raise LeavingError(
        f"{field} is a {type(field).__name__}, and config/leaving/cells.py does not say how that "
        "is written. Add it there, or leave the column out in fixtures/export_rules.csv."
    )


def write_cell(field: Field, value: Any) -> str:
    if value is None:
        return NOTHING if _is_text(field) else ""
    text = kind_of(field).write(value)
    return f"\\{text}" if _is_text(field) and field.null and text.startswith("\\") else text


def read_cell(field: Field, cell: str) -> Any:
    """The value in a cell. Raises ValueError with words where it is none of the field's kind."""
    if _is_text(field):
        return _read_text(field, cell)
    if cell == "":
        if not field.null:
            raise ValueError("the cell is empty")
        return None
    kind = kind_of(field)
    try:
        return _checked(field, kind.read(cell))
    except (ValueError, KeyError, InvalidOperation, ArithmeticError) as error:
        raise ValueError(f"“{cell[:60]}” is not a {kind.words}") from error


def _read_text(field: Field, cell: str) -> Any:
    if field.null and cell == NOTHING:
        return None
    if field.null:
        cell = cell.removeprefix("\\")
    return _checked(field, kind_of(field).read(cell))


def _is_text(field: Field) -> bool:
    return isinstance(field, (models.CharField, models.TextField))


def _checked(field: Field, value: Any) -> Any:
    """Databases differ in what they let pass, so length and choice are looked at here."""
    if field.max_length is not None and isinstance(value, str) and len(value) > field.max_length:
        raise ValueError(f"the text is longer than {field.max_length} characters")
    if field.choices and value not in ("", None) and value not in dict(field.flatchoices):
        known = ", ".join(str(one) for one, _ in field.flatchoices)
        raise ValueError(f"“{value}” is none of {known}")
    return value


def joined(parts: list[str]) -> str:
    """A natural key as one text: settled/2020-21-Q4. A "/" inside a part is written %2F."""
    return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in parts)
