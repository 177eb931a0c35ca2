"""A council's returns as typed frames: one query a table, then linked. Right when empty."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from accounts.models import Council
from placements.domain.cohort import DAY, Cohort
from placements.domain.linking import Linked, link
from placements.domain.linking.together import COLUMNS, loose
from placements.domain.reading.values import as_kind
from placements.models import ROWS_OF, Return903

CHUNK = 20_000


def cohort_of(council: Council) -> Cohort:
    """All that the council's accepted returns say, linked. `child` is the key of `Child`."""
    return linked_returns(council).cohort


def linked_returns(council: Council) -> Linked:
    """The cohort with the repairs that linking took."""
    returns = [one.value for one in Return903.objects.for_council(council)]
    tables = {rows: held_rows(council, rows) for rows in COLUMNS} if returns else {}
    return link(returns, tables)


def held_rows(council: Council, rows: str, *, years: Iterable[int] | None = None) -> pd.DataFrame:
    """The rows of one table as they are held, not linked, of all returns or those of `years`."""
    columns = loose(rows)
    found = ROWS_OF[rows]._default_manager.filter(held_return__council=council)
    if years is not None:
        found = found.filter(held_return__year__in=list(years))
    names = [_lookup(name) for name in columns]
    values = list(found.order_by("pk").values_list(*names).iterator(chunk_size=CHUNK))
    frame = pd.DataFrame.from_records(values, columns=list(columns))
    return frame_of(frame, rows)


def _lookup(name: str) -> str:
    return {"return_year": "held_return__year"}.get(name, name)


def frame_of(frame: pd.DataFrame, rows: str) -> pd.DataFrame:
    """Plain values, dates among them, in the types of a table's rows."""
    columns = loose(rows)
    typed = {
        name: as_kind(pd.to_datetime(frame[name]) if kind == DAY else frame[name], kind)
        for name, kind in columns.items()
    }
    return pd.DataFrame(typed)
