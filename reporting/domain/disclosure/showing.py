"""Whether a person may have a figure of a document shown again: asked of the auditor anew."""

from __future__ import annotations

import enum
import itertools
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from .auditing import Verdict
from .cells import Cell, PastCell, Shielded, State
from .protection import SECONDS, Clock
from .proven_figures import Figures, beside, is_read, protect_and_prove, withheld
from .publication import MIN_WIDTH

# So many choices of one and of two figures are tried before all that could matter are hidden.
MOST_TRIED = 60


class Answer(enum.StrEnum):
    """Why a figure may be shown again, or may not."""

    MAY = "may be shown"
    UNKNOWN = "no such figure"
    SHOWN = "is shown already"
    PRIMARY = "is a small number of people itself"
    WITHHELD = "an earlier public edition hid it, or it changed by few since one showed it"
    UNREAD = "the auditor cannot read how it hangs together with others"
    TELLS = "would tell a small number"
    NOT_PROVEN = "could not be proven in time"


@dataclass(frozen=True)
class Judged:
    """The answer, and the quantities that readers could work out if the figure were shown.

    `instead`: the fewest figures, shown now, that would have to be hidden in its place; empty where
    none are needed, or no such choice is proven.
    """

    answer: Answer
    tells: frozenset[str] = frozenset()
    instead: frozenset[str] = frozenset()

    @property
    def may(self) -> bool:
        return self.answer is Answer.MAY


def judge_showing(
    key: str,
    cells: Sequence[Cell],
    past: Iterable[PastCell] = (),
    *,
    shown: Collection[str] = (),
    hidden: Collection[str] = (),
    min_width: int = MIN_WIDTH,
    seconds: float = SECONDS,
    clock: Clock = time.monotonic,
) -> Judged:
    """Whether the figure `key` may be shown beside those that `shown` names already.

    Everything else stays hidden as it is, and `hidden` besides; where that is not enough, the
    answer says what else would be. A small number is never shown, nor what an earlier edition hid.
    Raises ValueError for a key told twice.

    >>> from decimal import Decimal
    >>> three = Cell("boys", Decimal(3), Decimal(40), Decimal("7.5"), "percent", True)
    >>> judge_showing("boys", [three]).answer
    <Answer.PRIMARY: 'is a small number of people itself'>
    """
    past, until = list(past), clock() + seconds
    now = protect_and_prove(
        cells,
        past,
        shown=shown,
        hidden=hidden,
        min_width=min_width,
        seconds=seconds / 2,
        clock=clock,
    )
    standing = now.states.get(key)
    if standing is None:
        return Judged(Answer.UNKNOWN)
    if (refusal := _at_once(key, cells, past, standing)) is not None:
        return Judged(refusal)
    if not now.proof.is_proven:
        return Judged(Answer.NOT_PROVEN)
    others = {one for one, state in now.states.items() if state.is_hidden} - {key}
    figures = Figures(cells, past, now.told_for_good, min_width)
    if not is_read(key, figures.told(others)):
        return Judged(Answer.UNREAD)
    proof = figures.proof(others, until - clock(), clock)
    if proof.verdict is Verdict.REFUSED:
        choices = beside(cells, figures.told(others), proof.refused, others, ())
        free = [one for one in choices if one != key and one not in shown]
        instead = _fewest(free, figures, others, until, clock)
        return Judged(Answer.TELLS, proof.refused, instead)
    return Judged(Answer.MAY if proof.is_proven else Answer.NOT_PROVEN)


def _fewest(
    free: Sequence[str], figures: Figures, hidden: Collection[str], until: float, clock: Clock
) -> frozenset[str]:
    """One of the figures `free`, or two, or all, whichever is proven first to be enough."""
    sizes = (itertools.islice(itertools.combinations(free, n), MOST_TRIED) for n in (1, 2))
    for chosen in (*itertools.chain.from_iterable(sizes), tuple(free)):
        if clock() > until:
            break
        if chosen and figures.proof({*hidden, *chosen}, until - clock(), clock).is_proven:
            return frozenset(chosen)
    return frozenset()


def _at_once(
    key: str, cells: Sequence[Cell], past: Sequence[PastCell], standing: Shielded
) -> Answer | None:
    """The refusals that need no auditor."""
    if not standing.is_hidden:
        return Answer.SHOWN
    if standing.state is State.PRIMARY:
        return Answer.PRIMARY
    return Answer.WITHHELD if key in withheld(cells, past) else None
