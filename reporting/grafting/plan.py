"""Which pages an item takes in a pack: the same printed numbers in the public and board editions.

A slot is as long as the longer edition of its item. What the public edition may not show is one
sheet side that says so and is labelled with the whole range. Printed two-sided, an item begins on
the front of a sheet; pages that are left blank say so and are counted.

    >>> slots = [Slot("4", board_pages=3, public_pages=3), Slot("5", board_pages=2, withheld=True)]
    >>> [place.printed for place in plan(slots, first=3, two_sided=False).public]
    ['3 - 5', '6 - 7']
    >>> plan(slots, first=3, two_sided=False).public[1].sides
    (Side(kind='withheld', label='6-7', number=6, stands_for=2),)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["body", "withheld", "blank"]


class PlanError(ValueError):
    """Slots of which no pack can be made; the message names the item."""


@dataclass(frozen=True)
class Slot:
    """An item's paper: its pages in each edition. A withheld one has none in the public edition."""

    item: str
    board_pages: int
    public_pages: int = 0
    withheld: bool = False


@dataclass(frozen=True)
class Side:
    """One page of a file: what stands on it, its label, its printed number (None: it has none, as
    the back of a withheld page), and for how many numbers it stands.
    """

    kind: Kind
    label: str
    number: int | None
    stands_for: int = 1


@dataclass(frozen=True)
class Place:
    """Where an item stands in one edition.

    `first` and `last` are printed numbers of the item, the same in both editions; blanks that
    follow, so that the next item begins on a front, are counted but not the item's. `page` is the
    first page of the file, from 1; `body_pages` of the file are the body's.
    """

    item: str
    first: int
    last: int
    page: int
    sides: tuple[Side, ...]

    @property
    def printed(self) -> str:
        """The range as an agenda prints it: "3 - 26", or "3"."""
        return str(self.first) if self.first == self.last else f"{self.first} - {self.last}"

    @property
    def body_pages(self) -> int:
        return sum(side.kind == "body" for side in self.sides)

    @property
    def blanks(self) -> int:
        return sum(side.kind == "blank" for side in self.sides)


@dataclass(frozen=True)
class Plan:
    """Both editions, and the last printed number, which is the y of "page x of y" in each."""

    public: tuple[Place, ...]
    board: tuple[Place, ...]
    last: int


def plan(slots: Sequence[Slot], *, first: int, two_sided: bool) -> Plan:
    """Gives every slot its pages. `first` is the printed number after the front matter, which is
    of the same length in both editions and numbered from 1. Raises PlanError.
    """
    _refuse(slots, first)
    ranges = list(_ranges(slots, first, two_sided))
    public = _places(slots, ranges, first, two_sided, for_public=True)
    board = _places(slots, ranges, first, two_sided, for_public=False)
    return Plan(public, board, ranges[-1][2] if ranges else first - 1)


def front_matter(pages: int, *, two_sided: bool) -> int:
    """The pages of the front matter with the blank that lets the first item begin on a front."""
    return pages + (pages % 2 if two_sided else 0)


def _refuse(slots: Sequence[Slot], first: int) -> None:
    if first < 1:
        raise PlanError("Pages are numbered from 1")
    for slot in slots:
        if slot.board_pages < 1 or slot.public_pages < 0:
            raise PlanError(f"Item {slot.item} has no pages")
        if slot.withheld is bool(slot.public_pages):
            raise PlanError(
                f"Item {slot.item} is withheld, so it has no public pages"
                if slot.withheld
                else f"Item {slot.item} has no public pages and is not withheld"
            )


def _ranges(slots: Sequence[Slot], first: int, two_sided: bool) -> Iterator[tuple[int, int, int]]:
    """First and last number of each item, and the last number with the blank that follows it."""
    number = first
    for place, slot in enumerate(slots):
        last = number + max(slot.board_pages, slot.public_pages) - 1
        is_last = place == len(slots) - 1
        end = last + 1 if two_sided and last % 2 and not is_last else last
        yield number, last, end
        number = end + 1


def _places(
    slots: Sequence[Slot],
    ranges: Sequence[tuple[int, int, int]],
    first: int,
    two_sided: bool,
    *,
    for_public: bool,
) -> tuple[Place, ...]:
    places: list[Place] = []
    page = first
    for slot, (begin, last, end) in zip(slots, ranges, strict=True):
        if for_public and slot.withheld:
            sides = [*_withheld(begin, last), *_blanks(last + 1, end)]
            if two_sided and len(sides) % 2 and len(places) < len(slots) - 1:
                # The next item begins on a front: the back of this page has no number.
                sides.append(Side("blank", f"{_label(begin, last)} back", None, 0))
        else:
            pages = slot.public_pages if for_public else slot.board_pages
            body = (Side("body", str(number), number) for number in range(begin, begin + pages))
            sides = [*body, *_blanks(begin + pages, end)]
        places.append(Place(slot.item, begin, last, page, tuple(sides)))
        page += len(sides)
    return tuple(places)


def _withheld(first: int, last: int) -> Iterator[Side]:
    yield Side("withheld", _label(first, last), first, last - first + 1)


def _blanks(first: int, last: int) -> Iterator[Side]:
    return (Side("blank", str(number), number) for number in range(first, last + 1))


def _label(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
