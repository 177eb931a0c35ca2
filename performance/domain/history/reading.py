"""Reads a council's scorecard with its mapping: figures and targets, each with its cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from reporting.spreadsheets import SheetCells

from .found import Found, Reading
from .known import KnownMeasure, by_name, plain_words
from .mapping import Mapping, MappingError, MappingProblem
from .sheet import MappedSheet


def read_history(
    sheets: Sequence[SheetCells],
    mapping: Mapping,
    measures: Iterable[KnownMeasure],
    *,
    groups: Iterable[str] = ("all",),
    today: dt.date,
) -> Reading:
    """Figures and targets of every sheet that the mapping names. Periods after today are mistakes.

    Raises MappingError where the mapping does not fit the file: a sheet that is not there, a
    measure that nobody knows, no period where periods should stand, nothing at all.
    """
    names = by_name(measures)
    _refuse_strangers(sheets, mapping, names, set(groups))
    found = Found(today)
    for name in mapping.sheets:
        MappedSheet(_sheet(sheets, name), mapping, name, names, found).read()
    reading = found.reading()
    if not (reading.figures or reading.targets or reading.mistakes):
        words = (
            "The mapping fits nothing in this file: no cell that it points at holds a figure. "
            "Look at the rows and columns again."
        )
        raise MappingError([MappingProblem(0, "", words)])
    return reading


def _sheet(sheets: Sequence[SheetCells], name: str) -> SheetCells:
    if not name:
        return next((one for one in sheets if not one.is_hidden), sheets[0])
    return next(one for one in sheets if plain_words(one.name) == plain_words(name))


def _refuse_strangers(
    sheets: Sequence[SheetCells],
    mapping: Mapping,
    names: dict[str, KnownMeasure],
    groups: set[str],
) -> None:
    problems = []
    known = {plain_words(sheet.name) for sheet in sheets} | {""}
    for rule in mapping.rules:
        if plain_words(rule.sheet) not in known:
            there = ", ".join(f"“{sheet.name}”" for sheet in sheets)
            words = f"the file has no sheet “{rule.sheet}”. It has: {there}."
            problems.append(MappingProblem(rule.at, "sheet", words))
        if rule.measure and plain_words(rule.measure) not in names:
            words = (
                f"“{rule.measure}” is not among the measures that are switched on. Write the code "
                "or the name as the page “Measures” shows it, or switch the measure on there."
            )
            problems.append(MappingProblem(rule.at, "measure", words))
        if rule.group not in groups:
            words = f"“{rule.group}” is no group. Leave it empty for the measure’s own group."
            problems.append(MappingProblem(rule.at, "group", words))
    if problems:
        raise MappingError(problems)
