"""Writes workbooks and CSV files in which numbers are numbers and no text runs as a formula."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import xlsxwriter

from reference.domain.spreadsheets import STARTS, Value

MOST_TEXT = 32_767
# The same content makes the same bytes, whenever it is written.
CREATED = dt.datetime(2020, 1, 1)
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
WIDEST, NARROWEST = 60, 9
LINE, WASH = "#8a867e", "#f7f5f1"


@dataclass(frozen=True)
class Column:
    """How one column is, beyond its head: all of it optional.

    `choices` are offered as a list; `asks` is shown when a cell is chosen. `open` cells can be
    changed where the sheet is protected.
    """

    width: int | None = None
    hidden: bool = False
    open: bool = False
    choices: tuple[str, ...] = ()
    asks: str = ""


@dataclass(frozen=True)
class Fill:
    """One cell that differs from its column. `within` are the least and the most that it takes."""

    value: Value = None
    open: bool = True
    asks: str = ""
    within: tuple[int, int | None] | None = None


@dataclass(frozen=True)
class Sheet:
    """One sheet: a head, rows below it, and notes below these. A sheet of notes has no head.

    `protected` locks all cells but those that are `open`: against slips, not against people.
    `frozen` is how many columns stay in sight. `over` is a row above the head of merged cells:
    (words, how many columns), from the left; empty words leave their columns alone.
    """

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value | Fill]]
    notes: Sequence[str] = ()
    columns: Sequence[Column] = ()
    protected: bool = False
    frozen: int = 0
    over: Sequence[tuple[str, int]] = ()

    @property
    def top(self) -> int:
        """The row, from 0, below the head."""
        return (1 if self.head else 0) + (1 if self.over else 0)


def workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """An .xlsx file: heads bold and frozen, widths by content, dates as dates.

    The same sheets give the same bytes. Text stays text, whatever it begins with.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False})
    book.set_properties({"title": title, "created": CREATED})
    formats = _Formats(book)
    taken: set[str] = set()
    for sheet in sheets:
        _write(book.add_worksheet(_sheet_name(sheet.name, taken)), sheet, formats)
    book.close()
    return out.getvalue()


@dataclass
class _Formats:
    """The looks of cells, each made once a workbook."""

    book: Any
    made: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def of(self, **look: object) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"valign": "top", **look})
        return self.made[key]


def _write(made: Any, sheet: Sheet, formats: _Formats) -> None:
    _write_table(made, sheet, formats)
    below = len(sheet.rows) + sheet.top + (1 if sheet.rows else 0)
    for row, words in enumerate(sheet.notes, start=below):
        opens: dict[str, object] = {} if row else {"bold": True, "font_size": 14}
        look = formats.of(text_wrap=not sheet.head, **opens)
        made.write_string(row, 0, words[:MOST_TEXT], look)
    _lay_out(made, sheet, formats)


def _write_table(made: Any, sheet: Sheet, formats: _Formats) -> None:
    head = formats.of(bold=True, text_wrap=True, bottom=2)
    _write_over(made, sheet, formats.of(bold=True, align="center"))
    for column, words in enumerate(sheet.head):
        made.write_string(sheet.top - 1, column, words, head)
    for row, values in enumerate(sheet.rows, start=sheet.top):
        for column, value in enumerate(values):
            cell = _fill(value, _of(sheet, column))
            look = _look(is_open=cell.open, protected=sheet.protected)
            _write_value(made, row, column, cell.value, formats, look)
            _ask(made, sheet, row, column, cell)


def _write_over(made: Any, sheet: Sheet, look: Any) -> None:
    column = 0
    for words, width in sheet.over:
        if words and width > 1:
            made.merge_range(0, column, 0, column + width - 1, "", look)
        if words:
            made.write_string(0, column, words, look)
        column += width


def _fill(value: Value | Fill, column: Column) -> Fill:
    return value if isinstance(value, Fill) else Fill(value, open=column.open)


def _look(*, is_open: bool, protected: bool) -> dict[str, object]:
    """In a protected sheet what can be filled in is white and framed, all else grey."""
    if not protected:
        return {}
    if is_open:
        return {"locked": False, "border": 1, "border_color": LINE}
    return {"bg_color": WASH}


