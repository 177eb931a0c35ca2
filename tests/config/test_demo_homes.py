"""Homes of the demonstration: told by a public paper or invented; loaded and published once."""

from __future__ import annotations

import datetime as dt

import pytest

from config.demo import homes, loading
from config.demo.homes import SCENARIOS, load_forecast, load_homes, publish_statements
from config.demo.people import demo_people
from placements.dashboards.homes import homes_page
from placements.models import KeptForecast, Places
from placements.services.statements import publishing
from reporting.domain.paper import PdfFile
from reporting.models import Edition
from tests.placements.statement_cast import a_council_with_homes

pytestmark = pytest.mark.django_db


def test_homes_that_are_told_of_together_stand_together(nottingham):
    people = demo_people(nottingham, "a password of the demonstration")
    assert load_homes(nottingham, people)
    held = Places.objects.for_council(nottingham).select_related("setting")
    assert {(one.setting.kind, one.setting.homes, one.registered) for one in held} == {
        ("home", 7, 19),
        ("short-breaks", 1, 11),
        ("supported", 6, 23),
    }
    assert "7 homes together" in held.get(registered=19).setting.name
    assert not load_homes(nottingham, people)
    views = homes_page(nottingham, dt.date(2021, 5, 17), "board").views
    assert views["districts"].sentence.startswith("In the area: 7 children’s homes of the register")
    assert {row[0]: row[1] for row in views["places"].rows} == {
        "Children’s home": "7",
        "Short breaks": "1",
        "Supported accommodation": "6",
    }


def test_the_statement_is_published_once_and_written_to_a_file(db, tmp_path, monkeypatch):
    monkeypatch.setattr(publishing, "statement_pdf", lambda pack, progress: PdfFile(b"%PDF", 1))
    monkeypatch.setattr(publishing, "with_own_styles", lambda html: html)
    monkeypatch.setattr(homes, "EXAMPLESHIRE", "nottingham")
    with a_council_with_homes(tmp_path) as council:
        people = demo_people(council, "a password of the demonstration")
        assert publish_statements(council, people)
        assert not publish_statements(council, people)
        kinds = Edition.objects.public().values_list("kind", "published_by__name")
        assert set(kinds) == {
            ("sufficiency-statement", "Approver"),
            ("market-position", "Approver"),
        }
        out = tmp_path / "out"
        out.mkdir()
        assert loading.write_statement(out) == [out / homes.STATEMENT]
        assert (out / homes.STATEMENT).read_bytes() == b"%PDF"


def test_the_forecast_is_kept_with_what_scenarios_would_change(db, tmp_path):
    with a_council_with_homes(tmp_path) as council:
        people = demo_people(council, "a password of the demonstration")
        assert load_forecast(council, people)
        assert not load_forecast(council, people)
        kept = KeptForecast.objects.get(council=council)
        names = [one["name"] for one in kept.content["scenarios"]]
        assert names == ["No change in policy", *(name for name, _, _ in SCENARIOS)]
