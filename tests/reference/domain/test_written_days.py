"""A day as somebody writes it."""

import datetime as dt

import pytest

from reference.domain.written_days import written_day


def test_a_day() -> None:
    assert written_day("2021-03-31") == dt.date(2021, 3, 31)


@pytest.mark.parametrize("text", ["", "31/03/2021", "2021-02-30", "0001-01-01", "9999-12-31"])
def test_no_day_or_one_that_nobody_means(text: str) -> None:
    assert written_day(text) is None
