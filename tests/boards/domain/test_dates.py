"""Pasted dates, days in words, civic years, names of young people."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.domain.civic_year import civic_year_bounds, civic_year_name, civic_year_of
from boards.domain.dates import DateError, in_words, pasted_dates, short
from boards.domain.names import public_name


def test_a_pasted_list_in_every_way_that_people_write() -> None:
    text = (
        "Monday 19 July 2021\n20/9/2021; Mon 15th Nov 2021,\r\n\n2022-01-17\n21.03.2022\n20/9/2021"
    )
    assert [one.isoformat() for one in pasted_dates(text)] == [
        "2021-07-19", "2021-09-20", "2021-11-15", "2022-01-17", "2022-03-21",
    ]  # fmt: skip
    assert pasted_dates(" \n ") == []


@pytest.mark.parametrize("line", ["31/2/2021", "next Tuesday", "19/7", "<script>"])
def test_what_is_no_date_is_named(line: str) -> None:
    with pytest.raises(DateError, match="is not a date") as refusal:
        pasted_dates(f"19/7/2021\n{line}")
    assert line.split()[-1] in str(refusal.value)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_what_is_written_is_read(day: dt.date) -> None:
    assert pasted_dates(f"{in_words(day)}\n{short(day)}\n{day:%d/%m/%Y}") == [day]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2098, 12, 31)), st.integers(1, 12))
def test_every_day_is_in_its_civic_year(day: dt.date, month: int) -> None:
    first, last = civic_year_bounds(civic_year_of(day, month), month)
    assert first <= day <= last
    assert (first.month, first.day) == (month, 1)


def test_civic_years_have_names() -> None:
    assert civic_year_name(dt.date(2021, 5, 17)) == "2021-22"
    assert civic_year_name(dt.date(2021, 4, 30)) == "2020-21"
    assert civic_year_name(dt.date(1999, 6, 1)) == "1999-00"
    assert civic_year_name(dt.date(2021, 1, 1), month=1) == "2021"


def test_young_people_are_named_only_where_the_board_says_so() -> None:
    assert public_name("Sam", "young_person") == "A young person"
    assert public_name("Sam", "young_person", young_people_named=True) == "Sam"
    assert public_name("Councillor A", "councillor") == "Councillor A"
