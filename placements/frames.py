"""A council's returns and its register of homes as typed frames: one query a table, right when
empty. Returns are then linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
from django.db.models import Count, DateField, F, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from accounts.models import Council
from placements.domain.cohort import DAY, Cohort
from placements.domain.linking import Linked, link
from placements.domain.linking.together import COLUMNS, loose
from placements.domain.reading.values import as_kind
from placements.domain.supply import register as tables
from placements.domain.supply.register import Register
from placements.models import (
    ROWS_OF,
    Agreement,
    Contract,
    Judgement,
    Placement,
    Places,
    PlannedPlaces,
    Provider,
    Recruitment,
    Return903,
    Search,
    Setting,
    Spending,
)

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


PENCE = 100
Rows = Iterable[tuple[Any, ...]]


def register_of(council: Council) -> Register:
    """All that a council's register of homes says of homes, placements and their prices."""
    return Register(
        settings=settings_of(council),
        places=places_of(council),
        contracted=contracted_of(council),
        judged=judged_of(council),
        placed=placed_of(council),
        agreed=agreed_of(council),
        spent=spent_of(council),
        searched=searched_of(council),
        recruited=recruited_of(council),
        planned=planned_of(council),
    )


def settings_of(council: Council) -> pd.DataFrame:
    owner = Coalesce(NullIf("provider__owner", Value("")), "provider__name")
    own = Q(provider__sector=Provider.Sector.OWN)
    found = Setting.objects.for_council(council).order_by("pk")
    columns = ("pk", "provider", "kind", own, owner, "district", "opened_on", "closed_on")
    return _frame(found.values_list(*columns, "age_from", "age_to"), tables.SETTINGS)


def places_of(council: Council) -> pd.DataFrame:
    found = Places.objects.for_council(council).order_by("setting", "from_on")
    return _frame(found.values_list(*tables.PLACES), tables.PLACES)


def contracted_of(council: Council) -> pd.DataFrame:
    """A line a contract and provider; contracts without a provider have none."""
    last = Coalesce(Max("extensions__until_on"), F("ends_on"), output_field=DateField())
    found = Contract.objects.for_council(council).exclude(providers=None)
    rows = found.order_by("pk", "providers").values_list("providers", "route", "starts_on")
    return _frame(rows.annotate(last_day=last), tables.CONTRACTED)


def judged_of(council: Council) -> pd.DataFrame:
    found = Judgement.objects.filter(setting__provider__council=council)
    return _frame(found.order_by("pk").values_list(*tables.JUDGED), tables.JUDGED)


def placed_of(council: Council) -> pd.DataFrame:
    found = Placement.objects.for_council(council).order_by("pk")
    return _frame(found.values_list("pk", *list(tables.PLACED)[1:]), tables.PLACED)


def agreed_of(council: Council) -> pd.DataFrame:
    found = Agreement.objects.for_council(council).order_by("placement", "from_on")
    week = F("social_care") + F("education") + F("health")
    rows = found.values_list("placement", "from_on", week, "framework")
    return _frame(_in_pence(rows), tables.AGREED)


def spent_of(council: Council) -> pd.DataFrame:
    found = Spending.objects.for_council(council).order_by("month", "kind")
    return _frame(_in_pence(found.values_list(*tables.SPENT)), tables.SPENT)


def searched_of(council: Council) -> pd.DataFrame:
    """With how many providers were asked, and how many offered a place."""
    found = Search.objects.for_council(council).order_by("pk")
    asked = Count("answers")
    offered = Count("answers", filter=Q(answers__answer="offered"))
    found = found.annotate(search=F("pk"), asked=asked, offered=offered)
    return _frame(found.values_list(*tables.SEARCHED), tables.SEARCHED)


def recruited_of(council: Council) -> pd.DataFrame:
    found = Recruitment.objects.for_council(council).order_by("month", "stage")
    return _frame(found.values_list(*tables.RECRUITED), tables.RECRUITED)


def planned_of(council: Council) -> pd.DataFrame:
    found = PlannedPlaces.objects.for_council(council).open_plans().order_by("opens_on", "pk")
    return _frame(found.values_list(*tables.PLANNED), tables.PLANNED)


def _in_pence(rows: Rows) -> Rows:
    return (tuple(int(v * PENCE) if isinstance(v, Decimal) else v for v in row) for row in rows)


def _frame(rows: Rows | QuerySet[Any, Any], columns: Mapping[str, str]) -> pd.DataFrame:
    """Plain values in the order of the columns, as typed columns."""
    frame = pd.DataFrame.from_records(list(rows), columns=list(columns))
    for name, kind in columns.items():
        frame[name] = pd.to_datetime(frame[name]) if kind == DAY else frame[name]
    return frame.astype(dict(columns))
