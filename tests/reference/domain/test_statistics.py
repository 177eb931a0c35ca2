"""One row of a published table: numbers, symbols, areas, years."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.domain.layouts import candidates, read_layout
from reference.domain.statistics import LARGEST, Cell, CellError, Row, RowReader, parse_cell

HEADER = [
    "time_period",
    "geographic_level",
    "region_code",
    "new_la_code",
    "population_type",
    "number",
    "rate",
    "estimate",
]
LAYOUT = read_layout(
    {
        "table": "rates",
        "name": "Rates",
        "heading": "",
        "breakdown": "population_type",
        "count": "number",
        "value": "rate",
        "population": "estimate",
        "sign_column": "",
        "signs": "",
    }
)
[(_, COLUMNS)] = candidates(HEADER, [LAYOUT])
LABELS = {("rates", "breakdown", "At 31 March"): "On 31 March"}


def read(*cells: str) -> Row:
    return RowReader(LAYOUT, COLUMNS, HEADER, LABELS, 2025).read(cells)


def test_a_row_of_an_authority() -> None:
    row = read("2021", "Local authority", "E12000004", "E06000018", "Leavers", "198", "30", "66943")
    assert row == Row(
        "E06000018",
        2021,
        "",
        "Leavers",
        Cell(Decimal(198), ""),
        Cell(Decimal(30), ""),
        66943,
    )


def test_the_area_depends_on_the_level() -> None:
    assert read("2025", "National", "", "", "All", "1", "1", "1").area == "E92000001"
    assert read("2025", "Regional", "E13000001", "", "All", "1", "1", "1").area == "E13000001"


def test_symbols_stand_in_place_of_numbers() -> None:
    row = read("2025", "National", "", "", "All", "c", "z", "x")
    assert row.count == Cell(None, "c")
    assert row.value == Cell(None, "z")
    assert row.population is None


def test_older_words_become_the_newest() -> None:
    assert read("2025", "National", "", "", "At 31 March", "1", "1", "1").breakdown == "On 31 March"


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        (("2026", "National", "", "", "All", "1", "1", "1"), "time_period", "release of 2025"),
        (("25", "National", "", "", "All", "1", "1", "1"), "time_period", "not a year"),
        (("2025", "Ward", "", "", "All", "1", "1", "1"), "geographic_level", "'ward'"),
        (("2025", "Regional", "", "E1", "All", "1", "1", "1"), "region_code", "missing"),
        (("2025", "Local authority", "E1", " ", "All", "1", "1", "1"), "new_la_code", "missing"),
        (("2025", "National", "", "", " ", "1", "1", "1"), "population_type", "label"),
        (("2025", "National", "", "", "All", "many", "1", "1"), "number", "'many'"),
        (("2025", "National", "", "", "All", "1", "", "1"), "rate", "empty"),
        (("2025", "National", "", "", "All", "1", "1", "1.5"), "estimate", "whole number"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(
    cells: tuple[str, ...], column: str, message: str
) -> None:
    with pytest.raises(CellError, match=message) as caught:
        read(*cells)
    assert caught.value.column == column


@pytest.mark.parametrize(
    "text", ["", "-1", "1,234", "1e5", "NaN", "inf", "low", "C", "£5", "1.", ".5", "1.234", "٣"]
)
def test_what_is_neither_number_nor_symbol_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"neither a number nor|more than two decimals"):
        parse_cell(text, LARGEST["count"])


def test_numbers_that_the_database_cannot_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        parse_cell("10000000", LARGEST["value"])
    with pytest.raises(ValueError, match="too large"):
        parse_cell("2147483648", LARGEST["population"])


@given(st.decimals(min_value=0, max_value=9_999_999, places=2))
def test_every_number_reads_back(number: Decimal) -> None:
    assert parse_cell(str(number), LARGEST["value"]) == Cell(number, "")


@given(st.text(max_size=12))
def test_any_text_is_a_number_a_symbol_or_refused(text: str) -> None:
    try:
        cell = parse_cell(text, LARGEST["count"])
    except ValueError:
        return
    assert (cell.number is None) == (cell.symbol in {"c", "z", "x", "k"})
