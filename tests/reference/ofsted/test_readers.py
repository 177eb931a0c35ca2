"""The register as it is held: by day and area, history, market."""

import datetime as dt

import pytest

from reference.models import Area, OfstedRelease, OfstedSetting
from reference.ofsted import (
    joiners_and_leavers,
    judgements_of,
    market_of,
    release_by,
    released,
    settings_by_urn,
)
from reference.services import import_ofsted

from .conftest import HOME, SUPPORTED, WriteRegister

pytestmark = pytest.mark.django_db
EARLIER, LATER = dt.date(2024, 3, 31), dt.date(2025, 3, 31)
IN_CAMDEN = {**HOME, "URN": "2700003", "Local authority": "Camden", "Places": "5"}
SCHOOL = {
    **HOME,
    "URN": "2700004",
    "Provision type": "Residential special school (registered as a children's home)",
}


@pytest.fixture(autouse=True)
def held(register: WriteRegister) -> None:
    """Durham's home was inspected again, supported accommodation closed, Camden's home opened."""
    before = {
        **HOME,
        "Latest full inspection date": "02/05/2023",
        "Overall experiences and progress of children and young people": "Inadequate",
    }
    import_ofsted(path=register([before, SUPPORTED], as_at="31 March 2024"))
    import_ofsted(path=register([HOME, IN_CAMDEN, SCHOOL]))


def area(name: str) -> Area:
    return Area.objects.get(name=name)


def urns(name: str, day: dt.date) -> list[str]:
    return [one.urn for one in released(area(name), day)]


def test_a_day_has_the_newest_release_before_it() -> None:
    assert release_by(dt.date(2024, 3, 30)) is None
    assert urns("Nottingham", dt.date(2024, 3, 30)) == []
    assert urns("Nottingham", dt.date(2025, 3, 30)) == ["2700001"]
    assert urns("Nottingham", LATER) == []


def test_settings_are_found_in_their_region_and_in_england() -> None:
    assert urns("County Durham", LATER) == ["2700004", "SC000101"]
    assert urns("North East", LATER) == ["2700004", "SC000101"]
    assert urns("Inner London", LATER) == urns("London", LATER) == ["2700003"]
    assert len(urns("England", LATER)) == 3


def test_homes_are_of_every_kind() -> None:
    homes = OfstedSetting.objects.homes()
    assert {one.urn for one in homes} == {"SC000101", "2700003", "2700004"}


def test_settings_by_urn_leave_unknown_ones_out() -> None:
    found = settings_by_urn(["SC000101", "2700001", "9999999"], LATER)
    assert list(found) == ["SC000101"]
    assert settings_by_urn(["SC000101"], dt.date(2020, 1, 1)) == {}


def test_judgements_come_from_all_releases() -> None:
    found = judgements_of(["SC000101", "2700001", "9999999"])
    assert set(found) == {"SC000101", "2700001"}
    assert [(one.inspected_on, one.overall) for one in found["SC000101"]] == [
        (dt.date(2023, 5, 2), "inadequate"),
        (dt.date(2024, 11, 5), "good"),
    ]
    assert [one.supported_outcome for one in found["2700001"]] == ["inconsistent"]


def test_joiners_and_leavers_of_an_area_and_of_all() -> None:
    earlier, later = OfstedRelease.objects.order_by("as_at")
    everywhere = joiners_and_leavers(earlier, later)
    assert [one.urn for one in everywhere.joiners] == ["2700003", "2700004"]
    assert [one.urn for one in everywhere.leavers] == ["2700001"]
    in_durham = joiners_and_leavers(earlier, later, area("County Durham"))
    assert [one.urn for one in in_durham.joiners] == ["2700004"]
    assert (in_durham.leavers, in_durham.stayed) == ((), 1)


def test_the_market_of_some_types(django_assert_num_queries) -> None:
    durham = area("County Durham")
    with django_assert_num_queries(2):
        found = market_of(durham, LATER, types=["childrens-home"])
    assert (found.total.settings, found.total.places) == (1, 3)
    assert market_of(durham, LATER).total.settings == 2
    assert market_of(durham, dt.date(2020, 1, 1)).total.settings == 0
