"""Children and places: more than there are, and where nobody knows how many there are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from reference.domain.periods import long_date

from .facts import FOSTER, Facts, Home, PlacesFrom, Stay
from .findings import Finding

OfHome = TypeVar("OfHome", Stay, PlacesFrom)


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
            f"{home.name}: {_children(count)} from {long_date(worst.begins)}, and {most} {what} "
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
                f"{home.name}: a child lived there from {long_date(unknown[0].begins)}, and nobody "
                "has entered its places of that day. Enter them in places over time",
                blocks=False,
                weight=len(keys),
            )


def _children(count: int) -> str:
    return f"{count} {'child' if count == 1 else 'children'}"
