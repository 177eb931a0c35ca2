"""Hides what must be hidden, and has it proven: the method proposes, the auditor decides."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

from .auditing import Proof, Verdict, audit
from .cells import State
from .hiding import Complements
from .publication import Publication
from .ratios import Printed

Clock = Callable[[], float]
SECONDS = 60.0


@dataclass(frozen=True)
class Protection:
    """What of a publication is hidden, which ratios are words, and the auditor's verdict on it.

    Nothing about people may be published unless `proof.is_proven`.
    """

    publication: Publication
    hidden: frozenset[str]
    banded: frozenset[str]
    proof: Proof

    @cached_property
    def secondary(self) -> frozenset[str]:
        """What is hidden though it is not small, of what would have been printed."""
        never = {one.key for one in self.publication.quantities if one.printing == "nowhere"}
        return self.hidden - self.publication.small - self.publication.told_for_good - never

    def state_of(self, key: str) -> State:
        if key not in self.hidden:
            return State.SHOWN
        return State.SECONDARY if key in self.secondary else State.PRIMARY

    def printed(self, ratio: str) -> Printed:
        if ratio in self.banded:
            return Printed.BANDED
        return Printed.HIDDEN if ratio in self.hidden else Printed.SHOWN


def protect_publication(
    publication: Publication,
    *,
    hidden: Collection[str] = (),
    seconds: float = SECONDS,
    clock: Clock = time.monotonic,
    ranges: bool = False,
) -> Protection:
    """The least that has to be hidden, `hidden` at any rate, and the proof that it is enough.

    Where the auditor refuses, more is hidden: first along ways of whole people, then whatever is
    beside the refused cells, until it is proven or nothing is left to hide. Ratios that would give
    a number back become a band ("under 10%") where that is proven safe. With `ranges` the proof
    measures every hidden cell, which takes twice as long.

    >>> from .publication import Quantity
    >>> from .telling import adds_up
    >>> numbers = {"girls": 3, "boys": 40, "all": 43}
    >>> people = tuple(Quantity.of_people(key, number) for key, number in numbers.items())
    >>> done = protect_publication(Publication(people, (adds_up("all", ["girls", "boys"]),)))
    >>> sorted(done.hidden), done.proof.is_proven
    (['boys', 'girls'], True)
    """
    until = clock() + seconds

    def prove(banded: Collection[str] = ()) -> Proof:
        told = publication.told(complements.hidden, banded)
        return audit(told, seconds=until - clock(), clock=clock, ranges=ranges)

    complements = Complements(publication, hidden)
    complements.protect_all()
    proof = prove()
    if proof.verdict is Verdict.REFUSED and complements.protect_in_whole_numbers(proof.refused):
        proof = prove()
    while proof.verdict is Verdict.REFUSED and complements.hide_around(proof.refused):
        proof = prove()
    banded: set[str] = set()
    if proof.is_proven:
        for ratio in _with_bands(publication, complements.hidden):
            if prove({*banded, ratio}).is_proven:
                banded.add(ratio)
        proof = prove(banded) if banded else proof
    return Protection(publication, frozenset(complements.hidden), frozenset(banded), proof)


def _with_bands(publication: Publication, hidden: Collection[str]) -> list[str]:
    numbers = publication.numbers
    return [
        one.key
        for one in publication.ratios
        if one.key in hidden and one.band(numbers[one.numerator], numbers[one.denominator])
    ]
