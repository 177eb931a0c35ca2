"""What cannot be, and what is unlikely, in the register of homes: the same for forms, spreadsheets
and the page of data quality.

A finding names the lines that it is about, as (register, number). `blocks`: it cannot be, and
nothing is saved that brings it about. Otherwise somebody says that it is right.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

Line = tuple[str, int]
FAR_FROM_BAND = Decimal("0.5")
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
    """A placement; its contract is that of its lot."""

    key: int
    child: int
    home: int
    starts_on: dt.date
    ends_on: dt.date | None = None
    contract: int | None = None
    lot: int | None = None


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
    known_urns: frozenset[str] | None = None
    provider_of: dict[int, int] = field(default_factory=dict)

    @property
    def home(self) -> dict[int, Home]:
        return {one.key: one for one in self.homes}


@dataclass(frozen=True)
class Finding:
    """`lines` are those to look at, the one that it is told of first. `weight` is how bad it is, so
    that making something less bad is never held up.
    """

    rule: str
    lines: tuple[Line, ...]
    words: str
    blocks: bool
    weight: int = 1

    @property
    def about(self) -> tuple[object, ...]:
        """What makes it the same finding before and after a change."""
        told_of = self.lines[:1] if self.lines[0][0] == "settings" else self.lines
        return (self.rule, self.blocks, told_of)


OfHome = TypeVar("OfHome", Stay, PlacesFrom)
Rule = Callable[[Facts], Iterator[Finding]]


def check_register(facts: Facts) -> tuple[Finding, ...]:
    """Every finding, what cannot be first, then rule by rule. Linear in placements but for sorting.

    >>> home = Home(1, "Rowan House", "home", closed_on=dt.date(2021, 1, 1))
    >>> stay = Stay(1, child=1, home=1, starts_on=dt.date(2021, 2, 1))
    >>> [one.rule for one in check_register(Facts([home], stays=[stay]))]
    ['closed', 'no-places']
    """
    found = [finding for rule in RULES for finding in rule(facts)]
    return tuple(sorted(found, key=lambda one: not one.blocks))


def brought_about(before: Sequence[Finding], after: Sequence[Finding]) -> list[Finding]:
    """What a change brought about: findings that were not there before, or not as bad."""
    known = {one.about: one.weight for one in before}
    return [one for one in after if one.weight > known.get(one.about, 0)]


def _children(count: int) -> str:
    return f"{count} {'child' if count == 1 else 'children'}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


# --- Places -------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Stretch:
    """Days, the last not counted, with the same children and places."""

    begins: dt.date
    ends: dt.date | None
    stays: tuple[Stay, ...]
    places: PlacesFrom | None


def over_capacity(facts: Facts) -> Iterator[Finding]:
    """More children on a day than places: than are registered, which only a foster household may
    by an exemption, or than are usable.
    """
    for home, stretches in _stretches(facts):
        worst = max(stretches, key=_excess, default=None)
        if worst is None or worst.places is None or _excess(worst) <= 0:
            continue
        count, places = len(worst.stays), worst.places
        over_registered = count > places.registered
        what = "registered" if over_registered else "usable"
        most = places.registered if over_registered else places.usable
        children = tuple(("placements", one.key) for one in worst.stays)
        yield Finding(
            "capacity",
            (("settings", home.key), ("places", places.key), *children),
            f"{home.name}: {_children(count)} from {_day(worst.begins)}, and {most} {what} "
            f"place{'s' * (most != 1)}. End a placement or correct the places",
            blocks=over_registered and home.kind != FOSTER,
            weight=count - most,
        )


def _excess(stretch: _Stretch) -> int:
    return len(stretch.stays) - stretch.places.usable if stretch.places else 0


def _stretches(facts: Facts) -> Iterator[tuple[Home, list[_Stretch]]]:
    stays, places = _by_home(facts.stays), _by_home(facts.places)
    for home in facts.homes:
        if home.key in stays:
            yield home, list(_cut(stays[home.key], places.get(home.key, [])))


def _by_home(lines: Iterable[OfHome]) -> dict[int, list[OfHome]]:
    found: dict[int, list[OfHome]] = defaultdict(list)
    for one in lines:
        found[one.home].append(one)
    return found


def _cut(stays: list[Stay], places: list[PlacesFrom]) -> Iterator[_Stretch]:
    days = {one.starts_on for one in stays} | {one.ends_on for one in stays if one.ends_on}
    ordered = sorted(days | {one.from_on for one in places})
    lines = sorted(places, key=lambda one: one.from_on)
    for begins, ends in pairwise([*ordered, None]):
        assert begins is not None  # only the last is open
        there = tuple(
            one
            for one in stays
            if one.starts_on <= begins and (one.ends_on is None or one.ends_on > begins)
        )
        if there:
            held = [one for one in lines if one.from_on <= begins]
            yield _Stretch(begins, ends, there, held[-1] if held else None)


def without_places(facts: Facts) -> Iterator[Finding]:
    """Children in a home of whose places nothing is known on a day."""
    for home, stretches in _stretches(facts):
        unknown = [one for one in stretches if one.places is None]
        if unknown:
            keys = dict.fromkeys(stay.key for one in unknown for stay in one.stays)
            yield Finding(
                "no-places",
                (("settings", home.key), *(("placements", key) for key in keys)),
                f"{home.name}: a child lived there from {_day(unknown[0].begins)}, and nobody has "
                "entered its places of that day. Enter them in places over time",
                blocks=False,
                weight=len(keys),
            )


def in_closed_homes(facts: Facts) -> Iterator[Finding]:
    """Placements on days on which their home was not open."""
    homes = facts.home
    for stay in facts.stays:
        home = homes[stay.home]
        late = home.closed_on and (stay.ends_on is None or stay.ends_on > home.closed_on)
        early = home.opened_on and stay.starts_on < home.opened_on
        if late or early:
            what = f"closed on {_day(home.closed_on)}" if late and home.closed_on else ""
            what = what or f"opened on {_day(home.opened_on or stay.starts_on)} only"
            yield Finding(
                "closed",
                (("placements", stay.key), ("settings", home.key)),
                f"Placement {stay.key} is in {home.name}, which {what}. Correct the days of the "
                "placement or of the home",
                blocks=True,
            )


# --- Children -----------------------------------------------------------------------------
def overlapping(facts: Facts) -> Iterator[Finding]:
    """One child in two homes on one day. A short break may be beside another placement."""
    homes = facts.home
    by_child: dict[int, list[Stay]] = defaultdict(list)
    for stay in facts.stays:
        by_child[stay.child].append(stay)
    for stays in by_child.values():
        ordered = sorted(stays, key=lambda one: (one.starts_on, one.key))
        for place, earlier in enumerate(ordered):
            for later in ordered[place + 1 :]:
                if earlier.ends_on is not None and earlier.ends_on <= later.starts_on:
                    continue
                kinds = {homes[earlier.home].kind, homes[later.home].kind}
                yield Finding(
                    "overlap",
                    (("placements", earlier.key), ("placements", later.key)),
                    f"Placements {earlier.key} and {later.key} of child {later.child} overlap: "
                    f"both hold on {_day(later.starts_on)}. End the earlier one first",
                    blocks=SHORT_BREAKS not in kinds,
                )


# --- Contracts and prices -----------------------------------------------------------------
def outside_contract(facts: Facts) -> Iterator[Finding]:
    """Placements that began under a contract that had ended, or had not begun."""
    terms = {one.key: one for one in facts.terms}
    for stay in facts.stays:
        term = terms.get(stay.contract) if stay.contract is not None else None
        if term is None:
            continue
        over = term.last_day is not None and term.last_day < stay.starts_on
        if over or stay.starts_on < term.starts_on:
            day = term.last_day if over and term.last_day else term.starts_on
            yield Finding(
                "contract",
                (("placements", stay.key), ("contracts", term.key)),
                f"Placement {stay.key} begins on {_day(stay.starts_on)} under “{term.name}”, which "
                f"{'ended' if over else 'begins'} on {_day(day)}. Choose a contract in force, or "
                "enter its extension first",
                blocks=True,
            )


def far_from_band(facts: Facts) -> Iterator[Finding]:
    """Prices half above the dearest or half below the cheapest band of their lot on their day."""
    stays = {one.key: one for one in facts.stays}
    bands: dict[int, list[Band]] = defaultdict(list)
    for band in facts.bands:
        bands[band.lot].append(band)
    for price in facts.prices:
        stay = stays.get(price.stay)
        if stay is None or stay.lot is None:
            continue
        provider = facts.provider_of.get(stay.home)
        held = [
            one.weekly
            for one in bands[stay.lot]
            if one.from_on <= price.from_on and one.provider in (None, provider)
        ]
        if not held:
            continue
        least, most = min(held) * (1 - FAR_FROM_BAND), max(held) * (1 + FAR_FROM_BAND)
        if not least <= price.weekly <= most:
            yield Finding(
                "band",
                (("prices", price.key), ("placements", stay.key)),
                f"Placement {stay.key}: £{price.weekly:,.2f} a week from {_day(price.from_on)}, "
                f"where the price bands of its lot go from £{min(held):,.2f} to £{max(held):,.2f}",
                blocks=False,
            )


# --- Ofsted -------------------------------------------------------------------------------
def judged_too_early(facts: Facts) -> Iterator[Finding]:
    homes = facts.home
    for one in facts.judged:
        home = homes[one.home]
        if home.registered_on and one.inspected_on < home.registered_on:
            yield Finding(
                "judged-early",
                (("judgements", one.key), ("settings", home.key)),
                f"{home.name}: judged on {_day(one.inspected_on)}, before it was registered on "
                f"{_day(home.registered_on)}. Correct one of the two days",
                blocks=True,
            )


def unknown_urns(facts: Facts) -> Iterator[Finding]:
    """Homes that have not closed, whose URN is not in the newest release."""
    if facts.known_urns is None:
        return
    for home in facts.homes:
        if home.urn and home.closed_on is None and home.urn not in facts.known_urns:
            yield Finding(
                "urn",
                (("settings", home.key),),
                f"{home.name}: the URN {home.urn} is not in Ofsted’s newest list. Compare it with "
                "the home’s certificate of registration",
                blocks=False,
            )


RULES: tuple[Rule, ...] = (
    over_capacity,
    overlapping,
    in_closed_homes,
    outside_contract,
    judged_too_early,
    far_from_band,
    unknown_urns,
    without_places,
)
