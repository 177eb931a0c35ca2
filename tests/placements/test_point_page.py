"""The page of the council's own point: for administrators and analysts."""

from __future__ import annotations

import pandas as pd
import pytest

from accounts.models import AuditEvent
from placements.models import OwnPoint
from placements.services import load_returns, points

from .returns import HOME, NOWHERE, year_one
from .test_return_pages import PAGE as RETURNS

pytestmark = pytest.mark.django_db
PAGE = "/nottingham/cohort/point/"
POSTED = {"name": "the city centre", "easting": "457200", "northing": "339900", "miles": "20"}


@pytest.fixture(autouse=True)
def directory(monkeypatch):
    known = pd.DataFrame({"east": [457_200.0], "north": [339_900.0]}, index=["NG12DT"])
    monkeypatch.setattr(points, "positions", lambda postcodes, tell: known)


@pytest.fixture
def client(analyst, client_of):
    return client_of(analyst)


def words(answer):
    return " ".join(answer.content.decode().split())


def test_set_by_the_grid_and_told_everywhere(client, nottingham):
    load_returns(council=nottingham, sources=year_one(), by=None)
    assert "No point is named yet" in words(client.get(PAGE))
    assert PAGE in words(client.get(RETURNS))
    figures = words(client.get("/nottingham/cohort/figures/?as_at=2020-03-31"))
    assert "The council has named no point to measure from." in figures
    assert f'<a href="{PAGE}">Where this is set</a>' in figures
    page = words(client.post(PAGE, POSTED, follow=True))
    assert "The point has been saved." in page
    assert "Send these returns again: 2019-20." in page
    assert 'value="457200"' in page
    assert "Send again: 2019-20." in words(client.get(RETURNS))
    load_returns(council=nottingham, sources=year_one(), by=None)
    assert "Send these returns again" not in words(client.get(PAGE))
    assert "20 miles of the city centre." in words(client.get(RETURNS))


def test_a_postcode_is_turned_into_the_grid_and_forgotten(client):
    client.post(PAGE, POSTED | {"postcode": HOME, "easting": "1", "northing": ""})
    assert OwnPoint.objects.get().place == (457_200, 339_900)
    kept = str(list(OwnPoint.objects.values()) + list(AuditEvent.objects.values()))
    page = words(client.get(PAGE))
    for secret in (HOME, HOME.replace(" ", "")):
        assert secret not in kept + page


@pytest.mark.parametrize(
    ("field", "typed", "words_of"),
    [
        ("name", {"name": ""}, "Say what the point is called"),
        ("postcode", {"postcode": NOWHERE}, "No directory of postcodes knows it"),
        ("postcode", {"easting": "", "northing": ""}, "Enter a postcode, or easting and northing"),
        ("northing", {"northing": ""}, "Enter easting and northing, both"),
        ("easting", {"easting": "52.95"}, "enter whole metres from 0 to 700000"),
        ("northing", {"northing": "1300001"}, "enter whole metres from 0 to 1300000"),
        ("miles", {"miles": "0"}, "enter miles from 1 to 99"),
        ("miles", {"miles": "12.34"}, "with one decimal at most"),
        ("miles", {"miles": "twenty"}, "enter miles from 1 to 99"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(client, field, typed, words_of):
    answer = client.post(PAGE, POSTED | typed)
    assert answer.status_code == 422
    assert words_of in answer.context["form"].errors[field][0]
    assert not OwnPoint.objects.exists()


def test_administrators_may_too_and_nobody_else(client_of, administrator, officer, outsider):
    browser = client_of(administrator)
    assert PAGE in words(browser.get("/nottingham/settings/"))
    assert browser.post(PAGE, POSTED).status_code == 302
    # They load no returns, and are led to none.
    assert RETURNS not in words(browser.get(PAGE))
    for person, status in ((officer, 403), (outsider, 404)):
        assert client_of(person).get(PAGE).status_code == status
