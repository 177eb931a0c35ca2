"""Figures are published with a proof: what the rule leaves open is closed until nothing leaks."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .auditing import Proof, Verdict, audit
from .cells import Cell, PastCell, Shielded, State
from .figures import told_by_figures
from .past import conflicts_with_past
from .protection import SECONDS, Clock
from .publication import MIN_WIDTH
from .rule import protect, shown_to_public
from .telling import Told

# So many single figures are tried before all that could matter are hidden.
MOST_TRIED = 40


@dataclass(frozen=True)
class ProvenFigures:
    """States by key; `further` are hidden only because the auditor refused; `told_for_good` are
    small numbers that earlier editions give away whatever is hidden now.

    `because` says for each of `further` which quantities readers could have worked out; `shown` are
    those that only a person's decision shows.
    """

    states: dict[str, Shielded]
    further: frozenset[str]
    told_for_good: frozenset[str]
    proof: Proof
    because: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Figures:
    """Figures as the auditor reads them; of what is `lost` already nothing is asked."""

    cells: Sequence[Cell]
    past: Sequence[PastCell]
    lost: Collection[str] = ()
    min_width: int = MIN_WIDTH

    def told(self, hidden: Collection[str]) -> Told:
        told = told_by_figures(self.cells, hidden, self.past, self.min_width)
        return _without(told, self.lost)

    def proof(self, hidden: Collection[str], seconds: float, clock: Clock) -> Proof:
        return audit(self.told(hidden), seconds=seconds, clock=clock, ranges=False)


def protect_and_prove(
    cells: Sequence[Cell],
    past: Iterable[PastCell] = (),
    *,
    shown: Collection[str] = (),
    hidden: Collection[str] = (),
    min_width: int = MIN_WIDTH,
    seconds: float = SECONDS,
    clock: Clock = time.monotonic,
) -> ProvenFigures:
    """The rule's answer, with more hidden where the auditor refuses it: a single figure if one is
    enough, the oldest first, else all that hang together with what is refused. Out of time, the
    proof says so, and nothing may be published. Raises ValueError for a key told twice.

    `shown` names figures that a person decided to show though the rule hides them: small numbers,
    and what an earlier edition hid, stay hidden all the same; the others are the first to be hidden
    where the auditor refuses. `hidden` names those that a person decided to hide in their place.
    """
    past, until = list(past), clock() + seconds
    states = protect(cells, past)
    states |= {key: Shielded(State.SECONDARY) for key in hidden if not _is_hidden(states, key)}
    again = _shown_again(cells, past, states, set(shown) - set(hidden))
    anyway = {key for key, one in states.items() if one.is_hidden} - again.keys()
    alone = Figures(cells, past, min_width=min_width).proof(states, until - clock(), clock)
    # Only what is proven to be lost: "not proven" loses nothing.
    lost = frozenset(one.key for one in alone.cells if one.verdict is Verdict.REFUSED)
    figures = Figures(cells, past, lost, min_width)

    def proof_of(further: Collection[str]) -> Proof:
        return figures.proof({*anyway, *further}, until - clock(), clock)

    proof = proof_of(())
    because: dict[str, frozenset[str]] = {}
    while not proof.is_proven and clock() < until:
        now = {*anyway, *because}
        candidates = beside(cells, figures.told(now), proof.refused, now, again)
        if not candidates:
            break
        for one in candidates[:MOST_TRIED]:
            if proof_of({*because, one}).is_proven:
                candidates = [one]
                break
        because |= dict.fromkeys(candidates, proof.refused)
        proof = proof_of(because)
    states |= again
    states |= {key: Shielded(State.SECONDARY) for key in because}
    back = again.keys() & because.keys()
    further = frozenset(because) - back
    return ProvenFigures(states, further, lost, proof, because, frozenset(again) - back)


def _is_hidden(states: Mapping[str, Shielded], key: str) -> bool:
    """Of a key that is no figure's as well: a decision about one that is gone hides nothing."""
    return key not in states or states[key].is_hidden


def _shown_again(
    cells: Sequence[Cell],
    past: Sequence[PastCell],
    states: Mapping[str, Shielded],
    wanted: Collection[str],
) -> dict[str, Shielded]:
    """Of what a person wants shown, all that the auditor can judge and nobody has to hide."""
    never = withheld(cells, past) if wanted else frozenset()
    found = {
        cell.key: shown_to_public(cell)
        for cell in cells
        if cell.key in wanted
        and cell.key not in never
        and states[cell.key].state is State.SECONDARY
    }
    hidden = {key for key, one in states.items() if one.is_hidden} - found.keys()
    told = told_by_figures(cells, hidden, past) if found else None
    return {key: one for key, one in found.items() if told is not None and is_read(key, told)}


def withheld(cells: Sequence[Cell], past: Iterable[PastCell]) -> frozenset[str]:
    """What an earlier edition hid, or showed when it was one to five people more or fewer."""
    return frozenset(one.key for one in conflicts_with_past(cells, past) if one.hide)


def is_read(key: str, told: Told) -> bool:
    """Whether the auditor knows how a figure hangs together with others: it cannot judge what it
    does not read.
    """
    own = {key, f"{key}#n"}
    return any(
        any(one in own for one, _ in relation.terms)
        and any(one.partition("#")[0] != key for one, _ in relation.terms)
        for relation in told.relations
    )


def _without(told: Told, lost: Collection[str]) -> Told:
    """The same, with nothing asked of what is lost already."""
    unknown = {
        key: replace(one, needed=0) if key in lost else one for key, one in told.unknown.items()
    }
    return Told(told.shown, unknown, told.relations)


def beside(
    cells: Sequence[Cell],
    told: Told,
    refused: Collection[str],
    hidden: Collection[str],
    first: Collection[str],
) -> list[str]:
    """Figures still shown that hang together with what is refused: `first`, then the oldest."""
    near = set(refused)
    while True:
        more = {
            key
            for relation in told.relations
            if any(one in near and one in told.unknown for one, _ in relation.terms)
            for key, _ in relation.terms
        } - near
        if not more:
            break
        near |= more
    found = [
        cell
        for cell in cells
        if cell.key not in hidden and not near.isdisjoint({cell.key, f"{cell.key}#n"})
    ]
    ordered = sorted(found, key=lambda cell: (cell.key not in first, str(cell.after), cell.key))
    return [cell.key for cell in ordered]
