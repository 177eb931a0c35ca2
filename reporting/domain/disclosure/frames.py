"""Count tables as pandas frames: one row a cell, protected and proven."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from .auditing import Verdict
from .cells import State
from .count_tables import TOTAL, Dimension, Labels, key_of, table_publication, with_totals
from .protection import SECONDS, Clock, Protection, protect_publication
from .publication import MIN_WIDTH

STATE = "state"


class TableError(ValueError):
    """A frame that is no count table; the message says what is wrong, and where."""


@dataclass(frozen=True)
class ProtectedFrame:
    """The rows with their margins: the columns `within` and `by`, the value (Int64, missing where
    hidden) and `state` (shown, primary, secondary). One protection for each area `within`.
    """

    frame: pd.DataFrame
    areas: Mapping[Labels, Protection]

    @property
    def is_proven(self) -> bool:
        """Only then may it be published."""
        return all(one.proof.is_proven for one in self.areas.values())

    @property
    def unproven(self) -> list[Labels]:
        return [a for a, one in self.areas.items() if one.proof.verdict is not Verdict.PROVEN]


def protect_frame(
    frame: pd.DataFrame,
    *,
    value: str,
    by: Sequence[str],
    within: Sequence[str] = (),
    total_label: str = TOTAL,
    parents: Mapping[str, Mapping[str, str]] | None = None,
    min_width: int = MIN_WIDTH,
    hides_zeros: bool = True,
    seconds: float = SECONDS,
    clock: Clock = time.monotonic,
) -> ProtectedFrame:
    """A table of people, one row a combination of the labels in the columns `by`, made safe.

    Where no label is `total_label` the margins are made; otherwise the table has those it needs.
    `parents` names, by column, the subtotal that a label is part of. Each combination of the
    columns `within` is a table by itself. The frame given is not changed. A combination without a
    row is taken for nobody, and is not shown.

    Raises TableError for a missing column, a value that is no whole number of people, a
    combination told twice, or a total that is not what its parts add up to.

    >>> told = pd.DataFrame({"sex": ["girls", "boys"], "children": [3, 40]})
    >>> protect_frame(told, value="children", by=["sex"]).frame["state"].tolist()
    ['primary', 'secondary', 'shown']
    """
    _refuse_missing(frame, [*within, *by, value])
    dimensions = [Dimension(name, total_label, (parents or {}).get(name, {})) for name in by]
    areas: dict[Labels, Protection] = {}
    rows: list[tuple[object, ...]] = []
    for area, numbers in _tables(frame, value, by, within).items():
        made = with_totals(numbers, dimensions)
        try:
            publication = table_publication(
                made, dimensions, min_width=min_width, hides_zeros=hides_zeros
            )
        except ValueError as error:
            raise TableError(_of(area, str(error))) from error
        done = protect_publication(publication, seconds=seconds, clock=clock)
        areas[area] = done
        for labels, number in made.items():
            state = done.state_of(key_of(labels))
            shown = number if state is State.SHOWN else None
            rows.append((*area, *labels, shown, state.value))
    made_frame = pd.DataFrame(rows, columns=[*within, *by, value, STATE])
    return ProtectedFrame(made_frame.astype({value: "Int64"}), areas)


def _refuse_missing(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        there = ", ".join(map(str, frame.columns))
        raise TableError(f"There is no column {missing[0]!r}. Columns: {there}")
    twice = [name for name in columns if columns.count(name) > 1]
    if twice:
        raise TableError(f"The column {twice[0]!r} is named twice")


def _tables(
    frame: pd.DataFrame, value: str, by: Sequence[str], within: Sequence[str]
) -> dict[Labels, dict[Labels, int]]:
    """The numbers of each area by their labels."""
    found: dict[Labels, dict[Labels, int]] = {}
    columns = [frame[name].astype(str).tolist() for name in [*within, *by]]
    for row, (number, *labels) in enumerate(zip(frame[value].tolist(), *columns, strict=True), 1):
        area, cell = tuple(labels[: len(within)]), tuple(labels[len(within) :])
        table = found.setdefault(area, {})
        if cell in table:
            raise TableError(_of(area, f"{', '.join(cell)} stands there twice (row {row})"))
        table[cell] = _people(number, row, value)
    return found


def _people(number: object, row: int, value: str) -> int:
    whole = not isinstance(number, bool) and pd.api.types.is_number(number) and number == number
    if not whole or int(number) != number or number < 0:  # type: ignore[call-overload,operator]
        raise TableError(f"Row {row}, {value}: {number!r} is not a whole number of people")
    return int(number)  # type: ignore[call-overload,no-any-return]


def _of(area: Labels, words: str) -> str:
    return f"{', '.join(area)}: {words}" if area else words
