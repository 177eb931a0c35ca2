"""A council's register of homes as typed frames, right when empty.

A page may make few queries: settings come with their places, placements with their prices, and the
short tables together, four queries in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    DecimalField,
    ExpressionWrapper,
    F,
    Field,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, NullIf

from accounts.models import Council
from placements.domain.cohort import DAY
from placements.domain.supply import register as tables
from placements.domain.supply.judged import with_published
from placements.domain.supply.register import Register
from placements.models import (
    Contract,
    Extension,
    Judgement,
    Placement,
    PlannedPlaces,
    Provider,
    Recruitment,
    Search,
    Setting,
    Spending,
)
from reference.models import OfstedSetting

PENCE = 100
Row = tuple[Any, ...]
Columns = Mapping[str, str]


def register_of(council: Council) -> Register:
    """All that a council's register of homes says of homes, placements and their prices."""
    settings, places = _settings_and_places(council)
    short = _short_tables(council)
    short["judged"] = with_published(short["judged"], short.pop("published"), settings)
    placed, agreed = _placed_and_agreed(council)
    return Register(
        settings=settings,
        places=places,
        placed=placed,
        agreed=agreed,
        searched=searched_of(council),
        **short,
    )


def _settings_and_places(council: Council) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A setting without places has none in the second."""
    owner = Coalesce(NullIf("provider__owner", Value("")), "provider__name")
    own = ExpressionWrapper(Q(provider__sector=Provider.Sector.OWN), BooleanField())
    columns = ("pk", "provider", "kind", "urn", own, owner, "district", "opened_on", "closed_on")
    lines = [f"places__{name}" for name in list(tables.PLACES)[1:]]
    found = Setting.objects.for_council(council).order_by("pk", "places__from_on")
    rows = list(found.values_list(*columns, "age_from", "age_to", *lines))
    return _split(rows, tables.SETTINGS, tables.PLACES)


def _placed_and_agreed(council: Council) -> tuple[pd.DataFrame, pd.DataFrame]:
    week = F("agreements__social_care") + F("agreements__education") + F("agreements__health")
    found = Placement.objects.for_council(council).order_by("pk", "agreements__from_on")
    own = list(tables.PLACED)[1:]
    prices = ("agreements__from_on", week, "agreements__framework")
    rows = [_in_pence(row) for row in found.values_list("pk", *own, *prices)]
    return _split(rows, tables.PLACED, tables.AGREED)


def _split(rows: Sequence[Row], one: Columns, many: Columns) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Joined rows as both their tables: each of the first once, of the second those there are."""
    width = len(one)
    first = {row[0]: row[:width] for row in rows}
    second = [(row[0], *row[width:]) for row in rows if row[width] is not None]
    return _frame(first.values(), one), _frame(second, many)


def searched_of(council: Council) -> pd.DataFrame:
    """With how many providers were asked, and how many offered a place."""
    found = Search.objects.for_council(council).order_by("pk")
    asked = Count("answers")
    offered = Count("answers", filter=Q(answers__answer="offered"))
    found = found.annotate(search=F("pk"), asked=asked, offered=offered)
    return _frame(found.values_list(*tables.SEARCHED), tables.SEARCHED)


SHORT: Mapping[str, Columns] = {
    "contracted": tables.CONTRACTED,
    "judged": tables.JUDGED,
    "published": tables.PUBLISHED,
    "spent": tables.SPENT,
    "recruited": tables.RECRUITED,
    "planned": tables.PLANNED,
}
# Where each of their columns stands in a line that all of them share.
PLACES_IN_LINE: Mapping[str, tuple[str, ...]] = {
    "contracted": ("at", "word", "day", "until"),
    "judged": ("at", "day", "word", "until"),
    "published": ("more", "day", "word", "until"),
    "spent": ("day", "word", "a", "b", "c"),
    "recruited": ("day", "word", "a", "b"),
    "planned": ("day", "word", "a", "more"),
}
NUMBER: DecimalField[Any, Any] = DecimalField(max_digits=12, decimal_places=2)
WORD: CharField[Any, Any] = CharField(max_length=30)
LINE: Mapping[str, Field[Any, Any]] = {
    "at": IntegerField(),
    "day": DateField(),
    "until": DateField(),
    "word": WORD,
    "more": WORD,
    "a": NUMBER,
    "b": NUMBER,
    "c": NUMBER,
}
MONEY = ("spent",)


