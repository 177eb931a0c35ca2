"""Cells of a filled row as the texts that the form would have received, or what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from performance.domain.reading import MOST_DECIMALS
from performance.domain.typed import LONGEST, Problem
from performance.domain.vocabulary import Unit
from reference.domain.periods import long_date
from reference.domain.rounding import round_half_up
from reporting.spreadsheets import BLANK, Cell, CellKind, serial_day

from .boxes import YES, Boxes
from .columns import COUNTED, DATES, MARKS, OPEN, Column

_YES = ("yes", "y", "true", "x", "1")
_NO = ("no", "n", "false", "0")


class _Wrong(Exception):
    """What is wrong with a cell, and what to do."""


def read_boxes(cells: Mapping[Column, Cell], *, unit: Unit) -> tuple[Boxes, tuple[Problem, ...]]:
    """The open cells as text, and the problems of those that cannot be taken (their text is "").

    Numbers come as a person types them: 0.87 in the format of percentages is 87.
    """
    texts, problems = {}, []
    for column in OPEN:
        try:
            texts[column.value] = _text(column, cells.get(column, BLANK), unit)
        except _Wrong as wrong:
            problems.append(Problem(column.value, str(wrong)))
    return Boxes(**texts), tuple(problems)


def _text(column: Column, cell: Cell, unit: Unit) -> str:
    if cell.kind is CellKind.FORMULA:
        raise _Wrong(
            "the cell holds a formula. Enter its result instead: copy the cell, then paste the "
            "value only."
        )
    if cell.kind is CellKind.ERROR:
        raise _Wrong(f"the cell shows {cell.text}, an error of the spreadsheet. Enter the figure.")
    if column in COUNTED:
        text = _number(column, cell, unit)
    elif column in DATES:
        text = _date(cell)
    else:
        text = _mark(cell) if column in MARKS else _words(cell)
    longest = LONGEST.get(column.value)
    if longest and len(text) > longest:
        raise _Wrong(f"the text has {len(text):,} characters; the most is {longest:,}. Shorten it.")
    return text


def _number(column: Column, cell: Cell, unit: Unit) -> str:
    if cell.day is not None:
        raise _Wrong(
            f"the cell holds a date, {long_date(cell.day)}. Enter a number, and give the cell the "
            "format “Number”."
        )
    if cell.number is None:
        return cell.text.strip()
    if not cell.percent:
        return _held(cell.number)
    if column is Column.VALUE and unit is Unit.PERCENT:
        return _held(cell.number * 100)
    asked = "a count" if column is not Column.VALUE or unit is Unit.COUNT else unit.label
    raise _Wrong(f"{cell.text} is a percentage, and {asked} is asked for here. Enter the number.")


def _held(number: Decimal) -> str:
    """With the six decimals that a figure can hold: nobody typed the others of 61.6379310344828."""
    return f"{round_half_up(number, MOST_DECIMALS).normalize():f}"


def _date(cell: Cell) -> str:
    if cell.day is not None:
        return long_date(cell.day)
    text = cell.text.strip()
    day = serial_day(Decimal(text)) if text.isascii() and text.isdigit() else None
    if day is not None:
        raise _Wrong(
            f"{text} is how spreadsheets store {long_date(day)}. Give the cell a date format, or "
            f"type {long_date(day)}."
        )
    return text


def _mark(cell: Cell) -> str:
    said = cell.text.strip().lower()
    if said in _YES:
        return YES
    if said and said not in _NO:
        raise _Wrong(f"“{cell.text.strip()[:30]}” is not understood. Enter Yes, or clear the cell.")
    return ""


def _words(cell: Cell) -> str:
    return long_date(cell.day) if cell.day is not None else cell.text
