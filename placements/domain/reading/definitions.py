"""What a return's tables are made of, and which codes are right in which year.

Both come as rows of a file, so that a new year's return needs no new code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

Row = Mapping[str, str]
FILLED, THERE = "filled", "there"


@dataclass(frozen=True)
class Column:
    """One column of a table: `field` is its name in the cohort, "" for what is not kept."""

    name: str
    field: str
    kind: str
    codes: str
    needed: str
    is_key: bool
    elsewhere: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        return bool(self.field)


@dataclass(frozen=True)
class Table:
    """One table of the return: "Episodes", whose rows the cohort calls "episodes"."""

    name: str
    rows: str
    columns: tuple[Column, ...]

    @cached_property
    def needed(self) -> frozenset[str]:
        """The columns by which a file is known to hold this table."""
        return frozenset(one.name for one in self.columns if one.needed)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Each name that a column may have, with the column's own."""
        return {
            name: one.name for one in self.columns for name in (one.name, *one.elsewhere) if name
        }

    @property
    def kept(self) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.is_kept)

    @property
    def key(self) -> tuple[str, ...]:
        """Fields that tell a row of one return from another."""
        return tuple(one.field for one in self.columns if one.is_key)

    def column_of(self, field: str) -> str:
        """The return's name of a field; "" where it has none."""
        return next((one.name for one in self.columns if one.field == field), "")


@dataclass(frozen=True)
class Rule:
    """What can be wrong with a row, or be repaired: in words, and whether the row is set aside."""

    code: str
    is_repair: bool
    sets_aside: bool
    words: str
    advice: str


@dataclass(frozen=True)
class Codes:
    """Code lists with the returns in which each code stands."""

    _lists: Mapping[str, Mapping[str, tuple[str, str, str]]]

    def valid(self, name: str, year: int) -> frozenset[str]:
        """The codes of a list in the return that begins in April of `year`."""
        label = label_of(year)
        return frozenset(
            code
            for code, (first, last, _) in self._lists[name].items()
            if (not first or first <= label) and (not last or last >= label)
        )

    def known(self, name: str) -> frozenset[str]:
        """The codes that the list ever had."""
        return frozenset(self._lists[name])

    def kept_as(self, name: str) -> dict[str, str]:
        """Codes that a later list writes differently, with what they are now."""
        return {code: now for code, (_, _, now) in self._lists[name].items() if now}


@dataclass(frozen=True)
class Definitions:
    """Everything that reading a return needs to know beforehand."""

    tables: tuple[Table, ...]
    codes: Codes
    rules: Mapping[str, Rule]

    def table(self, rows: str) -> Table:
        return next(one for one in self.tables if one.rows == rows)


def label_of(year: int) -> str:
    """
    >>> label_of(2018)
    '2018-19'
    """
    return f"{year}-{(year + 1) % 100:02}"


def definitions(columns: Iterable[Row], codes: Iterable[Row], rules: Iterable[Row]) -> Definitions:
    """From the rows of fixtures/ssda903_columns.csv, ssda903_codes.csv and ssda903_rules.csv."""
    return Definitions(_tables(columns), _codes(codes), {row["rule"]: _rule(row) for row in rules})


def _tables(rows: Iterable[Row]) -> tuple[Table, ...]:
    found: dict[tuple[str, str], list[Column]] = {}
    for row in rows:
        found.setdefault((row["table"], row["rows"]), []).append(_column(row))
    return tuple(Table(name, rows, tuple(columns)) for (name, rows), columns in found.items())


def _column(row: Row) -> Column:
    return Column(
        name=row["column"],
        field=row["field"],
        kind=row["kind"],
        codes=row["list"],
        needed=row["needed"],
        is_key=row["key"] == "yes",
        elsewhere=tuple(row["elsewhere"].split()),
    )


def _codes(rows: Iterable[Row]) -> Codes:
    lists: dict[str, dict[str, tuple[str, str, str]]] = {}
    for row in rows:
        told = (row["first_return"], row["last_return"], row["kept_as"])
        lists.setdefault(row["list"], {})[row["code"]] = told
    return Codes(lists)


def _rule(row: Row) -> Rule:
    return Rule(
        code=row["rule"],
        is_repair=row["about"] == "repair",
        sets_aside=row["sets_aside"] == "yes",
        words=row["words"],
        advice=row["advice"],
    )
