"""Days as numbers: ages, months, birthdays, working days."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.domain.days import (
    OPEN,
    UNKNOWN_AGE,
    add_months,
    add_working_days,
    age_on,
    birthdays,
    date,
    first_of_months,
    number,
    numbered,
    numbers,
)
from reference.domain import calendar

DAYS = st.dates(dt.date(1995, 1, 1), dt.date(2040, 12, 31))


def days(*texts):
    return numbers(dt.date.fromisoformat(text) for text in texts)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2005-03-31", "2021-03-30", 15),
        ("2005-03-31", "2021-03-31", 16),
        ("2004-02-29", "2021-02-28", 16),  # no leap year: 17 on 1 March
        ("2004-02-29", "2021-03-01", 17),
        ("2004-02-29", "2020-02-28", 15),
        ("2004-02-29", "2020-02-29", 16),
        ("2021-03-31", "2021-03-31", 0),
    ],
)
def test_an_age_is_attained_when_the_birthday_begins(born, day, age):
    assert age_on(days(born), days(day)).tolist() == [age]
    assert (days(day) >= birthdays(days(born), age)).all()
    assert (days(day) < birthdays(days(born), age + 1)).all()


def test_without_a_date_of_birth_there_is_no_age():
    assert age_on(np.array([OPEN]), days("2021-03-31")).tolist() == [UNKNOWN_AGE]
    assert birthdays(np.array([OPEN]), 18).tolist() == [OPEN]


def test_a_missing_day_is_open():
    column = pd.Series(pd.to_datetime(["2021-03-31", None])).astype("datetime64[s]")
    assert numbered(column).tolist() == [number(dt.date(2021, 3, 31)), OPEN]


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        ("2021-03-31", -30, "2018-09-30"),
        ("2020-02-29", -24, "2018-02-28"),
        ("2020-11-30", 3, "2021-02-28"),
        ("2021-01-15", 6, "2021-07-15"),
    ],
)
def test_months_keep_the_day_or_end_with_the_month(day, months, found):
    assert date(add_months(days(day), months)[0]) == dt.date.fromisoformat(found)
    assert add_months(np.array([OPEN]), months).tolist() == [OPEN]


@pytest.mark.parametrize(
    ("end", "months", "first"),
    [
        ("2021-03-31", 12, "2020-04-01"),
        ("2021-02-28", 12, "2020-03-01"),
        ("2020-02-28", 12, "2019-03-01"),
        ("2020-02-29", 12, "2019-03-01"),
        ("2020-06-30", 12, "2019-07-01"),
        ("2021-03-31", 36, "2018-04-01"),
    ],
)
def test_the_months_that_end_with_a_day_begin_a_day_after_the_same_day(end, months, first):
    assert date(first_of_months(days(end), months)[0]) == dt.date.fromisoformat(first)


@given(DAYS, st.integers(1, 40), st.sets(DAYS, max_size=5))
def test_working_days_agree_with_the_calendar(day, n, holidays):
    expected = calendar.add_working_days(day, n, holidays=holidays)
    assert date(add_working_days(numbers([day]), n, holidays)[0]) == expected


@given(st.lists(DAYS, min_size=1, max_size=5))
def test_numbers_and_dates_are_each_other(some):
    assert [date(day) for day in numbers(some)] == some
