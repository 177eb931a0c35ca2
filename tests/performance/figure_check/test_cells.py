"""Cells of tables: what their heads say of the time, and of whose number it is."""

from __future__ import annotations

import pytest

from performance.domain.figure_check import Block, Document, Kind, check_documents
from tests.performance.figure_check.literal import KNOWN, told


def cell(row: str, column: str, text: str, heading: str = "") -> list[tuple[str, str]]:
    """What is told of one cell."""
    block = Block(Kind.CELL, text, "table 1, row 2", heading, row, column, 1)
    found = check_documents([Document("paper.pdf", (block,))], KNOWN).findings
    return [(one.number, str(one.status)) for one in found]


@pytest.mark.parametrize(
    ("column", "status"),
    [
        ("Q3", "agrees"),
        ("Last quarter", "agrees"),
        ("Position at 31 December 2020", "agrees"),
        ("Q4", "stale"),
        ("This quarter", "stale"),
        ("Q3 2020-21 Q4 2020-21", "agrees"),  # two times: an earlier value is right
    ],
)
def test_the_time_is_that_of_the_column(column: str, status: str) -> None:
    assert cell("Same placement for at least 2 years", column, "62.2") == [("62.2", status)]


def test_a_column_of_two_times_is_never_wrong() -> None:
    assert cell("Dental checks", "Q3 to Q4 2020-21", "12%") == [("12%", "unknown")]


def test_the_year_stands_at_the_head_of_the_row() -> None:
    table = "Year | Children in care\n2016 | 594\n2020 | 684\n"
    assert told(table) == [("594", "agrees"), ("684", "contradicts")]


def test_a_time_in_the_title_only_keeps_from_alarms() -> None:
    row, column = "Same placement for at least 2 years", "Actual"
    assert cell(row, column, "62.2%", "Table 5: quarter 3 position") == [("62.2%", "agrees")]
    assert cell(row, column, "56%", "Table 5: quarter 3 position") == [("56%", "unknown")]
    assert cell(row, column, "56%", "Table 5: position") == [("56%", "contradicts")]


@pytest.mark.parametrize(
    "column",
    [
        "Registered places", "Number", "Cohort", "Published, ours", "North team", "Girls", "Homes",
        "Dynamic purchasing system",
    ],
)  # fmt: skip
def test_a_column_of_something_else_is_not_called_wrong(column: str) -> None:
    assert cell("Dental checks", column, "41") in ([("41", "unknown")], [])


@pytest.mark.parametrize("column", ["Weekly cost", "Occupancy", "Budget"])
def test_a_column_of_another_matter_is_no_claim(column: str) -> None:
    assert cell("Dental checks", column, "88%") == []


@pytest.mark.parametrize("column", ["Actual", "Performance Q4", "%", "Percentage", "Our council"])
def test_a_column_of_results_can_be_wrong(column: str) -> None:
    assert cell("Dental checks", column, "41") == [("41", "contradicts")]


def test_a_row_of_a_part_of_the_children_is_not_called_wrong() -> None:
    assert cell("North", "Dental checks", "41%") == [("41%", "unknown")]
    assert cell("Total", "Dental checks", "41%") == [("41%", "contradicts")]


def test_a_table_of_a_forecast_is_not_called_wrong() -> None:
    assert cell("Dental checks", "Q4", "70%", "Forecast for next year") == [("70%", "unknown")]


def test_a_name_with_words_that_may_be_a_part_is_the_measure_itself() -> None:
    assert cell("Fostered with internal carers", "Q4", "61%") == [("61%", "contradicts")]


def test_a_range_without_a_sign_fills_a_cell() -> None:
    assert cell("Long-term fostering share", "Target", "40–60") == [("40–60", "agrees")]
