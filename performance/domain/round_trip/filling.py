"""What a filled row makes of an entry: only what somebody changed changes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from performance.domain.reading import read_number
from performance.domain.typed import COUNTS, UNAVAILABLE, VALUE, Problem, Typed
from performance.domain.vocabulary import Unit
from reference.domain.rounding import percentage, plain

from .boxes import Boxes, alike, boxes_of
from .columns import NUMBERS, Column

FIGURE = (*NUMBERS, Column.UNAVAILABLE, Column.REASON)


def filled(
    base: Typed, given: Boxes, *, unit: Unit, dated: bool
) -> tuple[Typed, tuple[Problem, ...]]:
    """`base` with what the row says otherwise, and where the row contradicts itself.

    `base` is the entry as it went out. A cell that says what it said then keeps the text as it was
    typed, so that an untouched file changes nothing. A date is kept where its cell was cleared.
    """
    written = boxes_of(base, unit=unit, dated=dated)
    changed = {
        column
        for column in Column
        if hasattr(given, column.value) and not alike(column, written.at(column), given.at(column))
    }
    problems = _clashes(given, changed, unit, dated)
    typed = _with_figure(base, given, changed, unit) if changed & set(FIGURE) else base
    if Column.EXPECTED in changed:
        typed = replace(typed, expected=given.expected)
    if Column.OVERRIDE in changed:
        typed = replace(typed, override_reason=given.override_reason)
    if Column.COMMENT in changed:
        typed = replace(typed, comment=given.comment)
    if Column.PROVISIONAL in changed:
        typed = replace(typed, provisional=bool(given.provisional))
    if Column.FINAL_DUE in changed:
        typed = replace(typed, final_due_on=given.final_due_on)
    if Column.PERIOD in changed and given.period.strip():
        typed = replace(typed, period=given.period)
    return typed, problems


def _with_figure(base: Typed, given: Boxes, changed: set[Column], unit: Unit) -> Typed:
    mode = _mode(given, unit)
    if not mode:
        return replace(base, mode="", numerator="", denominator="", value="", unavailable_reason="")
    columns = {
        COUNTS: (Column.NUMERATOR, Column.DENOMINATOR),
        VALUE: (Column.VALUE, Column.NUMERATOR) if unit is Unit.RATE else (Column.VALUE,),
        UNAVAILABLE: (Column.REASON,),
    }[mode]
    texts: dict[str, Any] = {
        one.value: given.at(one) for one in columns if one in changed or mode != base.kind
    }
    return replace(base, mode=mode, **texts)


def _mode(given: Boxes, unit: Unit) -> str:
    """The way of typing that the filled cells mean; empty where none is filled."""
    if given.unavailable:
        return UNAVAILABLE
    top, bottom, value = (bool(given.at(column).strip()) for column in NUMBERS)
    if value and (unit is Unit.COUNT or not bottom) and (unit is Unit.RATE or not top):
        return VALUE
    if top or bottom:
        return COUNTS
    return VALUE if value else ""


def _clashes(given: Boxes, changed: set[Column], unit: Unit, dated: bool) -> tuple[Problem, ...]:
    if Column.PERIOD in changed and not dated:
        words = "the period of this figure is fixed. Clear the cell."
        return (Problem(Column.PERIOD.value, words),)
    if not changed & set(FIGURE):
        return ()
    numbers = [column for column in NUMBERS if given.at(column).strip()]
    if given.unavailable and numbers:
        words = "the row gives a figure and says that it is not available. Clear one of the two."
        return (Problem(Column.UNAVAILABLE.value, words),)
    if given.unavailable_reason.strip() and not given.unavailable:
        words = "a reason is given, so enter Yes here; or clear the reason."
        return (Problem(Column.UNAVAILABLE.value, words),)
    if unit is Unit.COUNT and set(numbers) - {Column.VALUE}:
        words = "this measure is a single number. Enter it under “Value” and clear this cell."
        return (Problem(numbers[0].value, words),)
    return _two_figures(given, numbers, unit)


def _two_figures(given: Boxes, numbers: list[Column], unit: Unit) -> tuple[Problem, ...]:
    """Counts and a value in one row: taken where the counts give the value, else refused."""
    if Column.VALUE not in numbers or len(numbers) == 1:
        return ()
    if unit is Unit.RATE and Column.DENOMINATOR not in numbers:
        return ()
    top, bottom = (read_number(given.at(column), decimals=0).value for column in NUMBERS[:2])
    value = read_number(given.value, percent=True)
    if unit is not Unit.PERCENT or top is None or not bottom or value.value is None:
        words = "enter either the counts or the value, and clear the other."
        return (Problem(Column.VALUE.value, words),)
    worked_out = percentage(top, bottom, min(value.decimals, 6))
    if worked_out == value.value:
        return ()
    return (Problem(Column.VALUE.value, _disagree(top, bottom, value.value)),)


def _disagree(top: Decimal, bottom: Decimal, value: Decimal) -> str:
    return (
        f"{plain(top)} out of {plain(bottom)} is {plain(percentage(top, bottom))}%, and the value "
        f"says {plain(value)}%. Correct one, or clear the value."
    )
