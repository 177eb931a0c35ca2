"""Six months without attendance, warned of at four and five."""

from __future__ import annotations

import datetime as dt

import pytest

from boards.domain.absence import Warn, absence, months_after

JOINED = dt.date(2020, 5, 1)
LAST = dt.date(2021, 5, 17)


@pytest.mark.parametrize(
    ("today", "warn"),
    [
        (dt.date(2021, 9, 16), Warn.NONE),
        (dt.date(2021, 9, 17), Warn.FOUR_MONTHS),
        (dt.date(2021, 10, 17), Warn.FIVE_MONTHS),
        (dt.date(2021, 11, 16), Warn.FIVE_MONTHS),
        (dt.date(2021, 11, 17), Warn.SIX_MONTHS),
    ],
)
def test_it_warns_at_four_five_and_six_months(today: dt.date, warn: Warn) -> None:
    found = absence(JOINED, [dt.date(2020, 7, 20), LAST], today)
    assert (found.since, found.warn) == (LAST, warn)
    assert found.lapses_on == dt.date(2021, 11, 17)


def test_a_new_member_counts_from_joining() -> None:
    assert absence(LAST, [], dt.date(2021, 6, 1)).since == LAST


def test_a_meeting_to_come_does_not_count_yet() -> None:
    assert absence(JOINED, [dt.date(2022, 1, 1)], dt.date(2021, 1, 1)).since == JOINED


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (dt.date(2021, 8, 31), dt.date(2022, 2, 28)),
        (dt.date(2023, 8, 31), dt.date(2024, 2, 29)),
        (dt.date(2021, 6, 30), dt.date(2021, 12, 30)),
    ],
)
def test_months_end(day: dt.date, later: dt.date) -> None:
    assert months_after(day, 6) == later
