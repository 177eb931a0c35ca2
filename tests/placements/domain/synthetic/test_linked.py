"""A history as a cohort, without the way through files."""

from __future__ import annotations

import datetime as dt

from placements.domain.days import number
from placements.domain.synthetic import linked_cohort
from tests.placements.domain.cases import scene


def test_who_is_in_care_is_as_in_the_history(history):
    cohort = linked_cohort(history)
    periods = history.periods
    days = [dt.date(2018, 3, 31), dt.date(2022, 3, 31)]
    for day, here in zip(days, scene(cohort, *days).in_care, strict=True):
        there = (periods["starts"] <= number(day)) & (periods["ends"] > number(day))
        breaks = periods["kind"].eq("breaks")
        assert here.sum() == periods.loc[there & ~breaks, "child"].nunique()
    assert len(cohort.returns) == history.plan.years
    assert cohort.episodes["ends_on"].max().date() <= cohort.returns[-1].as_at