def _short_tables(council: Council) -> dict[str, pd.DataFrame]:
    """Contracts by provider, judgements, money by month, recruitment, planned places: one query."""
    others = (_judged, _published, _spent, _recruited, _planned)
    lines = _contracted(council).union(*(of(council) for of in others), all=True)
    rows: dict[str, list[Row]] = {name: [] for name in SHORT}
    for of, *line in lines:
        told = dict(zip(LINE, line, strict=True))
        row = tuple(told[place] for place in PLACES_IN_LINE[of])
        rows[of].append(_in_pence(row) if of in MONEY else _whole(row))
    return {name: _frame(sorted(found, key=_written), SHORT[name]) for name, found in rows.items()}


def _contracted(council: Council) -> QuerySet[Any, Any]:
    """A line a contract and provider; contracts without a provider have none."""
    longest = Extension.objects.filter(contract=OuterRef("pk")).order_by("-until_on")
    last = Coalesce(Subquery(longest.values("until_on")[:1]), F("ends_on"))
    found = Contract.objects.for_council(council).exclude(providers=None)
    return _lines(
        found, "contracted", at=F("providers"), word=F("route"), day=F("starts_on"), until=last
    )


def _judged(council: Council) -> QuerySet[Any, Any]:
    found = Judgement.objects.filter(setting__provider__council=council)
    return _lines(found, "judged", at=F("setting"), day=F("inspected_on"), word=F("grade"))


def _published(council: Council) -> QuerySet[Any, Any]:
    """What Ofsted's lists say of homes with the URNs of the council's register."""
    urns = Setting.objects.for_council(council).exclude(urn="").order_by().values("urn")
    found = OfstedSetting.objects.filter(urn__in=urns, inspected_on__isnull=False)
    found = found.exclude(overall="", supported_outcome="")
    grade = Coalesce(NullIf("overall", Value("")), "supported_outcome")
    day, released = F("inspected_on"), F("release__as_at")
    return _lines(found, "published", more=F("urn"), day=day, word=grade, until=released)


def _spent(council: Council) -> QuerySet[Any, Any]:
    money = {"a": F("budget"), "b": F("forecast"), "c": F("actual")}
    found = Spending.objects.for_council(council)
    return _lines(found, "spent", day=F("month"), word=F("kind"), **money)


def _recruited(council: Council) -> QuerySet[Any, Any]:
    found = Recruitment.objects.for_council(council)
    numbers = {"a": F("households"), "b": F("places")}
    return _lines(found, "recruited", day=F("month"), word=F("stage"), **numbers)


def _planned(council: Council) -> QuerySet[Any, Any]:
    found = PlannedPlaces.objects.for_council(council).open_plans()
    day, places = F("opens_on"), F("places")
    return _lines(found, "planned", day=day, word=F("kind"), more=F("use"), a=places)


def _lines(rows: QuerySet[Any], of: str, **known: Any) -> QuerySet[Any, Any]:
    """A table's rows as lines of which all tables have the columns: the others are empty."""
    parts = {
        f"line_{name}": Cast(known.get(name, Value(None)), kind) for name, kind in LINE.items()
    }
    found = rows.order_by().annotate(line_of=Value(of, CharField()), **parts)
    lines: QuerySet[Any, Any] = found.values_list("line_of", *parts)
    return lines


def _in_pence(row: Row) -> Row:
    return tuple(int(v * PENCE) if isinstance(v, Decimal) else v for v in row)


def _whole(row: Row) -> Row:
    """Numbers of places and households, which came as decimals."""
    return tuple(int(v) if isinstance(v, Decimal) else v for v in row)


def _frame(rows: Iterable[Row], columns: Columns) -> pd.DataFrame:
    """Plain values in the order of the columns, as typed columns."""
    frame = pd.DataFrame.from_records(list(rows), columns=list(columns))
    for name, kind in columns.items():
        frame[name] = pd.to_datetime(frame[name]) if kind == DAY else frame[name]
    return frame.astype(dict(columns))


def _written(row: Row) -> tuple[str, ...]:
    """Days sort as they are written; what is not known comes before all else."""
    return tuple("" if value is None else str(value) for value in row)
