"""A forecast is kept once for the same returns; scenarios make another of the same back-test."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import AuditEvent, Role
from placements.models import KeptForecast, SavedScenario
from placements.services import forecasts
from placements.services.forecasts import NothingToForecast, keep_forecast, month_end
from placements.services.scenarios import ScenarioRefused, save_scenario

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
    first = keep_forecast(council=nottingham, by=commissioner)
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
