"""Numbers of people that a document would print, and how they hang together.

A `Publication` knows the true numbers. `told` leaves the hidden ones out: it is all that the
auditor sees.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from .cells import LEAST_SHOWN
from .ratios import Ratio
from .telling import Relation, Told, Unknown

MIN_WIDTH = 3


class Printing(enum.StrEnum):
    """What a document may do with a number."""

    FREE = "free"
    # It was hidden in an earlier edition and stays hidden.
    WITHHELD = "withheld"
    # It stands nowhere: the number behind a percentage.
    NOWHERE = "nowhere"
    # It is printed, whatever it tells: an earlier edition, or an officer, decided that.
    FIXED = "fixed"


@dataclass(frozen=True)
class Quantity:
    """A number of people. The same quantity in two tables has the same key.

    `is_primary` says that it tells of too few people; by default when it is 1 to 5. `known` says
    that an earlier edition printed it: nobody can take that back, and hiding it protects nobody.
    `weight` is what is lost if it is hidden. `least` is the bound that everybody knows; None for a
    change, which may be less than nothing.
    """

    key: str
    number: int
    is_primary: bool
    printing: Printing = Printing.FREE
    known: bool = False
    weight: int = 10
    least: int | None = 0

    @classmethod
    def of_people(cls, key: str, number: int, **rest: object) -> Quantity:
        """A number of people, primary when it is 1 to 5 (`LEAST_SHOWN`)."""
        return cls(key, number, 0 < number < LEAST_SHOWN, **rest)  # type: ignore[arg-type]

    @property
    def is_protected(self) -> bool:
        return self.is_primary and not self.known

    @property
    def can_be_hidden(self) -> bool:
        return self.printing is not Printing.FIXED and not self.known


@dataclass(frozen=True)
class Publication:
    """Everything that readers will be able to put together.

    `min_width` is how many values of each small number must remain possible. With `hides_zeros` a
    hidden cell may be 0 and readers know it; otherwise they know that it is at least 1.
    Raises ValueError for a key told twice, an unknown key, or a relation that the numbers break.
    """

    quantities: tuple[Quantity, ...]
    relations: tuple[Relation, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    min_width: int = MIN_WIDTH
    hides_zeros: bool = True

    def __post_init__(self) -> None:
        keys = [one.key for one in self.quantities] + [one.key for one in self.ratios]
        twice = [key for key, times in Counter(keys).items() if times > 1]
        if twice:
            raise ValueError(f"{twice[0]} is told twice")
        for relation in self.relations:
            unknown = [key for key, _ in relation.terms if key not in self.numbers]
            if unknown:
                raise ValueError(f"A relation names {unknown[0]}, which is no quantity")
            if not relation.holds(self.numbers):
                raise ValueError(f"The numbers do not add up: {self._in_words(relation)}")

    def _in_words(self, relation: Relation) -> str:
        """ "Total is 43, its parts make 44", or the bare relation where it is no sum of parts."""
        (total, sign), *parts = relation.terms or (("", 0),)
        if sign == -1 and relation.least == relation.most == 0:
            made = sum(many * self.numbers[key] for key, many in parts)
            return f"{total} is {self.numbers[total]:,}, its parts make {made:,}"
        terms = " ".join(f"{many:+d} × {key}" for key, many in relation.terms)
        return f"{relation.least} ≤ {terms} ≤ {relation.most}"

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {one.key: one.number for one in self.quantities}

    @cached_property
    def by_key(self) -> dict[str, Quantity]:
        return {one.key: one for one in self.quantities}

    @property
    def hidden_anyway(self) -> frozenset[str]:
        """What no choice can show: small numbers, what was hidden before, what is not printed."""
        return frozenset(
            one.key
            for one in self.quantities
            if one.printing is not Printing.FIXED
            and (one.is_primary or one.printing is not Printing.FREE)
        )

    @property
    def small(self) -> frozenset[str]:
        """The keys of what has to be protected."""
        return frozenset(one.key for one in self.quantities if one.is_protected)

    @property
    def told_for_good(self) -> frozenset[str]:
        """Small numbers that an earlier edition printed: hiding them does not take them back."""
        return frozenset(one.key for one in self.quantities if one.is_primary and one.known)

    def least(self, quantity: Quantity) -> int | None:
        """The lower bound that readers know of a hidden quantity."""
        printed = quantity.printing is not Printing.NOWHERE
        if quantity.least is None or self.hides_zeros or not printed or quantity.number < 1:
            return quantity.least
        return max(quantity.least, 1)

    def needed(self, quantity: Quantity) -> int:
        """How many values must remain possible of a quantity once it is hidden."""
        if quantity.is_protected:
            return self.min_width
        return 0 if quantity.printing is Printing.NOWHERE else 2

    def ratio_relations(self, ratio: Ratio) -> tuple[Relation, ...]:
        """What a ratio tells when it is printed; nothing where there is no denominator."""
        numerator, denominator = self.numbers[ratio.numerator], self.numbers[ratio.denominator]
        return ratio.tells(ratio.value(numerator, denominator)) if denominator else ()

    def told(self, hidden: Collection[str], banded: Collection[str] = ()) -> Told:
        """What readers know when the quantities and ratios `hidden` are, and `banded` ratios are
        words. A small number that is not hidden counts as unknown with nothing left to protect it:
        the auditor refuses it.
        """
        shown, unknown = {}, {}
        relations = list(self.relations)
        for one in self.quantities:
            if one.key not in hidden or one.known:
                shown[one.key] = one.number
            if one.key in hidden and not one.known:
                unknown[one.key] = Unknown(self.least(one), None, self.needed(one))
            elif one.is_protected:
                del shown[one.key]
                unknown[one.key] = Unknown(one.number, one.number, self.needed(one))
        relations += self._of_ratios(hidden, banded)
        return Told(shown, unknown, tuple(relations))

    def _of_ratios(self, hidden: Collection[str], banded: Collection[str]) -> Iterator[Relation]:
        for ratio in self.ratios:
            if ratio.key in banded:
                yield from ratio.band_tells(
                    self.numbers[ratio.numerator], self.numbers[ratio.denominator]
                )
            elif ratio.key not in hidden or ratio.known:
                yield from self.ratio_relations(ratio)


def merged(publications: Iterable[Publication]) -> Publication:
    """Several tables of one document: what has the same key is the same number of people.

    Raises ValueError where the tables give it two numbers, or disagree about the rule.
    """
    every = list(publications)
    if len({(one.min_width, one.hides_zeros) for one in every}) != 1:
        raise ValueError("Tables of one document are protected by one rule")
    quantities: dict[str, Quantity] = {}
    for quantity in (quantity for one in every for quantity in one.quantities):
        before = quantities.setdefault(quantity.key, quantity)
        if before.number != quantity.number:
            raise ValueError(f"{quantity.key} is {before.number} here and {quantity.number} there")
        quantities[quantity.key] = _stricter(before, quantity)
    return Publication(
        tuple(quantities.values()),
        tuple(dict.fromkeys(relation for one in every for relation in one.relations)),
        tuple({ratio.key: ratio for one in every for ratio in one.ratios}.values()),
        every[0].min_width,
        every[0].hides_zeros,
    )


_ORDER = (Printing.NOWHERE, Printing.FREE, Printing.WITHHELD, Printing.FIXED)


def _stricter(one: Quantity, other: Quantity) -> Quantity:
    """Of two tellings of one quantity that which binds; what stands in two tables is dearer."""
    if one is other:
        return one
    return replace(
        one,
        is_primary=one.is_primary or other.is_primary,
        printing=max(one.printing, other.printing, key=_ORDER.index),
        known=one.known or other.known,
        weight=one.weight + other.weight,
    )
