"""Groups of the return's codes, as data: `fixtures/cohort_groups.csv` holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .days import Bools, Ints


@dataclass(frozen=True)
class Group:
    """Some codes under one name: U1 to U6 are "Foster care" of the list `commissioning`."""

    key: str
    name: str
    codes: frozenset[str]


@dataclass(frozen=True)
class Grouping:
    """A list of groups in the order in which they are shown; no code is in two of them."""

    name: str
    groups: tuple[Group, ...]

    def __iter__(self) -> Iterator[Group]:
        return iter(self.groups)

    def codes(self, *keys: str) -> frozenset[str]:
        """Every code of these groups. Raises KeyError for a group that is not in the list."""
        held = {group.key: group.codes for group in self.groups}
        return frozenset().union(*(held[key] for key in keys))

    def positions(self, column: pd.Series[Any]) -> Ints:
        """The group of each row, counted from 0; -1 for a code of no group, or none."""
        place = {code: n for n, group in enumerate(self.groups) for code in group.codes}
        known = [place.get(str(code), -1) for code in column.cat.categories]
        return np.array([*known, -1], dtype=np.int64)[column.cat.codes.to_numpy()]


Codes = Mapping[str, Grouping]


def read_groups(rows: Iterable[Mapping[str, str]]) -> dict[str, Grouping]:
    """Rows of list, group, name and codes (with blanks between) as groupings, by name of list.

    Raises ValueError for a code that is in two groups of one list.
    """
    lists: dict[str, list[Group]] = {}
    for row in rows:
        group = Group(row["group"], row["name"], frozenset(row["codes"].split()))
        before = lists.setdefault(row["list"], [])
        twice = group.codes & frozenset().union(*(other.codes for other in before))
        if twice:
            raise ValueError(f"{row['list']}: {', '.join(sorted(twice))} is in two groups")
        before.append(group)
    return {name: Grouping(name, tuple(groups)) for name, groups in lists.items()}


def is_in(column: pd.Series[Any], codes: Iterable[str]) -> Bools:
    """Whether each row of a column of codes has one of these; an empty row has none."""
    wanted = frozenset(codes)
    known = [str(code) in wanted for code in column.cat.categories]
    return np.array([*known, False], dtype=np.bool_)[column.cat.codes.to_numpy()]


def is_known(column: pd.Series[Any]) -> Bools:
    """Whether each row has any code at all; an empty text is none."""
    known = [str(code) != "" for code in column.cat.categories]
    return np.array([*known, False], dtype=np.bool_)[column.cat.codes.to_numpy()]
