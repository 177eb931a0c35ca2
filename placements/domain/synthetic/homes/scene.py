"""What is being made: tables of rows that name each other by number, and what makes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from numpy.random import Generator

from .assumed import Assumed

Row = dict[str, Any]
Register = dict[str, list[Row]]


@dataclass
class Scene:
    """What is being made, and what it is made with. A table's rows are numbered from 0, and name
    rows of other tables by number: `setting` of a row of `places` is a row of `settings`.
    """

    rng: Generator
    assumed: Assumed
    day: dt.date
    council: str
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> int:
        """The number of the new row."""
        rows = self.tables.setdefault(table, [])
        rows.append(row)
        return len(rows) - 1

    def rows(self, table: str) -> list[Row]:
        return self.tables.get(table, [])

    def days(self, low: int, high: int) -> dt.timedelta:
        """So many days, drawn."""
        return dt.timedelta(days=int(self.rng.integers(low, high)))

    def before(self, low: int, high: int) -> dt.date:
        """A day so many days before the register's."""
        return self.day - self.days(low, high)

    def month(self, months: int) -> dt.date:
        """The first of the month so many months after the register's; before it if negative.

        >>> from numpy.random import default_rng
        >>> Scene(default_rng(1), None, dt.date(2021, 3, 31), "").month(-3)
        datetime.date(2020, 12, 1)
        """
        whole = self.day.year * 12 + self.day.month - 1 + months
        return dt.date(whole // 12, whole % 12 + 1, 1)
