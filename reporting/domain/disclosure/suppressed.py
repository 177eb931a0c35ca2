"""Tables that arrive with hidden cells: what they give away, as counts, never a number.

Nobody here knows the hidden numbers. A table that fits what is shown stands in for the true one, so
that more can be hidden: how much room readers have is the same whichever of them is true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from .auditing import Proof, audit
from .count_tables import Dimension, Labels, key_of, same_totals, sums, table_publication, weight
from .publication import MIN_WIDTH, Printing, Publication, Quantity
from .ratios import Ratio
from .telling import Relation, Told, Unknown

FITTING_SECONDS = 20.0


@dataclass(frozen=True)
class GivenAway:
    """How many cells came hidden, how many of those can be worked out exactly, and how many can be
    narrowed to fewer values than must remain possible.
    """

    hidden: int = 0
    exact: int = 0
    narrow: int = 0
    not_proven: int = 0
    contradictory: int = 0

    def __add__(self, other: GivenAway) -> GivenAway:
        return GivenAway(
            self.hidden + other.hidden,
            self.exact + other.exact,
            self.narrow + other.narrow,
            self.not_proven + other.not_proven,
            self.contradictory + other.contradictory,
        )


@dataclass(frozen=True)
class SuppressedTable:
    """A table of numbers with two kinds of gaps: what its publisher hid (`hidden`), and what is not
    known for other reasons. A hidden cell is at least `least`: 0 where the publisher hides
    zeros as complements, as the Department does; 1 where zeros are always shown. `ratios` are
    percentages that are printed beside the numbers.
    """

    numbers: Mapping[Labels, int | None]
    hidden: frozenset[Labels]
    dimensions: Sequence[Dimension]
    min_width: int = MIN_WIDTH
    least: int = 0
    ratios: Sequence[tuple[Ratio, Decimal]] = ()

    @property
    def relations(self) -> tuple[Relation, ...]:
        return (
            *sums(list(self.numbers), self.dimensions),
            *same_totals(self.numbers, self.dimensions),
        )

    @property
    def told(self) -> Told:
        shown = {key_of(labels): n for labels, n in self.numbers.items() if n is not None}
        unknown = {
            key_of(labels): Unknown(self.least, None, self.min_width)
            if labels in self.hidden
            else Unknown()
            for labels, number in self.numbers.items()
            if number is None
        }
        printed = (one for ratio, value in self.ratios for one in ratio.tells(value))
        return Told(shown, unknown, (*self.relations, *printed))

    def gives_away(self, *, seconds: float = 60.0) -> GivenAway:
        proof = audit(self.told, seconds=seconds)
        if proof.is_contradictory:
            return GivenAway(len(self.hidden), contradictory=1)
        return _counted(proof, len(self.hidden))

    def publication(self, *, hides_zeros: bool = True) -> Publication | None:
        """The table with a table that fits in the place of what is not known; None if none does.

        What came hidden counts as small: nobody can tell which of it is.
        """
        filled = _fitting(self.told)
        if filled is None:
            return None
        numbers = {labels: filled[key_of(labels)] for labels in self.numbers}
        made = table_publication(
            numbers, self.dimensions, min_width=self.min_width, hides_zeros=hides_zeros
        )
        hidden = {key_of(labels) for labels in self.hidden}
        unknown = {key_of(labels) for labels, n in self.numbers.items() if n is None} - hidden
        return replace(
            made,
            quantities=tuple(self._came(one, hidden, unknown) for one in made.quantities),
            relations=self.relations,
            ratios=tuple(ratio for ratio, _ in self.ratios),
        )

    def _came(self, one: Quantity, hidden: set[str], unknown: set[str]) -> Quantity:
        if one.key in hidden:
            return replace(one, is_primary=True, least=self.least, weight=weight(1, 0))
        if one.key in unknown:
            return replace(one, is_primary=False, printing=Printing.NOWHERE)
        return one


def _counted(proof: Proof, hidden: int) -> GivenAway:
    refused = [cell for cell in proof.cells if cell.verdict == "refused"]
    exact = sum(cell.is_exact for cell in refused)
    return GivenAway(
        hidden,
        exact,
        len(refused) - exact,
        sum(cell.verdict == "not proven" for cell in proof.cells),
    )


def _fitting(told: Told) -> dict[str, int] | None:
    """Whole numbers that fit everything told, the smallest that do; None if there are none."""
    # It takes long to load, and only commands ask for it.
    from scipy.optimize import Bounds, LinearConstraint, milp

    keys = list(told.unknown)
    place = {key: at for at, key in enumerate(keys)}
    rows, least, most = [], [], []
    for relation in told.relations:
        row = np.zeros(len(keys))
        constant = 0
        for key, many in relation.terms:
            if key in place:
                row[place[key]] += many
            else:
                constant += many * told.shown[key]
        rows.append(row)
        least.append(-np.inf if relation.least is None else relation.least - constant)
        most.append(np.inf if relation.most is None else relation.most - constant)
    if not keys:
        fits = all(low <= 0 <= high for low, high in zip(least, most, strict=True))
        return dict(told.shown) if fits else None
    low_bounds = [one.least or 0 for one in told.unknown.values()]
    found = milp(
        np.ones(len(keys)),
        integrality=np.ones(len(keys), np.int64),
        bounds=Bounds(np.array(low_bounds, float), np.full(len(keys), np.inf)),
        constraints=LinearConstraint(np.array(rows), np.array(least), np.array(most))
        if rows
        else None,
        options={"time_limit": FITTING_SECONDS},
    )
    if found.status != 0:
        return None
    return dict(told.shown) | {key: round(found.x[at]) for key, at in place.items()}
