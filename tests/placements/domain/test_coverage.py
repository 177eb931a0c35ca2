"""Which days returns answer for."""

import datetime as dt

from placements.domain.cohort import ReturnYear
from placements.domain.coverage import return_of, spans, why_not

FIRST = ReturnYear(2018, dt.date(2019, 3, 31))
SECOND = ReturnYear(2019, dt.date(2020, 3, 31))
EXTRACT = ReturnYear(2020, dt.date(2020, 12, 31))
LATER = ReturnYear(2021, dt.date(2022, 3, 31))


def test_years_that_follow_each_other_are_one_span_and_an_extract_leaves_a_gap():
    assert spans([SECOND, FIRST, EXTRACT, LATER]) == [
        (dt.date(2018, 4, 1), dt.date(2020, 12, 31)),
        (dt.date(2021, 4, 1), dt.date(2022, 3, 31)),
    ]


def test_says_which_days_are_held_when_one_is_not():
    day = dt.date(2021, 1, 31)
    assert why_not([FIRST, SECOND], dt.date(2018, 4, 1), dt.date(2020, 3, 31)) == ""
    assert why_not([FIRST], day, day) == (
        "No return holds 31 January 2021: the returns hold 1 April 2018 to 31 March 2019."
    )
    assert "every day from 1 January 2018 to 31 March 2019" in why_not(
        [FIRST], dt.date(2018, 1, 1), dt.date(2019, 3, 31)
    )
    assert why_not([], day, day) == "No returns are loaded."


def test_undated_rows_hold_on_the_day_of_their_return_only():
    assert return_of([FIRST, EXTRACT], dt.date(2020, 12, 31)) == EXTRACT
    assert return_of([FIRST, EXTRACT], dt.date(2021, 3, 31)) is None
