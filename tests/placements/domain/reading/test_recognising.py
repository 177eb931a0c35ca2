"""A table is known by its columns, whatever file, order, case or mark they come with."""

from __future__ import annotations

import pytest

from placements.domain.reading import ColumnTwice, NotRecognised, recognise

from ...returns import EPISODES, HEADER, rows_of, told


@pytest.mark.parametrize("table", sorted({row["table"] for row in rows_of("ssda903_columns.csv")}))
def test_every_table_is_known_by_its_own_columns(table):
    names = [row["column"] for row in rows_of("ssda903_columns.csv") if row["table"] == table]
    assert recognise(names, told().tables).table.name == table
    mixed = ["\ufeffextra", *(name.lower() for name in reversed(names)), "Notes"]
    found = recognise(mixed, told().tables)
    assert found.table.name == table
    assert mixed[found.places["CHILD"]] == "child"


def test_what_comes_near_is_told():
    lacking = [name for name in EPISODES.split(",") if name != "DEC"]
    with pytest.raises(NotRecognised, match="looks like the table Episodes, but lacks DEC"):
        recognise(lacking, told().tables)
    with pytest.raises(NotRecognised, match="first row must hold"):
        recognise(["Board", "Chair"], told().tables)


def test_a_column_that_is_there_twice_is_refused_unless_nobody_needs_it():
    with pytest.raises(ColumnTwice, match="DOB is there twice"):
        recognise([*HEADER.split(","), "dob"], told().tables)
    assert recognise([*HEADER.split(","), "Note", "Note"], told().tables).table.name == "Header"
