"""Linear and whole-number programs over one system: how far a number can go, and whether it can be.

One HiGHS model a system, of which only costs and bounds change: each program starts where the one
before ended.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import highspy
import numpy as np

from .systems import ContradictionError, System

# Basic solutions of such small whole coefficients are nowhere near a whole number by chance.
NEAR = 1e-6
Point = Sequence[float]


class OutOfTimeError(Exception):
    """The time that the auditor was given is over."""


class _Highs(highspy.Highs):
    """Without the callbacks, whose set-up prints a banner that nothing silences."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)
        self.setOptionValue("threads", 1)
        self.setOptionValue("presolve", "off")


class Solver:
    """Programs over one system. `seconds_left` tells how much time remains.

    Every method raises OutOfTimeError when there is none, and ContradictionError when no numbers
    fit the system at all.
    """

    def __init__(self, system: System, seconds_left: Callable[[], float]) -> None:
        self.system, self._seconds_left = system, seconds_left
        self._lower = np.array([-np.inf if low is None else low for low in system.least], float)
        self._upper = np.array([np.inf if high is None else high for high in system.most], float)
        self._row_lower = np.array(
            [-np.inf if row.least is None else row.least for row in system.rows], float
        )
        self._row_upper = np.array(
            [np.inf if row.most is None else row.most for row in system.rows], float
        )
        self._highs = self._model()

    def _model(self) -> highspy.Highs:
        lp = highspy.HighsLp()
        lp.num_row_, lp.num_col_ = len(self.system.rows), len(self.system.keys)
        lp.col_cost_ = np.zeros(len(self.system.keys))
        lp.col_lower_, lp.col_upper_ = self._lower, self._upper
        lp.row_lower_, lp.row_upper_ = self._row_lower, self._row_upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        start, at, many = _matrix(self.system)
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = start, at, many
        model = _Highs()
        model.passModel(lp)
        return model

    def furthest(self, at: int, *, up: bool) -> tuple[int | None, Point | None]:
        """The last whole number that unknown `at` can reach in the linear program, rounded inwards,
        and the solution there; None where it has no end.
        """
        self._highs.changeColCost(at, -1.0 if up else 1.0)
        try:
            point = self._run()
        finally:
            self._highs.changeColCost(at, 0.0)
        if point is None:
            return None, None
        end = point[at]
        return (math.floor(end + NEAR) if up else math.ceil(end - NEAR)), point

    def with_value(self, at: int, value: int) -> tuple[bool, Point | None]:
        """Whether the linear program allows unknown `at` that value, and a solution if found."""
        self._highs.changeColBounds(at, float(value), float(value))
        try:
            return True, self._run()
        except ContradictionError:
            return False, None
        finally:
            self._highs.changeColBounds(at, self._lower[at], self._upper[at])

    def whole_with_value(self, at: int, value: int) -> Point | None:
        """A solution in whole numbers where unknown `at` has that value; None if there is none."""
        # Most systems never need it, and it takes as long to load as all the rest.
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        start, columns, many = _matrix(self.system)
        shape = (len(self.system.rows), len(self.system.keys))
        matrix = csr_array((many, columns, start), shape=shape)
        lower, upper = self._lower.copy(), self._upper.copy()
        lower[at] = upper[at] = value
        found = milp(
            np.zeros(len(lower)),
            integrality=np.ones(len(lower), np.int64),
            bounds=Bounds(lower, upper),
            constraints=LinearConstraint(matrix, self._row_lower, self._row_upper),
            options={"time_limit": self._left()},
        )
        if found.status == 0:
            return [float(value) for value in found.x]
        if found.status == 2:
            return None
        raise OutOfTimeError

    def _left(self) -> float:
        left = self._seconds_left()
        if left <= 0:
            raise OutOfTimeError
        return left

    def _run(self) -> Point | None:
        """The solution, or None where the program has no end, or the solver cannot tell."""
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + self._left())
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return list(self._highs.getSolution().col_value)
        if status == highspy.HighsModelStatus.kInfeasible:
            raise ContradictionError("The published numbers contradict one another")
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise OutOfTimeError
        return None


def _matrix(system: System) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where each row starts, then column and coefficient of every term."""
    sizes = [len(row.terms) for row in system.rows]
    at = [column for row in system.rows for column, _ in row.terms]
    many = [float(coefficient) for row in system.rows for _, coefficient in row.terms]
    start = np.cumsum([0, *sizes], dtype=np.int32)
    return start, np.array(at, np.int32), np.array(many)
