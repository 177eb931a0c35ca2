"""Clear days by the vectors that are known, by properties, and what is late in words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.domain.deadlines import Rules, State, WorkingDays, deadlines, late
from reference.calendar import england_bank_holidays
from reference.domain.calendar import is_working_day

HOLIDAYS = england_bank_holidays()
CALENDAR = WorkingDays(HOLIDAYS)
# The offices are shut on 24 December and from 29 to 31 December 2026.
SHUT = WorkingDays(
    HOLIDAYS, frozenset({dt.date(2026, 12, 24), *(dt.date(2026, 12, n) for n in (29, 30, 31))})
)
MAY_2021 = dt.date(2021, 5, 17)
days = st.dates(dt.date(2013, 1, 1), dt.date(2027, 12, 31))
some = st.integers(0, 30)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("meeting", "publish_by"),
    [
        ("2026-10-15", "2026-10-07"),
        ("2026-04-09", "2026-03-30"),
        ("2026-05-06", "2026-04-27"),
        ("2026-09-03", "2026-08-25"),
        ("2027-01-06", "2026-12-24"),
        ("2021-05-17", "2021-05-07"),
    ],
)
def test_five_clear_days(meeting: str, publish_by: str) -> None:
    assert deadlines(day(meeting), Rules(), CALENDAR).publication == day(publish_by)


def test_closure_days_are_no_clear_days() -> None:
    assert deadlines(day("2027-01-06"), Rules(), SHUT).publication == day("2026-12-18")


def test_the_case_of_1990_gives_two_days() -> None:
    assert WorkingDays().clear_between(day("1990-04-26"), day("1990-05-01")) == 2


def test_reports_and_sign_off_are_working_days_before_publication() -> None:
    due = deadlines(MAY_2021, Rules(), CALENDAR)
    # Early May bank holiday: 3 May 2021.
    assert (due.report_due, due.sign_off) == (day("2021-04-29"), day("2021-05-05"))
    assert (due.private_notice, due.private_reasons) == (None, None)


def test_the_executive_gives_notice_of_what_is_private_and_then_reasons() -> None:
    rules = Rules(private_notice_days=28, private_reasons_days=5)
    due = deadlines(day("2026-10-15"), rules, CALENDAR)
    assert due.private_reasons == due.publication == day("2026-10-07")
    # 28 working days strictly between, without 31 August.
    assert due.private_notice == day("2026-09-04")
    assert CALENDAR.clear_between(day("2026-09-04"), day("2026-10-15")) == 28


@given(days, some)
def test_the_last_day_gives_the_clear_days_and_the_next_does_not(event: dt.date, n: int) -> None:
    last = SHUT.latest(event, n)
    assert is_working_day(last, holidays=SHUT.holidays, closures=SHUT.closures)
    assert SHUT.clear_between(last, event) == n
    after = SHUT.moved(last, 1)
    assert after >= event or SHUT.clear_between(after, event) < n


@given(days, some, some)
def test_more_clear_days_are_never_later(event: dt.date, n: int, more: int) -> None:
    assert CALENDAR.latest(event, n + more) <= CALENDAR.latest(event, n)


@given(days, some)
def test_a_closure_never_gives_more_time(event: dt.date, n: int) -> None:
    assert SHUT.latest(event, n) <= CALENDAR.latest(event, n)


@given(days, st.integers(0, 60))
def test_days_late_count_working_days_alone(due: dt.date, n: int) -> None:
    today = due + dt.timedelta(days=n)
    between = (due + dt.timedelta(days=k) for k in range(1, n + 1))
    counted = sum(is_working_day(one, holidays=HOLIDAYS) for one in between)
    assert CALENDAR.days_late(due, today) == counted


class TestLate:
    def said(self, today: str, **state: object) -> list[str]:
        due = deadlines(MAY_2021, Rules(), CALENDAR)
        how = State(calendar=CALENDAR, **state)  # type: ignore[arg-type]
        return late(MAY_2021, due, how, today=day(today), clear_days=5)

    def test_nothing_is_late_on_the_day_itself(self) -> None:
        assert self.said("2021-05-07") == []

    def test_an_agenda_that_is_not_out(self) -> None:
        assert self.said("2021-05-12") == [
            "The agenda should have been published on Friday 7 May 2021: 3 working days late."
        ]

    def test_the_day_after_is_a_saturday(self) -> None:
        [words] = self.said("2021-05-08")
        assert words.endswith("on Friday 7 May 2021: late since then.")

    def test_lateness_does_not_grow_after_the_meeting(self) -> None:
        assert self.said("2026-05-17") == self.said("2021-05-17")

    def test_an_agenda_that_went_out_too_late(self) -> None:
        assert self.said("2021-05-12", published_on=day("2021-05-11")) == [
            "The agenda was published on Tuesday 11 May 2021: that gives 3 clear days of notice, "
            "and 5 are needed."
        ]
        assert self.said("2021-05-12", published_on=day("2021-05-07")) == []

    def test_reports(self) -> None:
        words = self.said("2021-05-06", unwritten=1, unsigned=2)
        assert words == [
            "1 report should have been handed in on Thursday 29 April 2021: 4 working days late.",
            "2 reports should have been signed off on Wednesday 5 May 2021: 1 working day late.",
        ]
