"""A forecast is kept once for the same returns; scenarios make another of the same back-test."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, Role
from placements.dashboards.homes.expected import newest_outlook
from placements.models import KeptForecast, SavedScenario, Statement
from placements.services import forecasts
from placements.services.forecast_keeping import keep
from placements.services.forecasts import NothingToForecast, keep_forecast, month_end
from placements.services.scenarios import ScenarioRefused, remove_scenario, save_scenario

from ...conftest import person
from ..homes import load_made_returns

pytestmark = pytest.mark.django_db


@pytest.fixture
def commissioner(nottingham):
    return person(nottingham, Role.COMMISSIONER, name="Commissioner")


def test_without_returns_there_is_nothing_to_forecast(nottingham):
    with pytest.raises(NothingToForecast, match="No return"):
        keep_forecast(council=nottingham, by=None)


def test_a_forecast_is_kept_once_and_a_scenario_makes_another(
    nottingham, commissioner, tmp_path, monkeypatch
):
    load_made_returns(nottingham, tmp_path / "returns")
    monkeypatch.setattr(forecasts, "MONTHS", 12)
    tried = []
    backtest = forecasts.backtest
    monkeypatch.setattr(
        forecasts,
        "backtest",
        lambda *given, **rest: tried.append(1) or backtest(*given, **rest, simulations=20),
    )
    told = []
    first = keep_forecast(council=nottingham, by=commissioner, tell=lambda *step: told.append(step))
    steps = [done for stage, done, total in told if stage.startswith("Trying") and total]
    assert steps == list(range(len(steps)))
    assert len(steps) > 1  # whoever waits hears of it before each attempt
    assert keep_forecast(council=nottingham, by=commissioner) == first
    assert first.from_on == dt.date(2021, 3, 31)
    assert len(first.content["months"]) == 12
    save_scenario(
        council=nottingham, name="Fewer", kind="fewer-entries", numbers={"amount": 50},
        by=commissioner,
    )  # fmt: skip
    second = keep_forecast(council=nottingham, by=commissioner)
    assert second != first
    assert [one["name"] for one in second.content["scenarios"]] == ["No change in policy", "Fewer"]
    assert second.content["months"] == first.content["months"]
    assert len(tried) == 1
    deeds = AuditEvent.objects.filter(action="keep_forecast")
    assert deeds.count() == KeptForecast.objects.count() == 2
    remove_scenario(scenario=SavedScenario.objects.get(), by=commissioner)
    assert keep_forecast(council=nottingham, by=commissioner) == first
    assert newest_outlook(nottingham, first.from_on).scenarios == ()
    assert len(tried) == 1
    assert deeds.count() == 3


def kept_on(council, day, mark):
    """Each made a minute after the one before."""
    at = timezone.now() - dt.timedelta(days=1) + dt.timedelta(minutes=KeptForecast.objects.count())
    return KeptForecast.objects.create(council=council, from_on=day, mark=mark, made_at=at)


def test_forecasts_that_nobody_reads_are_removed_when_another_is_kept(nottingham, exampleshire):
    """The newest two of each of the newest eight days stay, and what a statement reads."""
    days = [dt.date(year, 3, 31) for year in range(2008, 2022)]
    for council in (nottingham, exampleshire):
        for day in days:
            for mark in ("a", "b", "c"):
                kept_on(council, day, mark)
    Statement.objects.create(council=nottingham, as_at=dt.date(2010, 7, 1))
    Statement.objects.create(council=nottingham, as_at=dt.date(2001, 7, 1))
    content = {"start": "2021-03-31", "refusal": "", "opening": 1}
    keep(council=nottingham, content=content, mark="d", by=None)
    left = KeptForecast.objects.filter(council=nottingham).values_list("from_on", "mark")
    by_day = {}
    for day, mark in left.order_by("from_on", "mark"):
        by_day.setdefault(day, []).append(mark)
    assert by_day == {
        dt.date(2010, 3, 31): ["b", "c"],
        **{day: ["b", "c"] for day in days[-8:-1]},
        days[-1]: ["c", "d"],
    }
    assert KeptForecast.objects.filter(council=exampleshire).count() == 3 * len(days)
    assert AuditEvent.objects.get(action="keep_forecast").detail["removed"] == 43 - 18


def test_a_forecast_from_an_earlier_day_than_all_others_stays(nottingham):
    for year in range(2008, 2022):
        kept_on(nottingham, dt.date(year, 3, 31), "a")
    made = keep(
        council=nottingham, content={"start": "2005-03-31", "refusal": ""}, mark="d", by=None
    )
    assert KeptForecast.objects.filter(pk=made.pk).exists()


def test_numbers_that_cannot_be_are_refused_and_nothing_is_saved(nottingham, commissioner):
    for numbers, words in (({"amount": 120}, "0 to 100"), ({}, "missing")):
        with pytest.raises(ScenarioRefused, match=words):
            save_scenario(
                council=nottingham, name="X", kind="fewer-entries", numbers=numbers,
                by=commissioner,
            )  # fmt: skip
    assert not SavedScenario.objects.exists()


def test_a_month_that_has_not_ended_is_not_the_start():
    assert month_end(dt.date(2024, 2, 29)) == dt.date(2024, 2, 29)
    assert month_end(dt.date(2024, 2, 28)) == dt.date(2024, 1, 31)
