"""The first day that is kept."""

import datetime as dt

import pytest

from accounts.domain.retention import kept_from


@pytest.mark.parametrize(
    ("today", "amount", "unit", "first"),
    [
        ("2026-11-26", 6, "years", "2020-11-26"),
        ("2028-02-29", 4, "years", "2024-02-29"),
        ("2028-02-29", 1, "years", "2027-02-28"),
        ("2026-01-05", 7, "days", "2025-12-29"),
    ],
)
def test_years_go_by_the_calendar_and_days_are_counted(today, amount, unit, first):
    assert str(kept_from(dt.date.fromisoformat(today), amount, unit)) == first
