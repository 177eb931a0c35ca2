"""Judgements of the homes that we use: Ofsted's list wherever it is newer, and who told of them."""

from __future__ import annotations

import datetime as dt

import pytest

from placements.dashboards.homes import homes_page
from placements.models import Child, Judgement, Placement, Places, Provider, Setting
from reference.models import OfstedRelease, OfstedSetting
from reporting.models import Audience

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 5, 17)


@pytest.fixture
def home(nottingham):
    """With seven children, judged inadequate in February by our own record."""
    provider = Provider.objects.create(council=nottingham, name="Larch", sector="private")
    made = Setting.objects.create(provider=provider, name="Home", kind="home", urn="SC1")
    Places.objects.create(setting=made, from_on=DAY, registered=8, usable=8)
    for number in range(7):
        child = Child.objects.create(council=nottingham, pseudonym=f"{number}")
        Placement.objects.create(child=child, setting=made, route="spot", starts_on=DAY)
    Judgement.objects.create(setting=made, inspected_on=dt.date(2021, 2, 1), grade="inadequate")
    return made


def release(inspected_on, grade):
    made = OfstedRelease.objects.create(
        as_at=dt.date(2021, 9, 30), rows=1, loaded_at="2021-11-01T09:00Z"
    )
    OfstedSetting.objects.create(
        release=made, urn="SC1", provision_type="home", status="active", authority="A",
        inspected_on=inspected_on, overall=grade,
    )  # fmt: skip


def view(council, audience=Audience.BOARD):
    return homes_page(council, DAY, audience).views["judgements"]


def test_a_newer_judgement_of_a_release_counts_and_is_named(nottingham, home):
    release(dt.date(2021, 4, 1), "good")
    for audience in (Audience.BOARD, Audience.PUBLIC):
        told = view(nottingham, audience)
        assert told.rows == (("Good", "7", "100%"),)
        assert told.source == (
            "Ofsted’s list of 30 September 2021, by URN; else the council’s register of homes"
        )


@pytest.mark.parametrize("inspected_on", [dt.date(2021, 1, 1), dt.date(2021, 5, 18)])
def test_an_older_one_or_one_after_the_day_does_not(nottingham, home, inspected_on):
    release(inspected_on, "good")
    told = view(nottingham)
    assert told.rows == (("Inadequate", "7", "100%"),)
    assert told.source == "The council’s register of homes"


def test_words_of_ofsted_that_are_new_to_us_stand_as_they_are(nottingham, home):
    release(dt.date(2021, 4, 1), "Met all requirements")
    assert view(nottingham).rows == (("Met all requirements", "7", "100%"),)
