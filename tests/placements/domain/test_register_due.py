"""When things fall due: by hand, on the days around the day."""

from __future__ import annotations

import datetime as dt

import pytest

from placements.domain.register_due import (
    Frequency,
    months_without_report,
    review_due,
    runs_out,
    visit_due,
    visit_months,
)

TABLE = [Frequency(5, 10, 12), Frequency(11, 15, 6), Frequency(16, 25, 1)]


def test_a_contract_is_warned_of_from_its_months_before_the_end():
    end = dt.date(2021, 8, 31)
    assert runs_out(end, 6, dt.date(2021, 2, 27)) is None
    due = runs_out(end, 6, dt.date(2021, 2, 28))
    assert due is not None
    assert not due.is_over
    over = runs_out(end, 6, dt.date(2021, 9, 2))
    assert over is not None
    assert over.days_over == 2
    assert runs_out(end, 6, dt.date(2022, 9, 1)) is None, "long over"
    assert runs_out(None, 6, end) is None


def test_a_review_is_due_six_months_after_the_last_or_the_opening():
    today = dt.date(2021, 5, 17)
    assert review_due(dt.date(2020, 12, 17), None, today).day == dt.date(2021, 6, 17)
    assert review_due(dt.date(2020, 12, 18), None, today) is None
    assert review_due(None, dt.date(2020, 1, 1), today).is_over
    assert review_due(None, None, today).day == today


@pytest.mark.parametrize(("score", "months"), [(5, 12), (10, 12), (11, 6), (25, 1), (None, 6)])
def test_visits_follow_the_risk_score(score, months):
    last = dt.date(2021, 1, 1)
    due = visit_due(last, None, score, TABLE, dt.date(2023, 1, 1))
    assert due.day == dt.date(2021 + (months == 12), 1 if months == 12 else 1 + months, 1)


def test_a_score_of_no_band_is_an_error():
    with pytest.raises(ValueError, match="26"):
        visit_months(26, TABLE)


def test_months_without_a_visit_are_whole_months_in_which_the_home_was_open():
    today = dt.date(2021, 5, 17)
    visited = [dt.date(2021, 2, 28), dt.date(2021, 4, 1)]
    opened = dt.date(2021, 1, 2)
    assert months_without_report(visited, opened, None, today) == [dt.date(2021, 3, 1)]
    assert months_without_report([], opened, dt.date(2021, 3, 31), today) == [dt.date(2021, 2, 1)]