def _write_value(
    made: Any, row: int, column: int, value: Value, formats: _Formats, look: dict[str, object]
) -> None:
    if isinstance(value, dt.date) and value.year < 1900:
        value = value.isoformat()  # before the first day that a spreadsheet knows
    if isinstance(value, dt.date):
        made.write_datetime(row, column, value, formats.of(num_format="d mmm yyyy", **look))
    elif isinstance(value, int | Decimal):
        made.write_number(row, column, value, formats.of(**look))
    elif value:
        # The mark keeps it text also when somebody edits the cell.
        quote = {"quote_prefix": True} if value.startswith(STARTS) else {}
        made.write_string(
            row, column, value[:MOST_TEXT], formats.of(text_wrap=True, **quote, **look)
        )
    elif look:
        made.write_blank(row, column, None, formats.of(text_wrap=True, **look))


def _ask(made: Any, sheet: Sheet, row: int, column: int, cell: Fill) -> None:
    if not (cell.asks or cell.within):
        return
    rule = {"validate": "any", **_message(sheet, column, cell.asks)}
    if cell.within:
        least, most = cell.within
        criteria = {"criteria": ">=", "value": least}
        words = f"Enter a number of {least} or more."
        if most is not None:
            criteria = {"criteria": "between", "minimum": least, "maximum": most}
            words = f"Enter a number from {least} to {most}."
        rule |= {"validate": "decimal", **criteria, "error_message": words}
    made.data_validation(row, column, row, column, rule)


def _message(sheet: Sheet, column: int, asks: str) -> dict[str, object]:
    # Excel takes at most 32 letters of a title and 255 of a message.
    return {"input_title": sheet.head[column][:32], "input_message": asks[:255]} if asks else {}


def _lay_out(made: Any, sheet: Sheet, formats: _Formats) -> None:
    for column in range(max(len(sheet.head), 1)):
        one = _of(sheet, column)
        hidden = {"hidden": True} if one.hidden else {}
        made.set_column(column, column, one.width or _width(sheet, column), None, hidden)
        _validate(made, sheet, column, one)
    made.hide_gridlines(0 if sheet.head else 2)
    if sheet.head:
        made.freeze_panes(sheet.top, sheet.frozen)
        made.repeat_rows(0, sheet.top - 1)
        made.set_landscape()
        made.fit_to_pages(1, 0)
    made.set_paper(9)
    if sheet.protected:
        allowed = {"format_columns": True, "format_rows": True, "select_locked_cells": True}
        made.protect("", allowed)


def _of(sheet: Sheet, column: int) -> Column:
    return sheet.columns[column] if column < len(sheet.columns) else Column()


def _width(sheet: Sheet, column: int) -> int:
    """As wide as the longest text in it, within bounds; a sheet of notes is one wide column."""
    if not sheet.head:
        return 90
    cells = [_fill(row[column], Column()) for row in sheet.rows if column < len(row)]
    words = [str(cell.value) for cell in cells if cell.value is not None]
    longest = max((len(one) for one in [sheet.head[column], *words]), default=0)
    return min(max(longest + 2, NARROWEST), WIDEST)


def _validate(made: Any, sheet: Sheet, column: int, one: Column) -> None:
    if not sheet.rows or not (one.choices or one.asks):
        return
    rule: dict[str, object] = {"validate": "any", **_message(sheet, column, one.asks)}
    if one.choices:
        rule |= {
            "validate": "list",
            "source": list(one.choices),
            "error_title": "Choose from the list",
            "error_message": "Choose one of: " + ", ".join(one.choices),
        }
    made.data_validation(sheet.top, column, sheet.top + len(sheet.rows) - 1, column, rule)


def _sheet_name(name: str, taken: set[str]) -> str:
    """At most 31 letters, none that Excel refuses, and no name twice."""
    plain = _NOT_IN_NAMES.sub(" ", name).strip("' ")[:31] or "Sheet"
    found, again = plain, 1
    while found.lower() in taken:
        again += 1
        found = f"{plain[: 30 - len(str(again))]} {again}"
    taken.add(found.lower())
    return found
