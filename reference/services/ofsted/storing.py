"""Settings of a release into their table, thousands at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection

from reference.domain.ofsted import FIELDS, Setting
from reference.models import OfstedRelease, OfstedSetting
from reference.services.storing import upsert_statement

KEY = ("release_id", "urn")
CONTENT = tuple(name for name in FIELDS if name != "urn")
COLUMNS = tuple("area_id" if name == "area" else name for name in CONTENT)

# What stands in one column.
Value = str | int | bool | dt.date | None


def store(release: OfstedRelease, settings: Iterable[Setting]) -> None:
    """Adds the settings, or puts them in place of those that are held under the same URN.

    One prepared statement, as for statistics: bulk_create takes several times as long. The caller
    holds the transaction.
    """
    with connection.cursor() as cursor:
        cursor.executemany(
            upsert_statement(OfstedSetting, KEY, COLUMNS),
            [(release.pk, one.urn, *map(_value, _content(one))) for one in settings],
        )


def _content(setting: Setting) -> Iterable[Value]:
    return (getattr(setting, name) for name in CONTENT)


def _value(value: Value) -> Value:
    """As the database wants it: SQLite has no type for days."""
    if isinstance(value, dt.date):
        return connection.ops.adapt_datefield_value(value)
    return value
