"""When an entry is due again, and what is planned too early."""

from __future__ import annotations

import datetime as dt

from boards.domain.programme import Next, Planned, next_entry, too_early
from reference.domain.periods import quarter

MAY, JULY, SEPTEMBER, NOVEMBER = (dt.date(2021, m, 17) for m in (5, 7, 9, 11))
Q1, Q2 = quarter(2021, 1), quarter(2021, 2)


def test_every_meeting_after_the_first_entry_and_none_twice() -> None:
    series = [Planned(JULY)]
    assert next_entry("every_meeting", series, SEPTEMBER, {}) == Next()
    assert next_entry("every_meeting", series, JULY, {}) is None
    assert next_entry("every_meeting", series, MAY, {}) is None
    assert next_entry("", series, SEPTEMBER, {}) is None
    assert next_entry("every_meeting", [], SEPTEMBER, {}) is None


def test_each_quarter_once() -> None:
    series = [Planned(MAY)]
    assert next_entry("quarterly", series, dt.date(2021, 6, 20), {}) is None
    assert next_entry("quarterly", series, JULY, {}) == Next()
    assert next_entry("quarterly", [*series, Planned(JULY)], SEPTEMBER, {}) is None


def test_a_report_of_figures_waits_until_they_are_signed_off() -> None:
    series = [Planned(JULY, Q1)]
    ready = {"2021-22-Q2": dt.date(2021, 10, 21)}
    assert next_entry("quarterly", series, SEPTEMBER, ready) is None
    assert next_entry("quarterly", series, NOVEMBER, ready) == Next(Q2)


def test_once_a_year_comes_back_about_a_year_later() -> None:
    series = [Planned(NOVEMBER)]
    assert next_entry("yearly", series, dt.date(2022, 5, 16), {}) is None
    assert next_entry("yearly", series, dt.date(2022, 11, 14), {}) == Next()


class TestTooEarly:
    ready = dt.date(2021, 10, 21)

    def test_before_the_quarter_ends(self) -> None:
        words = too_early("Q2 performance", dt.date(2021, 9, 20), Q2, self.ready, [JULY, NOVEMBER])
        assert words == (
            "Q2 performance is planned for 20 September 2021, but its quarter ends on "
            "30 September 2021, and the figures are signed off by 21 October 2021. The first "
            "meeting after that is on 17 November 2021."
        )

    def test_after_the_quarter_but_before_sign_off(self) -> None:
        words = too_early("Q2", dt.date(2021, 10, 20), Q2, self.ready, [])
        assert "its quarter ended on 30 September 2021" in words
        assert words.endswith("No meeting is planned after that yet.")

    def test_in_time(self) -> None:
        assert too_early("Q2", self.ready, Q2, self.ready, []) == ""
