"""Figures of the register that the board also sees: counted by hand, offered once."""

from __future__ import annotations

import datetime as dt

import pytest

from performance.models import Offer
from placements.models import (
    Irregular,
    Judgement,
    MonitoringReport,
    Places,
    Recruitment,
    Setting,
)
from placements.services.register.figures import FUNCTIONS
from placements.services.register.offers import offer_register_figures
from reference.domain.periods import quarter
from reference.fixtures import fixture_rows
from tests.performance.returns_cast import opened, switch_on

pytestmark = pytest.mark.django_db
QUARTER = quarter(2020, 4)
TODAY = dt.date(2021, 5, 17)


def counted(name, council):
    found = FUNCTIONS[name](council, QUARTER)
    return found and (found.numerator, found.denominator)


def test_an_empty_register_offers_nothing(nottingham):
    assert {counted(name, nottingham) for name in FUNCTIONS} == {None}


def test_foster_households_and_places_on_the_last_day(stand):
    for name, closed in (("A", None), ("B", dt.date(2021, 3, 31))):
        home = Setting.objects.create(
            provider=stand.own, name=name, kind="foster", closed_on=closed
        )
        Places.objects.create(setting=home, from_on=dt.date(2020, 1, 1), registered=2, usable=2)
    assert counted("fostering_households", stand.council) == (1, None)
    assert counted("fostering_places", stand.council) == (2, None)
    Places.objects.filter(setting__name="A").delete()
    told = FUNCTIONS["fostering_places"](stand.council, QUARTER)
    assert told.unavailable == "1 household has no places in the register on the day."


def test_recruitment_needs_all_three_months(nottingham):
    for month in (1, 2, 3):
        assert counted("approvals", nottingham) is None
        Recruitment.objects.create(
            council=nottingham, month=dt.date(2021, month, 1), stage="approval", households=month
        )
    assert counted("approvals", nottingham) == (6, None)


def test_homes_that_are_good_of_those_judged_by_the_day(stand):
    day = dt.date(2021, 3, 1)
    for name, grade in (("A", "good"), ("B", "inadequate"), ("C", "")):
        home = Setting.objects.create(provider=stand.own, name=name, kind="home")
        if grade:
            Judgement.objects.create(setting=home, inspected_on=day, grade=grade)
    late = Setting.objects.get(name="B")
    Judgement.objects.create(setting=late, inspected_on=dt.date(2021, 4, 1), grade="good")
    assert counted("homes_good", stand.council) == (1, 2)


def test_visits_made_of_months_due(stand):
    MonitoringReport.objects.create(setting=stand.setting, visited_on=dt.date(2021, 3, 31))
    assert counted("independent_visits", stand.council) == (1, 3)


def test_children_in_unregistered_homes_each_once(stand):
    for start in (1, 2):
        Irregular.objects.create(
            placement=stand.placement,
            kind="unregistered",
            from_on=dt.date(2021, 3, start),
            reason="None found",
        )
    assert counted("in_unregistered_homes", stand.council) == (1, None)


def test_offered_to_the_quarters_that_ended_and_the_same_again_changes_nothing(stand):
    codes = [row["indicator"] for row in fixture_rows("register_indicators.csv")]
    switch_on(stand.council, *codes)
    opened(stand.council, theme="practice")
    Judgement.objects.create(setting=stand.setting, inspected_on=dt.date(2021, 3, 1), grade="good")
    first = offer_register_figures(council=stand.council, by=None, today=TODAY)
    assert first.words == "2 figures offered for 1 quarter, 2 new, 0 changed."
    again = offer_register_figures(council=stand.council, by=None, today=TODAY)
    assert (again.new, again.changed) == (0, 0)
    assert Offer.objects.get(indicator__code="homes-good").value == 100
    early = offer_register_figures(council=stand.council, by=None, today=dt.date(2021, 3, 31))
    assert early.figures == 0
