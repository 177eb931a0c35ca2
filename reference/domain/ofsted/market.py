"""The market of an area as the register shows it: supply, owners, judgements.

All counts, each with what it is a part of: percentages are for whoever prints them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .settings import Setting, plain_words

Key = TypeVar("Key")

# Endings that one company is written with in several ways.
_ENDINGS = {"ltd": "limited", "co": "company"}


@dataclass(frozen=True, slots=True)
class Supply:
    """Settings and the places they are registered for.

    `unplaced` settings have no number of places in the register (agencies have none); `suspended`
    are among the settings, and their places among the places.
    """

    settings: int
    places: int
    unplaced: int
    suspended: int


@dataclass(frozen=True, slots=True)
class OwnerShare:
    """An owner under the spelling that most of its lines have."""

    owner: str
    settings: int
    places: int


@dataclass(frozen=True)
class Concentration:
    """How places are spread over owners, largest owner first.

    `places` is the denominator of every share: places whose owner is told. `unowned` places, of
    settings without an owner in the register, are no part of it. The Herfindahl index is
    `squares` / `places` squared: 1 where one owner has all, 1/n where n owners have the same.
    """

    owners: tuple[OwnerShare, ...]
    places: int
    squares: int
    unowned: int

    def largest(self, owners: int) -> tuple[int, int]:
        """(places of so many largest owners, all places): their share."""
        return sum(one.places for one in self.owners[:owners]), self.places

    @property
    def herfindahl(self) -> tuple[int, int]:
        """(numerator, denominator) of the index; (0, 0) where there are no places."""
        return self.squares, self.places**2


@dataclass(frozen=True)
class Grades:
    """Settings by the grade of their latest inspection; `inspected` is the sum of `counts`."""

    counts: Mapping[str, int]
    inspected: int
    settings: int


@dataclass(frozen=True)
class Market:
    """Supply as a whole and by its parts; every part adds up to the whole.

    `overall` has the grades of inspections, `supported` the outcomes of supported accommodation,
    which has a scale of its own and is not in `overall`.
    """

    total: Supply
    by_type: Mapping[str, Supply]
    by_sector: Mapping[str, Supply]
    by_type_and_sector: Mapping[tuple[str, str], Supply]
    concentration: Concentration
    overall: Grades
    supported: Grades


def market(settings: Iterable[Setting]) -> Market:
    """What the settings of an area come to; right for none."""
    here = list(settings)
    supported = [one for one in here if one.provision_type == "supported-accommodation"]
    graded = [one for one in here if one.provision_type != "supported-accommodation"]
    return Market(
        total=supply(here),
        by_type=_parts(here, lambda one: one.provision_type),
        by_sector=_parts(here, lambda one: one.sector),
        by_type_and_sector=_parts(here, lambda one: (one.provision_type, one.sector)),
        concentration=concentration(here),
        overall=_grades([one.overall for one in graded]),
        supported=_grades([one.supported_outcome for one in supported]),
    )


def supply(settings: Sequence[Setting]) -> Supply:
    return Supply(
        settings=len(settings),
        places=sum(one.places or 0 for one in settings),
        unplaced=sum(one.places is None for one in settings),
        suspended=sum(one.status == "suspended" for one in settings),
    )


def _parts(here: list[Setting], key: Callable[[Setting], Key]) -> dict[Key, Supply]:
    parts: dict[Key, list[Setting]] = defaultdict(list)
    for one in here:
        parts[key(one)].append(one)
    return {part: supply(members) for part, members in parts.items()}


def concentration(settings: Iterable[Setting]) -> Concentration:
    """Places by owner; owners of no places (agencies') are left out."""
    owned: dict[str, list[Setting]] = defaultdict(list)
    for one in settings:
        if one.places:
            owned[owner_key(one.owner)].append(one)
    unowned = sum(one.places or 0 for one in owned.pop("", []))
    owners = sorted(map(_owner, owned.values()), key=lambda one: (-one.places, one.owner))
    return Concentration(
        owners=tuple(owners),
        places=sum(one.places for one in owners),
        squares=sum(one.places**2 for one in owners),
        unowned=unowned,
    )


def _owner(settings: list[Setting]) -> OwnerShare:
    spellings = Counter(one.owner for one in settings)
    shown = min(spellings, key=lambda name: (-spellings[name], name))
    return OwnerShare(shown, len(settings), sum(one.places or 0 for one in settings))


def owner_key(owner: str) -> str:
    """The same for spellings of one company; companies of one group stay apart, as registered.

    >>> owner_key("Yourcare (Northwest) ltd") == owner_key("YOURCARE (NORTHWEST) LIMITED")
    True
    """
    return " ".join(_ENDINGS.get(word, word) for word in plain_words(owner).split())


def _grades(grades: list[str]) -> Grades:
    counts = Counter(grade for grade in grades if grade)
    return Grades(dict(counts), counts.total(), len(grades))
