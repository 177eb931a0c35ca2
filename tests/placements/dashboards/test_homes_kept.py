"""The board's page is made anew when anything changed that it tells, and only then."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Council
from accounts.services import record_event
from performance.models import Indicator, Target
from placements.dashboards.homes import building, homes_page
from placements.dashboards.homes.children import children_on
from placements.models import OwnPoint, Placement, PlannedPlaces, Provider
from placements.services.placing import end_placement
from reference.models import Area, PopulationEstimate
from reporting.models import Audience

from ..homes import LAST, loaded_homes

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(nottingham, tmp_path):
    return loaded_homes(nottingham, tmp_path / "returns")


def page_of(council, audience=Audience.BOARD):
    """As a request has it: the council's row is read anew."""
    return homes_page(Council.objects.get(pk=council.pk), LAST, audience)


def test_a_deed_that_changes_nothing_of_it_leaves_the_page(council, exampleshire):
    page = page_of(council)
    record_event(council=council, by=None, action="agenda.started", subject="A meeting")
    page_of(exampleshire)
    assert page_of(council) is page
    assert page_of(council, Audience.PUBLIC).audience == Audience.PUBLIC
    assert page_of(council) is page


def end_one(council):
    placement = Placement.objects.for_council(council).filter(ends_on=None).earliest("starts_on")
    end_placement(council=council, placement=placement, ends_on=LAST, ending="planned", by=None)


def plan_places(council):
    own = Provider.objects.get(council=council, sector="own")
    opens_on = LAST + dt.timedelta(days=90)
    PlannedPlaces.objects.create(provider=own, name="P", kind="home", opens_on=opens_on, places=4)


def aim(council):
    near = Indicator.objects.get(code="within-20-miles", council=None)
    Target.objects.create(council=council, indicator=near, from_on=dt.date(2017, 4, 1), low=80)


def estimate(council):
    PopulationEstimate.objects.filter(area=council.area_id).delete()


def paint(council):
    Council.objects.filter(pk=council.pk).update(colour="#003366")


def be_fictional(council):
    Area.objects.filter(pk=council.area_id).update(kind=Area.Kind.FICTIONAL)


@pytest.mark.parametrize("change", [end_one, plan_places, aim, estimate, paint, be_fictional])
def test_whatever_changes_something_of_it_makes_another(council, change):
    page = page_of(council)
    change(council)
    assert page_of(council) != page


def test_another_day_is_another_page(council):
    page, before = page_of(council), LAST - dt.timedelta(days=365)
    assert homes_page(council, before, Audience.BOARD).day == before
    assert page_of(council) == page


def test_all_is_read_before_anything_is_worked_out(council):
    """What would be read later would not be compared, and the page could be old."""
    page_of(council)
    read, _ = building._last.made_of(council.pk)
    building._last.clear()
    with CaptureQueriesContext(connection) as queries:
        building._for_board(read)
    assert len(queries) == 0


def test_children_are_those_of_the_returns_until_the_councils_point_moves(council):
    children = children_on(council, LAST)
    assert children_on(council, LAST) is children
    OwnPoint.objects.create(
        council=council, name="The Council House", easting=457_000, northing=340_000
    )
    moved = children_on(council, LAST)
    assert moved is not children
    assert moved.rules.own_point == "The Council House"
