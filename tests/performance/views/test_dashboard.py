"""The dashboard and the packs as pages: works, wrong council, wrong role, anonymous."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Council, User
from reporting.models import Build
from tests.performance.figures import a_figure, a_target

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(nottingham: Council) -> Council:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", "83.3")
    a_target(nottingham, "visits-on-time", "95")
    return nottingham


def at(name: str, *args: str, council: str = "nottingham") -> str:
    return reverse(f"performance:{name}", args=[council, *args])


def test_home_is_the_latest_quarter(told: Council, councillor: User, client_of: SignIn) -> None:
    answer = client_of(councillor).get(at("home"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "January to March 2021" in text
    assert "83.3%" in text
    assert "11.7 points short" in text


def test_home_without_figures_says_what_comes_next(
    nottingham: Council, councillor: User, officer: User, client_of: SignIn
) -> None:
    answer = client_of(councillor).get(at("home")).content.decode()
    assert "No figures yet" in answer
    assert "Open the first returns" not in answer
    assert "Open the first returns" in client_of(officer).get(at("home")).content.decode()


def test_the_period_box_leads_to_a_lasting_address(
    told: Council, councillor: User, client_of: SignIn
) -> None:
    answer = client_of(councillor).get(at("home"), {"quarter": "2020-21-Q4"})
    assert answer["Location"] == at("dashboard", "2020-21-Q4")


@pytest.mark.parametrize("key", ["2020-21-Q5", "2020-21", "nonsense", "2020-21-q4", "2021-04"])
def test_what_is_no_quarter_is_not_found(
    told: Council, councillor: User, client_of: SignIn, key: str
) -> None:
    for name in ("dashboard", "dashboard_csv", "pack_detail"):
        assert client_of(councillor).get(at(name, key)).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "dashboard",
        "dashboard_csv",
        "pack_detail",
        "pack_draft",
        "pack_word",
        "pack_slides",
        "pack_briefing",
    ],
)
def test_strangers_sign_in_and_outsiders_find_nothing(
    told: Council, outsider: User, client_of: SignIn, client: Client, name: str
) -> None:
    assert client.get(at(name, "2020-21-Q4")).status_code == 302
    assert client_of(outsider).get(at(name, "2020-21-Q4")).status_code == 404


def test_the_download_holds_what_the_page_says(
    told: Council, councillor: User, client_of: SignIn
) -> None:
    answer = client_of(councillor).get(at("dashboard_csv", "2020-21-Q4"))
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(line["code"], line["value"][:4], line["status"]) for line in lines] == [
        ("visits-on-time", "83.3", "Off target")
    ]


def test_the_download_holds_every_figure_that_the_quarter_reported(
    told: Council, councillor: User, client_of: SignIn
) -> None:
    a_figure(told, "visits-on-time", "2019-20", "85", basis="outturn", standing="provisional")
    a_figure(told, "visits-on-time", "2020-21-Q4", "80", group="age-not-stated")
    a_figure(told, "visits-on-time", "2020-21-Q3", "70", quarter="2020-21-Q3")
    answer = client_of(councillor).get(at("dashboard_csv", "2020-21-Q4"))
    lines = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    columns = ("period", "basis", "group", "area", "value", "standing", "status")
    all_children, leavers = "All of the measure's own group", "Care leavers, age not stated"
    average = ("2020-21 quarter 4", "average over the period")
    assert [tuple(line[name] for name in columns) for line in lines] == [
        ("2019-20", "year-end outturn", all_children, "Nottingham", "85", "Provisional", ""),
        (*average, all_children, "Nottingham", "83.3", "Final", "Off target"),
        (*average, leavers, "Nottingham", "80", "Final", ""),
    ]


def test_the_pack_page_for_both_audiences(
    told: Council, councillor: User, client_of: SignIn
) -> None:
    client = client_of(councillor)
    board = client.get(at("pack_detail", "2020-21-Q4")).content.decode()
    public = client.get(at("pack_detail", "2020-21-Q4"), {"audience": "public"}).content.decode()
    assert "83.3%" in board
    assert "83%" in public
    assert "83.3" not in public


def test_only_publishers_publish(
    told: Council, councillor: User, governance_officer: User, client_of: SignIn
) -> None:
    url = at("pack_publish", "2020-21-Q4")
    assert client_of(councillor).get(url).status_code == 403
    client = client_of(governance_officer)
    assert client.get(url).status_code == 200
    assert "Choose which edition" in client.post(url, {}).content.decode()
    answer = client.post(url, {"audience": "public"})
    build = Build.objects.get()
    assert answer["Location"] == reverse("reporting:build_detail", args=["nottingham", build.pk])


def test_the_cover_is_changed_and_bad_dates_are_refused(
    told: Council, governance_officer: User, client_of: SignIn
) -> None:
    client = client_of(governance_officer)
    url = at("pack_cover", "2020-21-Q4")
    wrong = client.post(url, {"meeting_on": "31/31/2021", "item": "9"}).content.decode()
    assert "Write the date as day/month/year" in wrong
    client.post(url, {"meeting_on": "17/5/2021", "item": "9", "presented_by": "Director"})
    pack = client.get(at("pack_detail", "2020-21-Q4")).content.decode()
    assert "17 May 2021, item 9" in pack
