"""A mapping file: read, or refused with every line and column that is wrong."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping as Named
from typing import TypeVar

from performance.domain.vocabulary import Basis, Labelled
from reference.domain.periods import PeriodError, parse
from reference.domain.spreadsheets import unguarded

from .mapping import (
    COLUMNS,
    HEADINGS_READ,
    NUMBERS_READ,
    Axis,
    Holds,
    Mapping,
    MappingError,
    MappingProblem,
    Part,
    Reads,
    Rule,
)

NEEDED = ("line", "holds")
MOST_LINES = 2_000
MOST_PERIOD_LINES = 3
Word = TypeVar("Word", bound=Labelled)
_LINE = re.compile(r"(?P<axis>row|column)\s+(?P<place>[0-9]{1,5}|[A-Za-z]{1,3})", re.I)


def parse_mapping(text: str, *, whole: bool = True) -> Mapping:
    """Reads the CSV form. Raises MappingError with everything that is wrong with it.

    Not `whole`: one that somebody is still making, with periods and no measure yet.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    heads = [(head or "").strip() for head in reader.fieldnames or ()]
    _refuse_heads(heads)
    reader.fieldnames = heads
    rules, problems = [], []
    try:
        for row in reader:
            cells = {name: unguarded((row.get(name) or "").strip()) for name in COLUMNS}
            if not any(cells.values()):
                continue
            found, wrong = _rule(cells, reader.line_num)
            rules += [found] if found else []
            problems += wrong
            if len(rules) > MOST_LINES:
                break
    except csv.Error as error:
        problems.append(MappingProblem(reader.line_num, "", f"it cannot be read ({error})."))
    problems += _whole(rules) if whole and not problems else []
    if problems:
        raise MappingError(problems)
    return Mapping(tuple(rules))


def _refuse_heads(heads: list[str]) -> None:
    missing = [name for name in NEEDED if name not in heads]
    if missing:
        words = f"the mapping has no column “{missing[0]}”. Its first line is: {','.join(COLUMNS)}"
        raise MappingError([MappingProblem(1, missing[0], words)])
    strange = [head for head in heads if head not in COLUMNS]
    if strange:
        words = f"it is no column of a mapping. The columns are: {', '.join(COLUMNS)}."
        raise MappingError([MappingProblem(1, strange[0][:40], words)])


def _rule(cells: Named[str, str], at: int) -> tuple[Rule | None, list[MappingProblem]]:
    problems: list[MappingProblem] = []
    holds = _member(cells, "holds", Holds, "", at, problems)
    part = _member(cells, "part", Part, Part.VALUE.value, at, problems)
    reads = _member(cells, "reads", Reads, "", at, problems)
    basis = _member(cells, "basis", Basis, Basis.NOT_STATED.value, at, problems)
    place = _place(cells["line"])
    if place is None:
        words = f"“{cells['line'][:30]}” is no line of a sheet. Write “row 6” or “column C”."
        problems.append(MappingProblem(at, "line", words))
    if place is None or holds is None or part is None or reads is None or basis is None:
        return None, problems
    rule = Rule(
        sheet=cells["sheet"],
        axis=place[0],
        number=place[1],
        holds=holds,
        measure=cells["measure"],
        part=part,
        basis=basis.value if cells["basis"] else "",
        group=cells["group"] or "all",
        reads=reads,
        period=cells["period"],
        at=at,
    )
    return rule, _fits(rule)


def _member(
    cells: Named[str, str],
    column: str,
    enum: type[Word],
    usual: str,
    at: int,
    problems: list[MappingProblem],
) -> Word | None:
    given = cells[column].lower() or usual
    if given in {one.value for one in enum}:
        return enum(given)
    known = ", ".join(one.value for one in enum if one.value)
    words = f"“{cells[column][:30]}” is not understood. Write one of: {known}."
    problems.append(MappingProblem(at, column, words))
    return None


