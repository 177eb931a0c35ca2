"""A council's register of homes as typed frames, right when empty.

A page may make few queries: settings come with their places, placements with their prices, and the
short tables together, three queries in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pandas as pd
from django.db.models import (
    BooleanField,
    Case,
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
    When,
)
from django.db.models.functions import Cast, Coalesce, NullIf

from accounts.models import Council
from placements.domain.supply import register as tables
from placements.domain.supply.judged import with_published
from placements.domain.supply.register import Register
from placements.models import (
    Contract,
    Extension,
    Irregular,
    Judgement,
    Placement,
    PlannedPlaces,
    Provider,
    ProviderAnswer,
    Recruitment,
    Search,
    Setting,
    Spending,
)
from reference.models import OfstedSetting

from .columns import PENCE, Columns, Row, frame, table
from .keeping import Last

KEPT = 3


def register_of(council: Council) -> Register:
    """All that a council's register of homes says of homes, placements and their prices. The same
    object as before where it says the same as before: what was made of it can be kept. So are its
    tables: a deed changes few of them.
    """
    homes_rows, placed_rows, short_rows = (list(query.all()) for query in _queries(council))
    homes = _homes.made(council.pk, homes_rows, lambda rows: _part(rows, "settings", "places"))
    placed = _placed.made(council.pk, placed_rows, lambda rows: _part(rows, "placed", "agreed"))
    short = _short.made(council.pk, (short_rows, homes), _short_part)
    return _last.made(council.pk, (homes, placed, short), _register)


# They name the council by its key alone. Putting them together takes as long as a query.
@lru_cache(maxsize=KEPT)
def _queries(council: Council) -> tuple[QuerySet[Any, Any], ...]:
    return _settings_and_places(council), _placed_and_agreed(council), _short_tables(council)


# Equal to itself alone: it is the same as long as the rows are.
@dataclass(frozen=True, eq=False)
class _Part:
    """The tables that one query gave, by name."""

    frames: Mapping[str, pd.DataFrame]


_homes: Last[list[Row], _Part] = Last(KEPT)
_placed: Last[list[Row], _Part] = Last(KEPT)
_short: Last[tuple[list[Row], _Part], _Part] = Last(KEPT)
_last: Last[tuple[_Part, ...], Register] = Last(KEPT)
JOINED: Mapping[str, Columns] = {
    "settings": tables.SETTINGS,
    "places": tables.PLACES,
    "placed": tables.PLACED,
    "agreed": tables.AGREED,
}


def forget() -> None:
    """As when a process begins: whatever is read next is made anew."""
    _queries.cache_clear()
    for last in (_homes, _placed, _short, _last):
        last.clear()


def _part(rows: list[Row], one: str, many: str) -> _Part:
    return _Part(dict(zip((one, many), _split(rows, JOINED[one], JOINED[many]), strict=True)))


def _short_part(of: tuple[list[Row], _Part]) -> _Part:
    rows, homes = of
    short = _short_frames(rows)
    published, settings = short.pop("published"), homes.frames["settings"]
    return _Part(short | {"judged": with_published(short["judged"], published, settings)})


def _register(parts: Iterable[_Part]) -> Register:
    return Register(**{name: found for part in parts for name, found in part.frames.items()})


def _settings_and_places(council: Council) -> QuerySet[Any, Any]:
    """A line a setting and its places; one without places has a line too."""
    owner = Coalesce(NullIf("provider__owner", Value("")), "provider__name")
    own = ExpressionWrapper(Q(provider__sector=Provider.Sector.OWN), BooleanField())
    columns = ("pk", "provider", "kind", "urn", own, owner, "district", "opened_on", "closed_on")
    lines = [f"places__{name}" for name in list(tables.PLACES)[1:]]
    found = Setting.objects.for_council(council).order_by("pk", "places__from_on")
    return found.values_list(*columns, "age_from", "age_to", "homes", *lines)


def _placed_and_agreed(council: Council) -> QuerySet[Any, Any]:
    """A line a placement and its prices; one without a price has a line too."""
    week = F("agreements__social_care") + F("agreements__education") + F("agreements__health")
    found = Placement.objects.for_council(council).order_by("pk", "agreements__from_on")
    own = list(tables.PLACED)[1:]
    prices = ("agreements__from_on", week, "agreements__framework")
    return found.values_list("pk", *own, *prices)


def _split(rows: Sequence[Row], one: Columns, many: Columns) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Joined rows as both their tables: each of the first once, of the second those there are."""
    width = len(one)
    columns = list(zip(*rows, strict=True)) or [()] * (width + len(many) - 1)
    key, since = columns[0], columns[width]
    new = [at for at in range(len(rows)) if not at or key[at] != key[at - 1]]
    there = [at for at, value in enumerate(since) if value is not None]
    first = ([column[at] for at in new] for column in columns[:width])
    second = ([column[at] for at in there] for column in (key, *columns[width:]))
    return table(first, one), table(second, many)


