"""When people are told of what falls due, by hand: 23 April 2021 is a Friday."""

import datetime as dt

import pytest

from performance.domain.reminders import (
    Occasion,
    Rhythm,
    Unfinished,
    Waiting,
    Weekday,
    due_lines,
    provisional_lines,
    rhythms_due,
    wait_after,
)

DUE = dt.date(2021, 4, 23)
RETURN = Waiting(7, "Healthy, 2020-21 quarter 4", DUE, "/there/")


def told(today, holidays=()):
    return [
        (line.occasion, line.key, line.words)
        for line in due_lines([RETURN], today, holidays=holidays)
    ]


def test_nothing_is_said_before_five_working_days():
    assert told(dt.date(2021, 4, 15)) == []
    assert told(dt.date(2021, 4, 16)) == [
        (Occasion.DUE, "due:7:2021-04-23", "Healthy, 2020-21 quarter 4 is due on 23 April 2021")
    ]


def test_a_bank_holiday_makes_it_a_day_earlier():
    assert told(dt.date(2021, 4, 15), holidays=[dt.date(2021, 4, 19)]) != []


def test_due_is_one_occasion_until_the_day_itself():
    assert {told(dt.date(2021, 4, day))[0][1] for day in (16, 20, 23)} == {"due:7:2021-04-23"}


def test_what_is_late_is_another_occasion_each_week():
    keys = [told(DUE + dt.timedelta(days=days))[0][1] for days in (1, 6, 7, 14)]
    assert keys == [f"overdue:7:2021-04-23:{week}" for week in (0, 0, 1, 2)]
    assert told(DUE + dt.timedelta(days=1))[0][2].endswith("was due on 23 April 2021")


def test_a_changed_day_is_told_anew():
    moved = Waiting(7, "Healthy", dt.date(2021, 4, 26), "/")
    assert due_lines([moved], DUE)[0].key == "due:7:2021-04-26"


def test_provisional_figures():
    figure = Unfinished("nottingham/a/plan", "Education plan, spring term", DUE, "/")
    assert provisional_lines([figure], dt.date(2021, 4, 15)) == []
    [soon] = provisional_lines([figure], dt.date(2021, 4, 20))
    assert soon.words == "Education plan, spring term: the final figure is due on 23 April 2021"
    [late] = provisional_lines([figure], dt.date(2021, 5, 1))
    assert late.words.endswith("was due on 23 April 2021")
    assert late.key.endswith(":1")


MONDAY, TUESDAY, FRIDAY = dt.date(2021, 4, 19), dt.date(2021, 4, 20), dt.date(2021, 4, 23)
SUNDAY = dt.date(2021, 4, 18)


@pytest.mark.parametrize(
    ("today", "last", "weekly", "daily"),
    [
        (MONDAY, SUNDAY, True, True),
        (MONDAY, MONDAY, False, False),  # made already
        (TUESDAY, MONDAY, False, True),
        (TUESDAY, SUNDAY, True, True),  # no worker ran on Monday
        (FRIDAY, TUESDAY, False, True),
        (FRIDAY, dt.date(2021, 3, 1), True, True),  # none for weeks
        (MONDAY, None, True, True),
        (TUESDAY, None, False, True),  # a new installation owes no Monday
    ],
)
def test_what_goes_out_at_a_look(today, last, weekly, daily):
    due = rhythms_due(today, last, Weekday.MONDAY)
    assert Rhythm.NOW in due
    assert (Rhythm.WEEKLY in due, Rhythm.DAILY in due) == (weekly, daily)
    assert Rhythm.NEVER not in due


def test_a_failed_e_mail_is_tried_more_and_more_seldom():
    minutes = [wait_after(tries).total_seconds() / 60 for tries in (1, 2, 3, 4, 5, 6, 500)]
    assert minutes == [15, 30, 60, 120, 240, 240, 240]
