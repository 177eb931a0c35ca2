"""A mapping: which rows and columns of which sheet hold periods, figures and targets.

It is kept and exchanged as CSV, one line an instruction; docs/import-history.md describes it.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace

from performance.domain.vocabulary import Labelled

# The code of a measure's own group.
ALL = "all"
COLUMNS = ("sheet", "line", "holds", "measure", "part", "basis", "group", "reads", "period")


class Axis(Labelled):
    ROW = "row", "row"
    COLUMN = "column", "column"

    @property
    def across(self) -> Axis:
        return Axis.COLUMN if self is Axis.ROW else Axis.ROW


class Holds(Labelled):
    PERIODS = "periods", "Periods"
    FIGURES = "figures", "Figures of a measure"
    TARGETS = "targets", "Targets of the measures that it crosses"
    NOTHING = "nothing", "Nothing to import"


class Part(Labelled):
    """What the cells of a measure's row or column are."""

    VALUE = "value", "The figure"
    NUMERATOR = "numerator", "The count"
    DENOMINATOR = "denominator", "What the count is out of"
    TARGET = "target", "The target"


class Reads(Labelled):
    """How headings, or a measure's numbers, are to be read."""

    AS_WRITTEN = "", "As they are written"
    QUARTERS = "quarters", "As the quarter in which each date or month lies"
    MONTHS = "months", "As the month in which each date lies"
    YEARS = "years", "As the financial year in which each date lies"
    DAYS = "days", "As days"
    SHARES = "shares", "Shares of 1: 0.87 is 87%"


HEADINGS_READ = (Reads.AS_WRITTEN, Reads.QUARTERS, Reads.MONTHS, Reads.YEARS, Reads.DAYS)
NUMBERS_READ = (Reads.AS_WRITTEN, Reads.SHARES)


@dataclass(frozen=True)
class Rule:
    """One line of a mapping. `number` counts from 1, column C is 3. `sheet` "" is the first.

    `basis` "" is the measure's usual one; `period` is from when a crossing line's targets hold,
    "" where its heading says so. `at` is the line of the CSV file, 0 where there is none.
    """

    sheet: str
    axis: Axis
    number: int
    holds: Holds
    measure: str = ""
    part: Part = Part.VALUE
    basis: str = ""
    group: str = ALL
    reads: Reads = Reads.AS_WRITTEN
    period: str = ""
    at: int = 0

    @property
    def place(self) -> str:
        """ "row 6", "column C"."""
        return place_words(self.axis, self.number)


@dataclass(frozen=True)
class Mapping:
    rules: tuple[Rule, ...] = ()

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rule.sheet for rule in self.rules))

    def of(self, sheet: str, *holds: Holds) -> tuple[Rule, ...]:
        """The rules of a sheet, all or those that hold something, in the order of their lines."""
        found = [r for r in self.rules if r.sheet == sheet and (not holds or r.holds in holds)]
        return tuple(sorted(found, key=lambda rule: rule.number))

    def with_sheet(self, name: str) -> Mapping:
        """With a name in the place of the empty one, which is the first sheet's."""
        return Mapping(tuple(r if r.sheet else replace(r, sheet=name) for r in self.rules))


@dataclass(frozen=True)
class MappingProblem:
    """What is wrong with a line of a mapping. `column` is a name of COLUMNS, or empty."""

    at: int
    column: str
    message: str

    def __str__(self) -> str:
        column = f", column “{self.column}”" if self.column else ""
        return f"Line {self.at}{column}: {self.message}" if self.at else self.message


class MappingError(Exception):
    """A mapping that cannot be used: `problems` say where and what to do."""

    def __init__(self, problems: list[MappingProblem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(one) for one in problems))


def mapping_text(mapping: Mapping) -> str:
    """The CSV form of a mapping; `parse_mapping` gives the mapping back."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for rule in mapping.rules:
        writer.writerow(_written(rule))
    return out.getvalue()


def _written(rule: Rule) -> tuple[str, ...]:
    part = rule.part.value if rule.holds is Holds.FIGURES else ""
    group = "" if rule.group == ALL else rule.group
    what = (rule.holds.value, rule.measure, part, rule.basis, group, rule.reads.value)
    return (rule.sheet, rule.place, *what, rule.period)


def place_words(axis: Axis, number: int) -> str:
    if axis is Axis.ROW:
        return f"row {number}"
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"column {letters}"
