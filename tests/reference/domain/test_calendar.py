"""Working days and clear days: the vectors of GOVERNANCE, and what must always hold."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.calendar import england_bank_holidays, known_until
from reference.domain.calendar import (
    add_working_days,
    clear_days_between,
    is_working_day,
    latest_publication,
)

OFFICES_SHUT = {dt.date(2026, 12, day) for day in (24, 29, 30, 31)}
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2027, 12, 31))
CLOSURES = st.frozensets(DAYS, max_size=20)


@pytest.mark.parametrize(
    ("meeting", "publish_by"),
    [
        (dt.date(2026, 10, 15), dt.date(2026, 10, 7)),
        (dt.date(2026, 4, 9), dt.date(2026, 3, 30)),
        (dt.date(2026, 5, 6), dt.date(2026, 4, 27)),
        (dt.date(2026, 9, 3), dt.date(2026, 8, 25)),
        (dt.date(2027, 1, 6), dt.date(2026, 12, 24)),
    ],
)
def test_five_clear_days(meeting: dt.date, publish_by: dt.date) -> None:
    holidays = england_bank_holidays()
    assert latest_publication(meeting, 5, holidays=holidays) == publish_by
    assert clear_days_between(publish_by, meeting, holidays=holidays) == 5


def test_days_on_which_the_offices_are_shut_do_not_count() -> None:
    found = latest_publication(
        dt.date(2027, 1, 6), 5, holidays=england_bank_holidays(), closures=OFFICES_SHUT
    )
    assert found == dt.date(2026, 12, 18)


def test_thursday_to_tuesday_gives_two() -> None:
    assert clear_days_between(dt.date(1990, 4, 26), dt.date(1990, 5, 1)) == 2


def test_neither_end_counts_and_backwards_is_nothing() -> None:
    monday, tuesday = dt.date(2026, 10, 5), dt.date(2026, 10, 6)
    assert clear_days_between(monday, monday) == 0
    assert clear_days_between(monday, tuesday) == 0
    assert clear_days_between(tuesday, monday) == 0


def test_weekends_bank_holidays_and_closures_are_no_working_days() -> None:
    christmas, monday = dt.date(2026, 12, 25), dt.date(2026, 10, 5)
    assert is_working_day(monday)
    assert not is_working_day(dt.date(2026, 10, 4))
    assert is_working_day(christmas)
    assert not is_working_day(christmas, holidays=england_bank_holidays())
    assert not is_working_day(monday, closures={monday})


def test_adding_working_days() -> None:
    friday = dt.date(2026, 10, 2)
    assert add_working_days(friday, 0) == friday
    assert add_working_days(friday, 1) == dt.date(2026, 10, 5)
    assert add_working_days(dt.date(2026, 10, 5), -1) == friday
    assert add_working_days(dt.date(2026, 10, 4), -1) == friday


def test_fifteen_working_days_after_the_quarter_over_easter() -> None:
    # From 31 March 2021: Good Friday is 2 April, Easter Monday 5 April.
    due = add_working_days(dt.date(2021, 3, 31), 15, holidays=england_bank_holidays())
    assert due == dt.date(2021, 4, 23)


def test_bank_holidays_are_those_of_england_and_wales() -> None:
    holidays = england_bank_holidays()
    assert dt.date(2026, 4, 6) in holidays  # Easter Monday: none in Scotland
    assert dt.date(2026, 11, 30) not in holidays  # St Andrew's Day
    assert known_until() >= dt.date(2027, 12, 31)


@given(DAYS, st.integers(1, 60), CLOSURES)
def test_as_many_working_days_lie_before_the_answer(
    day: dt.date, n: int, closures: frozenset[dt.date]
) -> None:
    found = add_working_days(day, n, closures=closures)
    assert is_working_day(found, closures=closures)
    assert clear_days_between(day, found, closures=closures) == n - 1


@given(DAYS, st.integers(0, 30), CLOSURES)
def test_notice_is_enough_and_a_working_day_later_is_not(
    meeting: dt.date, n: int, closures: frozenset[dt.date]
) -> None:
    publish = latest_publication(meeting, n, closures=closures)
    later = add_working_days(publish, 1, closures=closures)
    assert clear_days_between(publish, meeting, closures=closures) == n
    assert n == 0 or clear_days_between(later, meeting, closures=closures) < n


@given(DAYS, st.integers(-40, 40), CLOSURES)
def test_there_and_back(day: dt.date, n: int, closures: frozenset[dt.date]) -> None:
    start = add_working_days(day, 1, closures=closures)
    there = add_working_days(start, n, closures=closures)
    assert add_working_days(there, -n, closures=closures) == start
