"""A first mapping of a sheet that nobody has pointed at yet, from its own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reporting.spreadsheets import Cell, CellKind, SheetCells

from .known import KnownMeasure, by_name, plain_words
from .mapping import Axis, Holds, Part, Rule
from .sheet import sheet_headings

# Where headings and names stand: nobody puts them further down or to the right.
LINES = 12
LABELS = 4
FEW = 2
_PARTS = {
    "numerator": Part.NUMERATOR,
    "number": Part.NUMERATOR,
    "count": Part.NUMERATOR,
    "denominator": Part.DENOMINATOR,
    "out of": Part.DENOMINATOR,
    "target": Part.TARGET,
}


def guess_mapping(sheet: SheetCells, measures: Iterable[KnownMeasure]) -> tuple[Rule, ...]:
    """Rules for the lines of which the sheet itself says what they are; none where it says nothing.

    They are a proposal: nothing is imported by them until a person has looked.
    """
    periods = _best(sheet)
    if not periods:
        return ()
    return (*periods, *_figures(sheet, periods[0].axis, by_name(measures)))


def _best(sheet: SheetCells) -> tuple[Rule, ...]:
    """The row or column with most headings; the one before it as well where the two say more."""
    best: tuple[Rule, ...] = ()
    most = FEW - 1
    for axis in (Axis.ROW, Axis.COLUMN):
        for number in range(1, LINES + 1):
            for lines in ((number,), (number - 1, number)):
                found = _count(sheet, axis, lines) if lines[0] else 0
                if found > most:
                    most = found
                    best = tuple(Rule(sheet.name, axis, one, Holds.PERIODS) for one in lines)
    return best


def _count(sheet: SheetCells, axis: Axis, lines: Sequence[int]) -> int:
    """How many different periods the lines say."""
    headings = sheet_headings(sheet, axis, lines).items()
    innermost = lines[-1]
    return len(
        {
            one.period.key
            for position, one in headings
            if one.period and not _at(sheet, axis, innermost, position).is_blank
        }
    )


def _at(sheet: SheetCells, axis: Axis, line: int, position: int) -> Cell:
    where = (line, position) if axis is Axis.ROW else (position, line)
    cell = sheet.covering(*where)
    return cell.kept or cell


def _figures(sheet: SheetCells, axis: Axis, names: dict[str, KnownMeasure]) -> list[Rule]:
    last = len(sheet.rows) if axis is Axis.ROW else sheet.width
    rules, measure = [], ""
    taken: set[tuple[str, Part]] = set()
    for number in range(1, last + 1):
        labels = [_at(sheet, axis, number, n) for n in range(1, LABELS + 1)]
        words = [plain_words(one.text) for one in labels if one.kind is CellKind.TEXT]
        named = next((names[word] for word in words if word in names), None)
        part = next((_PARTS[word] for word in words if word in _PARTS), Part.VALUE)
        measure = named.code if named else measure
        # A row "Out of" below a measure's own belongs to it; any other row ends it.
        if not named and part is Part.VALUE:
            measure = ""
        if measure and (measure, part) not in taken:
            taken.add((measure, part))
            rules.append(Rule(sheet.name, axis, number, Holds.FIGURES, measure, part))
    return _counts(rules)


def _counts(rules: list[Rule]) -> list[Rule]:
    """A measure's own line is its count where another line says what it is out of."""
    parts = {(rule.measure, rule.part) for rule in rules}
    return [
        replace(rule, part=Part.NUMERATOR)
        if rule.part is Part.VALUE
        and (rule.measure, Part.DENOMINATOR) in parts
        and (rule.measure, Part.NUMERATOR) not in parts
        else rule
        for rule in rules
    ]