def _place(text: str) -> tuple[Axis, int] | None:
    found = _LINE.fullmatch(text)
    if not found:
        return None
    axis, place = Axis(found["axis"].lower()), found["place"]
    if axis is Axis.ROW:
        return (axis, int(place)) if place.isdigit() and int(place) else None
    if place.isdigit():
        return None
    number = 0
    for letter in place.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return axis, number


def _fits(rule: Rule) -> list[MappingProblem]:
    """What a rule lacks, or says that its kind does not take."""
    found = []
    if rule.holds is Holds.FIGURES and not rule.measure:
        found.append(MappingProblem(rule.at, "measure", "name the measure: its code or its name."))
    if rule.holds is not Holds.FIGURES and rule.measure:
        words = f"a line that holds {rule.holds.value} names no measure. Clear it."
        found.append(MappingProblem(rule.at, "measure", words))
    takes = HEADINGS_READ if rule.holds is Holds.PERIODS else NUMBERS_READ
    if rule.reads not in takes:
        known = ", ".join(one.value for one in takes if one.value)
        words = (
            f"“{rule.reads.value}” does not fit {rule.holds.value}. It can be: {known}; or empty."
        )
        found.append(MappingProblem(rule.at, "reads", words))
    if rule.period:
        found += _period_problem(rule)
    return found


def _period_problem(rule: Rule) -> list[MappingProblem]:
    if rule.holds is not Holds.TARGETS:
        words = "only a line of targets says a period: from when they hold. Clear it."
        return [MappingProblem(rule.at, "period", words)]
    try:
        parse(rule.period)
    except PeriodError as error:
        return [MappingProblem(rule.at, "period", f"{error}.")]
    return []


def _whole(rules: list[Rule]) -> list[MappingProblem]:
    """What is wrong with the mapping as a whole, sheet by sheet."""
    if not rules:
        return [MappingProblem(0, "", "The mapping says nothing: it has no line below its head.")]
    if len(rules) > MOST_LINES:
        return [MappingProblem(0, "", f"The mapping has more than {MOST_LINES:,} lines.")]
    found: list[MappingProblem] = []
    taken: dict[tuple[str, Axis, int], Rule] = {}
    for rule in rules:
        key = (rule.sheet, rule.axis, rule.number)
        if key in taken:
            words = f"{rule.place} is mapped already, in line {taken[key].at}. Keep one of the two."
            found.append(MappingProblem(rule.at, "line", words))
        taken.setdefault(key, rule)
    mapping = Mapping(tuple(rules))
    for sheet in mapping.sheets:
        found += _sheet_problems(mapping, sheet)
    return found


def _sheet_problems(mapping: Mapping, sheet: str) -> list[MappingProblem]:
    periods = mapping.of(sheet, Holds.PERIODS)
    figures = mapping.of(sheet, Holds.FIGURES)
    shown = f"the sheet “{sheet}”" if sheet else "the sheet"
    if not periods:
        at = mapping.of(sheet)[0].at
        words = f"no line says where the periods of {shown} stand. Add one that holds periods."
        return [MappingProblem(at, "holds", words)]
    axis = periods[0].axis
    if len({rule.axis for rule in periods}) > 1 or len(periods) > MOST_PERIOD_LINES:
        words = f"the periods of {shown} stand in one to three rows, or in one to three columns."
        return [MappingProblem(periods[-1].at, "line", words)]
    crossed = [r for r in figures if r.axis is not axis]
    crossing = [r for r in mapping.of(sheet, Holds.TARGETS) if r.axis is axis]
    if crossed:
        words = f"the periods stand in a {axis}, so each measure stands in a {axis} as well."
        return [MappingProblem(crossed[0].at, "line", words)]
    if crossing:
        words = f"measures stand in {axis}s here, so a line of targets is a {axis.across}."
        return [MappingProblem(crossing[0].at, "line", words)]
    if not figures:
        words = f"no line says which measures {shown} holds. Add one that holds figures."
        return [MappingProblem(periods[0].at, "holds", words)]
    return []
