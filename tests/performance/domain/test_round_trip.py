"""A row of a return's spreadsheet: what goes out, what comes back, what is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from performance.domain.round_trip import Boxes, Column, alike, boxes_of, filled, read_boxes
from performance.domain.typed import Typed
from performance.domain.vocabulary import Unit
from reporting.spreadsheets import Cell, CellKind

PERCENT, COUNT, RATE = Unit.PERCENT, Unit.COUNT, Unit.RATE
COUNTED = Typed(mode="counts", numerator=" 1,143 ", denominator="2,320", value="61")


def number(text: str, *, percent: bool = False) -> Cell:
    value = Decimal(text)
    return Cell(CellKind.NUMBER, f"{value * 100:f}%" if percent else text, value, None, percent)


def text(words: str) -> Cell:
    return Cell(CellKind.TEXT, words)


def day(year: int, month: int, on: int) -> Cell:
    found = dt.date(year, month, on)
    return Cell(CellKind.DATE, found.isoformat(), day=found)


def read(column: Column, cell: Cell, unit: Unit = PERCENT) -> str:
    boxes, problems = read_boxes({column: cell}, unit=unit)
    assert problems == ()
    return boxes.at(column)


def wrong(column: Column, cell: Cell, unit: Unit = PERCENT) -> str:
    boxes, (problem,) = read_boxes({column: cell}, unit=unit)
    assert (problem.field, boxes.at(column)) == (column.value, "")
    return problem.message


def fill(base: Typed, unit: Unit = PERCENT, dated: bool = False, **given: str) -> Typed:
    typed, problems = filled(base, Boxes(**given), unit=unit, dated=dated)
    assert problems == ()
    return typed


def clash(unit: Unit = PERCENT, **given: str) -> tuple[str, str]:
    _, (problem,) = filled(Typed(), Boxes(**given), unit=unit, dated=False)
    return problem.field, problem.message


# --- Cells ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        (number("0.87", percent=True), "87"),
        (number("0.616379310344828", percent=True), "61.637931"),
        (number("87.5"), "87.5"),
        (number("87.0"), "87"),
        (number("1200"), "1200"),
        (text(" 87.5% "), "87.5%"),
        (text("ask Health"), "ask Health"),
        (number("8.7", percent=True), "870"),
    ],
)
def test_a_percentage_is_read_as_a_person_sees_it(cell, typed):
    assert read(Column.VALUE, cell) == typed


@pytest.mark.parametrize("column", [Column.NUMERATOR, Column.DENOMINATOR])
def test_a_count_is_no_percentage(column):
    assert "87.00% is a percentage, and a count" in wrong(column, number("0.87", percent=True))
    cell = number("0.87", percent=True)
    assert "per 10,000 is asked for" in wrong(Column.VALUE, cell, RATE)


@pytest.mark.parametrize("column", [Column.NUMERATOR, Column.FINAL_DUE, Column.COMMENT])
def test_formulas_and_errors_are_refused(column):
    assert "paste the value only" in wrong(column, Cell(CellKind.FORMULA, "=A1"))
    assert "#REF!" in wrong(column, Cell(CellKind.ERROR, "#REF!"))


def test_a_date_where_a_number_belongs():
    assert "9 May 2021" in wrong(Column.NUMERATOR, day(2021, 5, 9))


def test_dates_are_read_as_dates_and_never_as_serials():
    assert read(Column.FINAL_DUE, day(2021, 5, 9)) == "9 May 2021"
    assert read(Column.PERIOD, text("June 2020 to March 2021")) == "June 2020 to March 2021"
    for cell in (number("44325"), text("44325")):
        assert "44325 is how spreadsheets store 9 May 2021" in wrong(Column.FINAL_DUE, cell)
    assert read(Column.FINAL_DUE, number("870")) == "870"


@pytest.mark.parametrize(
    ("cell", "said"), [("yes", "Yes"), ("TRUE", "Yes"), ("x", "Yes"), ("No", ""), (" ", "")]
)
def test_marks(cell, said):
    assert read(Column.UNAVAILABLE, text(cell)) == said


def test_a_mark_that_is_neither():
    assert "“perhaps” is not understood" in wrong(Column.PROVISIONAL, text("perhaps"))


def test_texts_that_are_too_long_are_refused_and_not_cut():
    assert "241 characters; the most is 240" in wrong(Column.REASON, text("x" * 241))


# --- What a row changes -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("base", "unit"),
    [
        (COUNTED, PERCENT),
        (Typed(), PERCENT),
        (Typed(mode="value", value="87.0%", numerator="12"), PERCENT),
        (Typed(mode="value", value="99", numerator="684"), RATE),
        (Typed(mode="unavailable", unavailable_reason=" Lost ", value="3"), COUNT),
        (Typed(mode="value", value="ask Health", comment="One\n\nTwo\n"), COUNT),
        (Typed(value="5", provisional=True, final_due_on="9/5/2021"), COUNT),
    ],
)
def test_a_row_that_nobody_touched_changes_nothing(base, unit):
    boxes = boxes_of(base, unit=unit, dated=False)
    assert filled(base, boxes, unit=unit, dated=False) == (base, ())


def test_only_the_boxes_in_use_go_out():
    boxes = boxes_of(COUNTED, unit=PERCENT, dated=False)
    assert (boxes.numerator, boxes.denominator, boxes.value) == (" 1,143 ", "2,320", "")


def test_the_same_number_written_otherwise_is_no_change():
    assert fill(COUNTED, numerator="1143", denominator="2320") == COUNTED


def test_one_changed_count_leaves_the_rest_as_typed():
    typed = fill(COUNTED, numerator="1150", denominator="2320")
    assert typed == Typed(mode="counts", numerator="1150", denominator="2,320", value="61")


def test_from_counts_to_the_percentage_and_to_nothing():
    assert fill(COUNTED, value="62").mode == "value"
    assert fill(COUNTED) == Typed()
    given = {"unavailable": "Yes", "unavailable_reason": "Lost"}
    assert fill(COUNTED, **given).mode == "unavailable"


def test_a_rate_may_give_the_count_beside_it():
    typed = fill(Typed(), RATE, numerator="684", value="99")
    assert (typed.mode, typed.numerator, typed.value) == ("value", "684", "99")


def test_comment_and_standing_alone_leave_the_figure():
    typed = fill(
        COUNTED,
        numerator="1,143",
        denominator="2,320",
        comment="New words",
        provisional="Yes",
        final_due_on="9 May 2021",
    )
    assert (typed.comment, typed.provisional, typed.final_due_on) == (
        "New words", True, "9 May 2021",
    )  # fmt: skip
    assert (typed.mode, typed.numerator) == ("counts", " 1,143 ")


def test_a_date_that_was_cleared_stays():
    base = Typed(mode="value", value="25", period="2021-03-28")
    assert fill(base, COUNT, dated=True, value="25") == base
    assert fill(base, COUNT, dated=True, value="25", period="30 March 2021").period == (
        "30 March 2021"
    )


def test_counts_that_give_the_value_are_taken():
    typed = fill(Typed(), numerator="143", denominator="232", value="61.6")
    assert typed.mode == "counts"


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"numerator": "143", "denominator": "232", "value": "65"}, "value", "232 is 61.6%"),
        ({"numerator": "143", "value": "65"}, "value", "either the counts or the value"),
        ({"numerator": "1", "denominator": "0", "value": "65"}, "value", "either the counts"),
        ({"unavailable": "Yes", "value": "65"}, "unavailable", "Clear one of the two"),
        ({"unavailable_reason": "Lost"}, "unavailable", "enter Yes here"),
        ({"period": "9 May 2021"}, "period", "period of this figure is fixed"),
        ({"unit": COUNT, "numerator": "5"}, "numerator", "single number"),
        ({"unit": RATE, "numerator": "5", "denominator": "9", "value": "6"}, "value", "either"),
    ],
)
def test_rows_that_contradict_themselves(given, field, words):
    found, message = clash(**given)
    assert found == field
    assert words in message


@pytest.mark.parametrize(
    ("column", "one", "other", "same"),
    [
        (Column.NUMERATOR, "1,234", "1234", True),
        (Column.NUMERATOR, "1,23", "123", False),
        (Column.VALUE, "87%", "87.0", True),
        (Column.FINAL_DUE, "9/5/2021", "9 May 2021", True),
        (Column.FINAL_DUE, "soon", " soon ", True),
        (Column.COMMENT, "a\r\nb ", "a\nb", True),
        (Column.COMMENT, "a", "A", False),
    ],
)
def test_texts_that_say_the_same(column, one, other, same):
    assert alike(column, one, other) is same
