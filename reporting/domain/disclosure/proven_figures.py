"""Figures are published with a proof: what the rule leaves open is closed until nothing leaks."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from .auditing import Proof, Verdict, audit
from .cells import Cell, PastCell, Shielded, State
from .figures import told_by_figures
from .protection import SECONDS, Clock
from .rule import protect
from .telling import Told

# So many single figures are tried before all that could matter are hidden.
MOST_TRIED = 40


@dataclass(frozen=True)
class ProvenFigures:
    """States by key; `further` are hidden only because the auditor refused; `told_for_good` are
    small numbers that earlier editions give away whatever is hidden now.
    """

    states: dict[str, Shielded]
    further: frozenset[str]
    told_for_good: frozenset[str]
    proof: Proof


def protect_and_prove(
    cells: Sequence[Cell],
    past: Iterable[PastCell] = (),
    *,
    seconds: float = SECONDS,
    clock: Clock = time.monotonic,
) -> ProvenFigures:
    """The rule's answer, with more hidden where the auditor refuses it: a single figure if one is
    enough, the oldest first, else all that hang together with what is refused. Out of time, the
    proof says so, and nothing may be published. Raises ValueError for a key told twice.
    """
    past, until = list(past), clock() + seconds
    states = protect(cells, past)
    hidden = {key for key, one in states.items() if one.is_hidden}
    everything = told_by_figures(cells, [cell.key for cell in cells], past)
    alone = audit(everything, seconds=until - clock(), clock=clock, ranges=False)
    # Only what is proven to be lost: "not proven" loses nothing.
    lost = frozenset(one.key for one in alone.cells if one.verdict is Verdict.REFUSED)

    def proof_of(further: Collection[str]) -> tuple[Told, Proof]:
        told = _without(told_by_figures(cells, {*hidden, *further}, past), lost)
        return told, audit(told, seconds=until - clock(), clock=clock, ranges=False)

    told, proof = proof_of(())
    further: set[str] = set()
    while not proof.is_proven and clock() < until:
        candidates = _beside(cells, told, proof.refused, hidden | further)
        if not candidates:
            break
        for one in candidates[:MOST_TRIED]:
            if proof_of({*further, one})[1].is_proven:
                candidates = [one]
                break
        further |= set(candidates)
        told, proof = proof_of(further)
    states |= {key: Shielded(State.SECONDARY) for key in further}
    return ProvenFigures(states, frozenset(further), lost, proof)


def _without(told: Told, lost: Collection[str]) -> Told:
    """The same, with nothing asked of what is lost already."""
    unknown = {
        key: replace(one, needed=0) if key in lost else one for key, one in told.unknown.items()
    }
    return Told(told.shown, unknown, told.relations)


def _beside(
    cells: Sequence[Cell], told: Told, refused: Collection[str], hidden: Collection[str]
) -> list[str]:
    """Figures still shown that hang together with what is refused, the oldest first."""
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
    return [cell.key for cell in sorted(found, key=lambda cell: (str(cell.after), cell.key))]
