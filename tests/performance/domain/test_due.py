"""When something falls due, in words; worked by hand in April 2021."""

import datetime as dt

import pytest

from performance.domain.due import due_in_words

# A Friday; Monday the 5th was Easter Monday.
DUE = dt.date(2021, 4, 9)
EASTER = frozenset({dt.date(2021, 4, 2), dt.date(2021, 4, 5)})


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (dt.date(2021, 4, 9), "due today"),
        (dt.date(2021, 4, 8), "due in 1 working day"),
        (dt.date(2021, 4, 3), "due in 4 working days"),
        (dt.date(2021, 3, 1), "due on 9 April 2021"),
        (dt.date(2021, 4, 10), "overdue by 1 day"),
        (dt.date(2021, 6, 8), "overdue by 60 days"),
        (dt.date(2021, 6, 9), "overdue since 9 April 2021"),
    ],
)
def test_due_in_words(today, words):
    assert due_in_words(DUE, today, holidays=EASTER) == words


def test_a_due_day_at_the_weekend_is_named():
    assert due_in_words(dt.date(2021, 4, 11), dt.date(2021, 4, 10)) == "due on 11 April 2021"