SHORT: Mapping[str, Columns] = {
    "contracted": tables.CONTRACTED,
    "judged": tables.JUDGED,
    "published": tables.PUBLISHED,
    "searched": tables.SEARCHED,
    "spent": tables.SPENT,
    "recruited": tables.RECRUITED,
    "planned": tables.PLANNED,
    "irregular": tables.IRREGULAR,
}
# Where each of their columns stands in a line that all of them share.
PLACES_IN_LINE: Mapping[str, tuple[str, ...]] = {
    "contracted": ("at", "word", "day", "until"),
    "judged": ("at", "day", "word", "until"),
    "published": ("more", "day", "word", "until"),
    "searched": ("at", "word", "day", "until", "more", "a", "b"),
    "spent": ("day", "word", "a", "b", "c"),
    "recruited": ("day", "word", "a", "b"),
    "planned": ("day", "word", "a", "more"),
    "irregular": ("at", "word", "day", "until", "more"),
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


def _short_tables(council: Council) -> QuerySet[Any, Any]:
    """Contracts by provider, judgements, searches, money by month, recruitment, planned places,
    irregular placements: one query.
    """
    others = (_judged, _published, _searched, _spent, _recruited, _planned, _irregular)
    return _contracted(council).union(*(of(council) for of in others), all=True)


def _short_frames(lines: Iterable[Row]) -> dict[str, pd.DataFrame]:
    rows: dict[str, list[Row]] = {name: [] for name in SHORT}
    for of, *line in lines:
        told = dict(zip(LINE, line, strict=True))
        row = tuple(told[place] for place in PLACES_IN_LINE[of])
        rows[of].append(_in_pence(row) if of in MONEY else _whole(row))
    return {name: frame(sorted(found, key=_written), SHORT[name]) for name, found in rows.items()}


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


def _searched(council: Council) -> QuerySet[Any, Any]:
    """With how many providers were asked, and how many offered a place."""
    answers = ProviderAnswer.objects.filter(search=OuterRef("pk"))
    known = {"day": F("opened_on"), "until": F("ended_on"), "word": F("kind"), "more": F("outcome")}
    asked, offered = _number(answers), _number(answers.filter(answer="offered"))
    found = Search.objects.for_council(council)
    return _lines(found, "searched", at=F("pk"), a=asked, b=offered, **known)


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many rows a subquery finds: quicker than to join them and to put them together again."""
    counted = rows.order_by().values("search").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


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


def _irregular(council: Council) -> QuerySet[Any, Any]:
    known = {"day": F("from_on"), "until": F("ended_on"), "word": F("kind")}
    told = Case(When(ofsted_told_on=None, then=Value("")), default=Value("told"))
    found = Irregular.objects.for_council(council)
    return _lines(found, "irregular", at=F("placement__child"), more=told, **known)


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


def _written(row: Row) -> tuple[str, ...]:
    """Days sort as they are written; what is not known comes before all else."""
    return tuple("" if value is None else str(value) for value in row)
