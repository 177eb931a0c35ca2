"""Numbers of minutes and resolutions."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.domain.civic_year import civic_year_of
from boards.domain.minute_numbers import minute_number, resolution_mark


@pytest.mark.parametrize(
    ("day", "year"),
    [(dt.date(2021, 5, 1), 2021), (dt.date(2021, 4, 30), 2020), (dt.date(2022, 1, 17), 2021)],
)
def test_the_municipal_year_of_a_day(day: dt.date, year: int) -> None:
    assert civic_year_of(day, 5) == year


def test_minutes_restart_or_run_on() -> None:
    assert minute_number(4, None) == "4"
    assert minute_number(12, 2021) == "12/21"
    assert minute_number(3, 2005) == "3/05"


def test_resolutions_are_numbered_or_lettered() -> None:
    assert resolution_mark(2, lettered=False) == "(2)"
    assert [resolution_mark(n, lettered=True) for n in (1, 26, 27, 52, 53)] == [
        "(a)",
        "(z)",
        "(aa)",
        "(az)",
        "(ba)",
    ]


@given(st.integers(1, 2000), st.integers(1, 2000), st.booleans())
def test_no_two_have_one_mark(one: int, other: int, lettered: bool) -> None:
    same = resolution_mark(one, lettered=lettered) == resolution_mark(other, lettered=lettered)
    assert same == (one == other)
