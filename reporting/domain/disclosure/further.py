"""What a person may still change: hide the little that is missing, or show a complement instead."""

from __future__ import annotations

import itertools
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from .auditing import Proof, audit
from .protection import SECONDS, Clock, Protection, protect_publication
from .publication import Printing, Publication

# So many choices of one and of two cells are tried before the method's own is taken.
MOST_TRIED = 400


class PrimaryCellError(ValueError):
    """A small number of people: nobody may decide to show it."""


class NotAllowedError(ValueError):
    """A cell that cannot be shown instead, or without a reason; the message says why."""


@dataclass(frozen=True)
class Further:
    """What else to hide, and the proof that it is enough then."""

    keys: frozenset[str]
    proof: Proof


def smallest_further_hiding(
    publication: Publication,
    hidden: Collection[str],
    *,
    banded: Collection[str] = (),
    seconds: float = SECONDS,
    clock: Clock = time.monotonic,
) -> Further | None:
    """The fewest further cells with which what is hidden passes the auditor; None if none do.

    The method's own answer is an upper limit. Below it single cells and then pairs are tried, those
    that cost least first, so that an answer of one is always the smallest.
    """
    until = clock() + seconds

    def proof_of(keys: Collection[str]) -> Proof:
        told = publication.told({*hidden, *keys}, set(banded) - set(keys))
        return audit(told, seconds=until - clock(), clock=clock, ranges=False)

    now = proof_of(())
    if now.is_proven:
        return Further(frozenset(), now)
    small = frozenset(publication.small) - set(hidden)
    done = protect_publication(
        publication, hidden={*hidden, *banded}, seconds=seconds / 2, clock=clock
    )
    if not done.proof.is_proven:
        return None
    extra = done.hidden - set(hidden)
    for keys in _fewer(publication, hidden, small, len(extra)):
        if clock() > until:
            break
        if (proof := proof_of(keys)).is_proven:
            return Further(keys, proof)
    return Further(extra, proof_of(extra))


def _fewer(
    publication: Publication, hidden: Collection[str], small: frozenset[str], limit: int
) -> Iterator[frozenset[str]]:
    """Choices of fewer cells than `limit`, the smallest and cheapest first, `small` in each."""
    free = [
        (one.weight, one.key)
        for one in publication.quantities
        if one.can_be_hidden and one.key not in hidden and one.key not in small
    ]
    free += [(one.weight, one.key) for one in publication.ratios if one.key not in hidden]
    keys = [key for _, key in sorted(free)]
    for size in range(max(0, min(3, limit - len(small)))):
        for chosen in itertools.islice(itertools.combinations(keys, size), MOST_TRIED):
            yield small.union(chosen)


@dataclass(frozen=True)
class Override:
    """A named person wants a complement shown, and says why. `by` is who, as the record has it."""

    key: str
    reason: str
    by: str


def overridden(
    publication: Publication,
    overrides: Collection[Override],
    *,
    seconds: float = SECONDS,
    clock: Clock = time.monotonic,
) -> Protection:
    """The protection with these cells shown: others are hidden in their place, and it is proven
    anew. If it cannot be, its proof says so, and nothing may be published.

    Raises PrimaryCellError for a small number; NotAllowedError without a reason or a name, for what
    an earlier edition hid, and for what is not there.
    """
    shown = {one.key for one in overrides}
    for one in overrides:
        _refuse(publication, one)
    changed = replace(
        publication,
        quantities=tuple(
            replace(one, printing=Printing.FIXED) if one.key in shown else one
            for one in publication.quantities
        ),
        ratios=tuple(
            replace(one, known=True) if one.key in shown else one for one in publication.ratios
        ),
    )
    return protect_publication(changed, seconds=seconds, clock=clock)


def _refuse(publication: Publication, override: Override) -> None:
    quantity = publication.by_key.get(override.key)
    if quantity is None and override.key not in {one.key for one in publication.ratios}:
        raise NotAllowedError(f"There is no cell {override.key}")
    if not override.reason.strip() or not override.by.strip():
        raise NotAllowedError("Say why the cell is shown, and who decides it")
    if quantity is None:
        return
    if quantity.is_primary:
        raise PrimaryCellError(f"{override.key} is a small number of people and stays hidden")
    if quantity.printing is Printing.WITHHELD:
        raise NotAllowedError(f"An earlier edition hid {override.key}: it stays hidden")
    if quantity.printing is Printing.NOWHERE:
        raise NotAllowedError(f"{override.key} is printed nowhere")
