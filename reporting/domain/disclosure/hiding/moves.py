"""The cheapest way from the true table to one that differs in a small number and fits as well.

A way moves some numbers up and others down so that every relation still holds. Whatever moves has
to be hidden, or readers would see that it is not so. Cost is the weight of what is not hidden yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from ..publication import Printing, Publication, Quantity
from ..telling import Relation

STILL = 1e-6


@dataclass(frozen=True)
class Way:
    """What moves, the small number itself included, and by how much: up or down for quantities,
    how much it would be off for ratios.
    """

    steps: Mapping[str, float]

    @property
    def uses(self) -> frozenset[str]:
        return frozenset(self.steps)

    def cost(self, weights: Mapping[str, int], hidden: Collection[str]) -> int:
        return sum(weights[key] for key in self.steps if key not in hidden)


class Moves:
    """The program of moves of one publication. With `whole` people move in whole numbers only."""

    def __init__(self, publication: Publication, *, whole: bool = False) -> None:
        self.publication = publication
        self.movable = [one for one in publication.quantities if _may_move(one, publication)]
        self.loose = [one for one in publication.ratios if not one.known]
        self.weights = {one.key: max(1, one.weight) for one in self.movable}
        self.weights |= {one.key: max(1, one.weight) for one in self.loose}
        # Two columns a quantity, up and down; one a ratio: by how much its printed number is off.
        self._place = {one.key: 2 * at for at, one in enumerate(self.movable)}
        slack = 2 * len(self.movable)
        self._slack = {one.key: slack + at for at, one in enumerate(self.loose)}
        self._most_down = {one.key: self._down(one) for one in self.movable}
        self._program = self._built(whole)

    def price(self, costs: Iterable[tuple[str, float]]) -> None:
        """What moving each of these costs from now on."""
        for key, cost in costs:
            for column in self._columns(key):
                self._program.changeColCost(column, cost)

    def way(self, key: str, step: int) -> Way | None:
        """The cheapest way that moves a quantity by `step`, up or down; None if there is none."""
        up = self._place[key]
        if step < 0 and -step > self._most_down[key]:
            return None
        self._program.changeColBounds(up, max(step, 0), max(step, 0))
        self._program.changeColBounds(up + 1, max(-step, 0), max(-step, 0))
        self._program.run()
        found = self._program.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values = list(self._program.getSolution().col_value) if found else []
        self._program.changeColBounds(up, 0, highspy.kHighsInf)
        self._program.changeColBounds(up + 1, 0, self._most_down[key])
        if not found:
            return None
        return Way({key: moved for key in self.weights if (moved := self._moved(values, key))})

    def _moved(self, values: Sequence[float], key: str) -> float:
        """By how much it moves; 0.0 where it stands still."""
        if key in self._slack:
            moved = values[self._slack[key]]
        else:
            up = self._place[key]
            moved = values[up] - values[up + 1]
        return moved if abs(moved) > STILL else 0.0

    def _columns(self, key: str) -> tuple[int, ...]:
        if key in self._place:
            return self._place[key], self._place[key] + 1
        return (self._slack[key],)

    def _down(self, one: Quantity) -> float:
        least = self.publication.least(one)
        return highspy.kHighsInf if least is None else float(one.number - least)

    def _built(self, whole: bool) -> highspy.Highs:
        """The program: costs and bounds of the columns, then one row a relation."""
        program = _quiet()
        columns = 2 * len(self.movable) + len(self.loose)
        upper = np.full(columns, highspy.kHighsInf)
        upper[1 : 2 * len(self.movable) : 2] = list(self._most_down.values())
        program.addVars(columns, np.zeros(columns), upper)
        for relation, slack in self._relations():
            self._add(program, relation, slack)
        for key, weight in self.weights.items():
            for column in self._columns(key):
                program.changeColCost(column, float(weight))
                if whole and key in self._place:
                    program.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        return program

    def _relations(self) -> Iterable[tuple[Relation, str]]:
        """Each relation, with the ratio that need not be printed if it stands in the way."""
        for relation in self.publication.relations:
            yield relation, ""
        for ratio in self.publication.ratios:
            for relation in self.publication.ratio_relations(ratio):
                yield relation, "" if ratio.known else ratio.key

    def _add(self, program: highspy.Highs, relation: Relation, slack: str) -> None:
        terms: dict[int, float] = {}
        for key, many in relation.terms:
            if key in self._place:
                up = self._place[key]
                terms[up] = terms.get(up, 0.0) + many
                terms[up + 1] = terms.get(up + 1, 0.0) - many
        if not terms:
            return
        if slack:
            terms[self._slack[slack]] = max(abs(many) for many in terms.values())
        amount = relation.amount(self.publication.numbers)
        least = -highspy.kHighsInf if relation.least is None else relation.least - amount
        most = highspy.kHighsInf if relation.most is None else relation.most - amount
        program.addRow(
            least, most, len(terms), np.array(list(terms), np.int32), np.array([*terms.values()])
        )


def _may_move(one: Quantity, publication: Publication) -> bool:
    """Whether it is hidden or could be. Where zeros are always shown, a zero stays."""
    if not one.can_be_hidden:
        return False
    return publication.hides_zeros or one.number != 0 or one.printing is not Printing.FREE


class _Quiet(highspy.Highs):
    """Without the callbacks, whose set-up prints a banner that nothing silences."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


def _quiet() -> highspy.Highs:
    program = _Quiet()
    program.setOptionValue("output_flag", False)
    program.setOptionValue("threads", 1)
    program.setOptionValue("presolve", "off")
    return program
