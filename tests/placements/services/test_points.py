"""The council's own point: set, moved, measured to as returns come in, and never by half."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest

from accounts.models import AuditEvent, Role
from placements.dashboards.held import held_cohort
from placements.dashboards.points import point_page
from placements.measures import computed_figures
from placements.models import Episode, Intake, OwnPoint, Return903
from placements.services import (
    OutOfDate,
    PointRefused,
    accept_intake,
    load_returns,
    place_of,
    points,
    set_own_point,
)
from reporting.models import Build

from ...conftest import person
from ..returns import HOME, NOWHERE, episodes, year_one, year_two
from .test_loading import send

pytestmark = pytest.mark.django_db
# Nottingham's council house, as the tests' directory has it, and a place 20 miles north of Derby's.
HOUSE = (457_317, 339_991)
FAR = (435_311, 336_423 + 32_186)
MARCH_2021 = dt.date(2021, 3, 31)


def set_point(council, by, place=HOUSE, name="the city centre", miles="20"):
    return set_own_point(council=council, by=by, name=name, place=place, miles=Decimal(miles))


def load(council, files):
    return load_returns(council=council, sources=files, by=None)


def local(council, day=MARCH_2021):
    [found] = computed_figures(council, held_cohort(council), [day], codes=["within-own-radius"])
    return found


def test_the_figure_is_there_once_a_point_is_set_and_returns_are_sent(
    nottingham, analyst, two_years
):
    """Of two children on the day one lives at the point; the postcode of the other is unknown."""
    set_point(nottingham, analyst)
    load(nottingham, two_years)
    found = local(nottingham)
    assert (found.numerator, found.denominator, found.known, found.of) == (1, 2, 1, 2)
    assert found.rule.startswith("Placed within 20 miles of the city centre / in care.")
    assert found.completeness_words == "1 of 2 has no known distance from the point"
    assert not point_page(nottingham).again


def test_twenty_miles_are_within_and_the_radius_can_change_without_the_returns(nottingham, analyst):
    set_point(nottingham, analyst, FAR)
    load(nottingham, year_one())
    day = dt.date(2020, 3, 31)
    assert Episode.objects.get(placement="U6").miles_to_point == 20.0
    assert (local(nottingham, day).numerator, local(nottingham, day).denominator) == (1, 1)
    set_point(nottingham, analyst, FAR, miles="19.9")
    assert local(nottingham, day).numerator == 0
    assert local(nottingham, day).rule_version == "1 own_radius=19.9"


def test_without_a_point_nothing_is_measured(nottingham, two_years):
    load(nottingham, two_years)
    assert local(nottingham).unavailable == "The council has named no point to measure from."
    assert set(Episode.objects.values_list("miles_to_point", flat=True)) == {None}


def test_a_point_set_after_loading_asks_for_every_return_again(nottingham, analyst, two_years):
    load(nottingham, two_years)
    set_point(nottingham, analyst)
    assert local(nottingham).unavailable.endswith("known: 2019-20, 2020-21.")
    assert point_page(nottingham).again == ("2019-20", "2020-21")
    load(nottingham, year_two())
    assert point_page(nottingham).again == ("2019-20",)
    # The later return tells of all who were in care when its year began, not of who had left.
    assert local(nottingham, dt.date(2020, 3, 31)).numerator == 1
    assert local(nottingham, dt.date(2019, 11, 30)).numerator is None
    load(nottingham, year_one())
    assert not point_page(nottingham).again
    assert local(nottingham, dt.date(2019, 11, 30)).numerator == 2
    assert local(nottingham).numerator == 1


def test_a_return_whose_postcodes_nobody_knows_is_no_news_only_once(nottingham, analyst):
    files = [("2020-episodes.csv", episodes(f"C3,05/05/2020,S,C1,N1,U6,PR1,,,,,{NOWHERE},"))]
    load(nottingham, files)
    set_point(nottingham, analyst)
    assert not load(nottingham, files).is_nothing_new
    assert not point_page(nottingham).again
    assert load(nottingham, files).is_nothing_new


def test_a_point_that_moves_forgets_the_distances_of_its_own_council(
    nottingham, analyst, exampleshire, two_years
):
    their_analyst = person(exampleshire, Role.ANALYST, name="Their analyst")
    for council, by in ((nottingham, analyst), (exampleshire, their_analyst)):
        set_point(council, by)
        load(council, two_years)
    set_point(nottingham, analyst, FAR)
    ours = Episode.objects.filter(held_return__council=nottingham)
    assert not ours.filter(miles_to_point__isnull=False).exists()
    assert local(nottingham).numerator is None
    assert local(exampleshire).numerator == 1
    assert Build.objects.filter(council=nottingham, kind="cohort-figures").count() == 1


def test_another_name_keeps_the_distances(nottingham, analyst, two_years):
    set_point(nottingham, analyst)
    load(nottingham, two_years)
    set_point(nottingham, analyst, name="the Council House")
    assert "miles of the Council House /" in local(nottingham).rule
    assert local(nottingham).numerator == 1


def test_what_was_read_before_the_point_moved_is_not_accepted(nottingham, analyst):
    intake = send(nottingham, year_one(), analyst)
    set_point(nottingham, analyst)
    with pytest.raises(OutOfDate, match="own point was set or moved"):
        accept_intake(intake=intake, by=analyst)
    assert not Return903.objects.exists()
    assert Intake.objects.get().status == Intake.Status.READ
    again = send(nottingham, year_one(), analyst)
    accept_intake(intake=again, by=analyst)
    assert Return903.objects.get().to_point


def test_the_audit_tells_what_was_and_the_same_again_is_no_event(nottingham, analyst):
    set_point(nottingham, analyst)
    set_point(nottingham, analyst)
    set_point(nottingham, analyst, miles="12.5")
    first, second = AuditEvent.objects.filter(action="set_own_point").order_by("pk")
    assert (first.by, first.detail["was"]) == (analyst, None)
    assert first.detail["now"] == {
        "name": "the city centre", "place": list(HOUSE), "miles": "20.0"
    }  # fmt: skip
    assert (second.detail["was"]["miles"], second.detail["now"]["miles"]) == ("20.0", "12.5")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", {"name": "  "}),
        ("easting", {"place": (700_001, 1)}),
        ("northing", {"place": (1, -1)}),
        ("miles", {"miles": "0.9"}),
        ("miles", {"miles": "99.1"}),
    ],
)
def test_what_cannot_be_a_point_is_refused(nottingham, analyst, field, said):
    with pytest.raises(PointRefused) as refusal:
        set_point(nottingham, analyst, **said)
    assert refusal.value.field == field
    assert not OwnPoint.objects.exists()


class TestPlaceOf:
    @pytest.fixture(autouse=True)
    def directory(self, monkeypatch):
        known = pd.DataFrame(
            {"east": [457_316.6, float("nan")], "north": [339_991.0, float("nan")]},
            index=["NG12DT", "JE11AA"],
        )
        monkeypatch.setattr(points, "positions", lambda postcodes, tell: known)

    def test_however_it_is_written(self):
        assert place_of(HOME) == place_of(" ng12dt ") == HOUSE

    @pytest.mark.parametrize("postcode", [NOWHERE, "JE1 1AA", ""])
    def test_unknown_or_on_no_grid(self, postcode):
        with pytest.raises(PointRefused, match="No directory") as refusal:
            place_of(postcode)
        assert refusal.value.field == "postcode"
