"""Which table a file is, from its columns and its signs."""

import pytest

from reference.domain.layouts import (
    UnknownTableError,
    candidates,
    heading_of,
    is_sign,
    read_layout,
)

COMMON = ["time_period", "geographic_level", "region_code", "new_la_code"]
NOTHING = {"heading": "", "population": "", "sign_column": "", "signs": ""}
RATES = read_layout(
    NOTHING
    | {
        "table": "rates",
        "name": "Rates",
        "breakdown": "population_type|population_count",
        "count": "children_count|number",
        "value": "rate",
        "population": "estimate",
    }
)
MOVES = read_layout(
    NOTHING
    | {
        "table": "moves",
        "name": "School moves",
        "heading": "cla_group+move_measure",
        "breakdown": "school_stability",
        "count": "number",
        "value": "percentage",
    }
)
CARE = {"heading": "age", "breakdown": "breakdown", "count": "number", "value": "percentage"}
HOMES = read_layout(
    NOTHING | CARE | {"table": "h", "name": "Homes", "sign_column": "breakdown", "signs": "Good"}
)
JOBS = read_layout(
    NOTHING | CARE | {"table": "j", "name": "Jobs", "sign_column": "heading", "signs": "17|18"}
)


def test_a_column_is_known_by_any_of_its_names() -> None:
    for breakdown, count in (("population_type", "children_count"), ("population_count", "number")):
        header = [*COMMON, breakdown, "estimate", count, "rate"]
        [(layout, columns)] = candidates(header, [RATES, MOVES])
        assert layout is RATES
        assert header[columns.breakdown] == breakdown
        assert header[columns.count] == count
        assert header[columns.population] == "estimate"


def test_order_capitals_spaces_and_other_columns_do_not_matter() -> None:
    header = [" Rate", "ESTIMATE", "number ", "extra", "population_type", *reversed(COMMON)]
    [(layout, columns)] = candidates(header, [RATES])
    assert layout is RATES
    assert (columns.value, columns.population, columns.count, columns.year) == (0, 1, 2, 8)


def test_a_heading_may_be_two_columns() -> None:
    header = [*COMMON, "cla_group", "move_measure", "school_stability", "number", "percentage"]
    [(_, columns)] = candidates(header, [MOVES])
    assert columns.population == -1
    row = ["2024", "National", "", "", "On 31 March", "Any moves ", "Total", "1", "1"]
    assert heading_of(row, columns) == "On 31 March: Any moves"


def test_tables_that_share_columns_are_told_apart_by_their_words() -> None:
    header = [*COMMON, "age", "breakdown", "number", "percentage"]
    found = dict(candidates(header, [HOMES, JOBS]))
    good = ["2025", "National", "", "", "19", "Good", "1", "1"]
    aged_17 = ["2025", "National", "", "", "17", "In work", "1", "1"]
    assert is_sign(good, HOMES, found[HOMES])
    assert not is_sign(good, JOBS, found[JOBS])
    assert is_sign(aged_17, JOBS, found[JOBS])
    assert not is_sign(aged_17, HOMES, found[HOMES])


def test_an_unknown_table_is_told_what_was_found_and_expected() -> None:
    with pytest.raises(UnknownTableError) as caught:
        candidates([*COMMON, "shoe_size"], [RATES, MOVES])
    message = str(caught.value)
    assert "shoe_size" in message
    assert "Rates: population_type or population_count, children_count or number" in message
    assert "School moves: cla_group, move_measure" in message


def test_a_file_without_the_columns_of_every_table_is_told_which_are_missing() -> None:
    with pytest.raises(UnknownTableError, match="missing here: region_code, new_la_code"):
        candidates(["time_period", "geographic_level", "number"], [RATES])
