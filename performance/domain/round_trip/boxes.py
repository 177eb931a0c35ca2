"""An entry as one row of open cells, and when two texts in a cell say the same."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from performance.domain.reading import read_number, read_period
from performance.domain.typed import COUNTS, UNAVAILABLE, VALUE, Typed
from performance.domain.vocabulary import Unit

from .columns import COUNTED, DATES, MARKS, Column

YES = "Yes"


@dataclass(frozen=True)
class Boxes:
    """The open cells of one row, as text; the field names are the values of `Column`."""

    period: str = ""
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    expected: str = ""
    unavailable: str = ""
    unavailable_reason: str = ""
    provisional: str = ""
    final_due_on: str = ""
    override_reason: str = ""
    comment: str = ""

    def at(self, column: Column) -> str:
        return str(getattr(self, column.value))


def boxes_of(typed: Typed, *, unit: Unit, dated: bool) -> Boxes:
    """What an entry shows in its row: only the boxes of the way in which it was typed.

    A percentage typed beside counts that were given up stays out of the sheet, as on the page.
    """
    kind = typed.kind
    counted = kind == COUNTS or (kind == VALUE and unit is Unit.RATE)
    return Boxes(
        period=typed.period if dated else "",
        numerator=typed.numerator if counted else "",
        denominator=typed.denominator if kind == COUNTS else "",
        value=typed.value if kind == VALUE else "",
        expected=typed.expected,
        unavailable=YES if kind == UNAVAILABLE else "",
        unavailable_reason=typed.unavailable_reason if kind == UNAVAILABLE else "",
        provisional=YES if typed.provisional else "",
        final_due_on=typed.final_due_on,
        override_reason=typed.override_reason,
        comment=typed.comment,
    )


def alike(column: Column, one: str, other: str) -> bool:
    """Whether two texts say the same: "1,234" and 1234, "9/5/2021" and 9 May 2021.

    >>> alike(Column.NUMERATOR, "1,234", "1234"), alike(Column.VALUE, "87.0", "87%")
    (True, True)
    """
    return _meaning(column, one) == _meaning(column, other)


def _meaning(column: Column, text: str) -> str | Decimal | bool:
    if column in COUNTED:
        number = read_number(text, percent=column is Column.VALUE).value
        return text.strip() if number is None else number
    if column in DATES:
        period = read_period(text)[0]
        return period.key if period else " ".join(text.split())
    if column in MARKS:
        return bool(text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
