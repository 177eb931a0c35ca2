"""A council's register, as far as checks read it: frozen values, days as dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

FOSTER, SHORT_BREAKS = "foster", "short-breaks"


@dataclass(frozen=True)
class Home:
    key: int
    name: str
    kind: str
    urn: str = ""
    registered_on: dt.date | None = None
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None
    age_from: int = 0
    age_to: int = 17


@dataclass(frozen=True)
class PlacesFrom:
    """How many places a home has from a day on."""

    key: int
    home: int
    from_on: dt.date
    registered: int
    usable: int


@dataclass(frozen=True)
class Stay:
    """A placement; its contract is that of its lot. `told_why`: whether somebody said why a
    suspended provider, `told_below` why a home below "Good", was chosen.
    """

    key: int
    child: int
    home: int
    starts_on: dt.date
    ends_on: dt.date | None = None
    contract: int | None = None
    lot: int | None = None
    told_why: bool = False
    told_below: bool = False


@dataclass(frozen=True)
class Term:
    """A contract with its last day, extensions counted."""

    key: int
    name: str
    starts_on: dt.date
    last_day: dt.date | None = None


@dataclass(frozen=True)
class Price:
    """Pounds a week of a placement from a day on."""

    key: int
    stay: int
    from_on: dt.date
    weekly: Decimal


@dataclass(frozen=True)
class Band:
    lot: int
    from_on: dt.date
    weekly: Decimal
    provider: int | None = None


@dataclass(frozen=True)
class Judged:
    key: int
    home: int
    inspected_on: dt.date


@dataclass(frozen=True)
class Suspended:
    """A provider, from a day until the first on which it holds no more."""

    provider: int
    from_on: dt.date
    until_on: dt.date | None = None


@dataclass(frozen=True)
class Facts:
    """A council's register, as far as checks read it. `known_urns` is None where no release of
    Ofsted's is loaded; `provider_of` leads from a home to its provider.
    """

    homes: Sequence[Home] = ()
    places: Sequence[PlacesFrom] = ()
    stays: Sequence[Stay] = ()
    terms: Sequence[Term] = ()
    prices: Sequence[Price] = ()
    bands: Sequence[Band] = ()
    judged: Sequence[Judged] = ()
    suspended: Sequence[Suspended] = ()
    # By home the days of its judgements, newest first, and whether each was below "Good".
    grades: dict[int, Sequence[tuple[dt.date, bool]]] = field(default_factory=dict)
    known_urns: frozenset[str] | None = None
    provider_of: dict[int, int] = field(default_factory=dict)
    # By child, of those whom a return names; ages are checked on `today`, where it is given.
    born: dict[int, dt.date] = field(default_factory=dict)
    today: dt.date | None = None

    @property
    def home(self) -> dict[int, Home]:
        return {one.key: one for one in self.homes}
