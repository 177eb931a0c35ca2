"""Figures as rounded shares of the cells of tables of the same children."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reporting.domain.disclosure import Ratio, adds_up

from .counting import CODE, GROUPINGS, Counts
from .protecting import TOTAL, Numbers, key_of

AGE_BY_SEX = ("age", "sex")
# So many groups of a table may lie partly in a figure: more, and the table says nothing of it.
MOST_SPLIT = 2
Marks = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class TrueFigure:
    """A figure that readers know, with the children behind it, by number."""

    code: str
    day: dt.date
    members: frozenset[int]
    whole: frozenset[int] | None


@dataclass(frozen=True)
class Table:
    """The keys of its cells, and in which of them each child is."""

    keys: Sequence[str]
    cell: np.ndarray[tuple[int], np.dtype[np.int64]]

    @classmethod
    def of(cls, name: str, *sides: Iterable[object]) -> Table:
        """Of a table's name, day included, and what each child is on each of its sides."""
        rows = (key_of(name, *map(str, marks)) for marks in zip(*sides, strict=True))
        cell, keys = pd.factorize(np.array(list(rows), dtype=object))
        return cls(keys.tolist(), cell)

    def counted(self, children: Marks) -> list[int]:
        return [int(n) for n in np.bincount(self.cell[children], minlength=len(self.keys))]


@dataclass(frozen=True)
class Tables:
    """One day's children by number, and the tables of theirs that the auditor knows."""

    day: dt.date
    children: Sequence[int]
    tables: Sequence[Table]


def tables_of(counts: Counts) -> Tables:
    """Those of a profile."""
    marks, day = counts.marks, counts.day.isoformat()
    tables = [Table.of(key_of(day, view), marks[view]) for view in counts.by_view]
    tables.append(Table.of(key_of(day, "code"), *(marks[name] for name in (CODE, *GROUPINGS))))
    tables.append(Table.of(key_of(day, "age_by_sex"), *(marks[name] for name in AGE_BY_SEX)))
    return Tables(counts.day, marks.index.tolist(), tables)


def tell_of_shares(numbers: Numbers, days: Iterable[Tables], figures: Iterable[TrueFigure]) -> None:
    """Each figure as a rounded share of cells of the tables of its day."""
    by_day = {one.day: one for one in days}
    for figure in figures:
        told = _Told(numbers, by_day[figure.day])
        key = key_of(figure.day.isoformat(), "figure", figure.code)
        part = told.named(figure.members, key_of(key, "part"))
        if figure.whole is None:
            numbers.known.add(part)
        elif figure.members and figure.whole:
            whole = told.named(figure.whole, key_of(key, "whole"))
            _shared(numbers, key, part, whole)


def _shared(numbers: Numbers, key: str, part: str, whole: str) -> None:
    if part == whole:
        return
    many, all_of_them = numbers.people[part], numbers.people[whole]
    _unprinted(numbers, whole, {part: many, key_of(key, "rest"): all_of_them - many})
    ratio = Ratio(key, part, whole)
    numbers.relations += ratio.tells(ratio.value(many, all_of_them))


@dataclass(frozen=True)
class _Told:
    numbers: Numbers
    day: Tables

    def named(self, children: frozenset[int], key: str) -> str:
        """The key of a number of children; of all of them it is the total's."""
        inside = np.isin(np.array(self.day.children, dtype=np.int64), list(children))
        if inside.all():
            return key_of(self.day.day.isoformat(), TOTAL)
        self.numbers.people[key] = int(inside.sum())
        self.numbers.unprinted.add(key)
        for table in self.day.tables:
            self._made_of(table, inside, key)
        return key

    def _made_of(self, table: Table, inside: Marks, key: str) -> None:
        """States that a number is the sum of cells, where few cells lie partly in it."""
        told = list(zip(table.keys, table.counted(inside), table.counted(~inside), strict=True))
        split = sum(bool(within and outside) for _, within, outside in told)
        if split > MOST_SPLIT or split == len(told):
            return
        parts = []
        for cell, within, outside in told:
            if within and outside:
                own, others = key_of(key, cell, "in"), key_of(key, cell, "out")
                _unprinted(self.numbers, cell, {own: within, others: outside})
                parts.append(own)
            elif within:
                parts.append(cell)
        self.numbers.relations.append(adds_up(key, parts))


def _unprinted(numbers: Numbers, total: str, parts: Mapping[str, int]) -> None:
    """Parts of a number that stand nowhere."""
    numbers.unprinted |= {key for key in parts if key not in numbers.people}
    numbers.add(total, parts)
