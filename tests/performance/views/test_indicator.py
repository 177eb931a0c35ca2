"""The page of a measure and its files: works, wrong council, anonymous, hostile, empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Council, User
from performance.models import CouncilIndicator
from reporting.spreadsheets import read_sheets
from tests.performance.figures import a_figure, a_target, switch_on

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db
VISITS, HOMES = "visits-on-time", "suitable-home-19-21"
PAGES = ("indicator", "indicator_csv", "indicator_xlsx", "indicator_svg")


@pytest.fixture
def told(nottingham: Council) -> Council:
    a_figure(nottingham, VISITS, "2020-21-Q3", "82", quarter="2020-21-Q3")
    a_figure(nottingham, VISITS, "2020-21-Q4", "83.3")
    a_target(nottingham, VISITS, "95")
    return nottingham


def at(name: str, code: str = VISITS, council: str = "nottingham") -> str:
    return reverse(f"performance:{name}", args=[council, code])


def test_the_page_answers_and_proves(told: Council, councillor: User, client_of: SignIn) -> None:
    answer = client_of(councillor).get(at("indicator"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<b>83.3%, average over the quarter,</b> is off the target of 95: 11.7 points" in text
    for heading in (
        "Through time", "How to read it", "Questions to ask", "What has been said",
        "Where the figure comes from", "Definition",
    ):  # fmt: skip
        assert f">{heading}</h" in text
    assert "Quarterly return, 2020-21 quarter 4" in text


def test_an_earlier_quarter_is_as_it_was(
    told: Council, councillor: User, client_of: SignIn
) -> None:
    text = client_of(councillor).get(at("indicator"), {"quarter": "2020-21-Q3"}).content.decode()
    assert "<b>82%, average over the quarter,</b>" in text
    assert "One figure so far, Q3 2020-21" in text


def test_dashboard_and_pack_lead_to_it_in_their_quarter(
    told: Council, councillor: User, client_of: SignIn
) -> None:
    a_figure(told, "dental-check", "2020-21-Q4", unavailable_reason="Not counted")
    switch_on(told, "pathway-plan-in-care")
    signed_in = client_of(councillor)
    dashboard = signed_in.get(reverse("performance:dashboard", args=["nottingham", "2020-21-Q4"]))
    for code in (VISITS, "dental-check", "pathway-plan-in-care"):
        link = f'href="{at("indicator", code)}?quarter=2020-21-Q4"'
        assert link in dashboard.content.decode(), code
    pack = signed_in.get(reverse("performance:pack_detail", args=["nottingham", "2020-21-Q4"]))
    assert f'href="{at("indicator")}?quarter=2020-21-Q4"' in pack.content.decode()


def test_a_file_for_each_tool(told: Council, councillor: User, client_of: SignIn) -> None:
    signed_in = client_of(councillor)
    answer = signed_in.get(at("indicator_csv"))
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line["value"] for line in lines] == ["83.3", "82"]
    assert answer["Content-Disposition"] == 'attachment; filename="visits-on-time-2020-21-q4.csv"'
    book = signed_in.get(at("indicator_xlsx"))
    assert book["Content-Disposition"].endswith('.xlsx"')
    figures = read_sheets(book.content, "visits.xlsx")[0]
    assert figures.name == "Figures"
    assert figures.cell(2, 11).text == "83.3"


def test_the_chart_as_a_file_says_what_it_is(
    told: Council, councillor: User, client_of: SignIn
) -> None:
    signed_in = client_of(councillor)
    answer = signed_in.get(at("indicator_svg"))
    assert answer["Content-Type"] == "image/svg+xml"
    assert 'filename="visits-on-time-2020-21-q4-trend.svg"' in answer["Content-Disposition"]
    picture = ElementTree.fromstring(answer.content)
    space = "{http://www.w3.org/2000/svg}"
    assert picture.findtext(f"{space}title") == "Children seen on time: up 1.3 points"
    assert "83.3%" in (picture.findtext(f"{space}desc") or "")
    # The drawing fits into its frame: both count in the same units.
    inside = picture.find(f"{space}svg")
    assert inside is not None
    assert float(inside.attrib["width"]) < float(picture.attrib["width"])
    assert float(inside.attrib["height"]) < float(picture.attrib["height"])
    for chart in ("published", "nonsense", "\x00"):
        assert signed_in.get(at("indicator_svg"), {"chart": chart}).status_code == 404


def test_the_published_chart_as_a_file(
    nottingham: Council, councillor: User, client_of: SignIn
) -> None:
    a_figure(nottingham, HOMES, "2020-21-Q4", "94.7")
    answer = client_of(councillor).get(at("indicator_svg", HOMES), {"chart": "published"})
    assert answer.status_code == 200
    assert b"As published each year: 90% in 2021" in answer.content
    # One figure of ours makes no line.
    assert client_of(councillor).get(at("indicator_svg", HOMES)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_strangers_sign_in_and_outsiders_find_nothing(
    told: Council, outsider: User, client_of: SignIn, client: Client, name: str
) -> None:
    assert client.get(at(name)).status_code == 302
    assert client_of(outsider).get(at(name)).status_code == 404
    # The same measure in a council that has not switched it on.
    assert client_of(outsider).get(at(name, council="exampleshire")).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_what_is_switched_off_is_not_there(
    told: Council, councillor: User, client_of: SignIn, name: str
) -> None:
    CouncilIndicator.objects.filter(council=told).update(on=False)
    assert client_of(councillor).get(at(name)).status_code == 404
    assert client_of(councillor).get(at(name, "no-such-measure")).status_code == 404


@pytest.mark.parametrize("quarter", ["2020-21-Q5", "nonsense", "2020-21-q4", "\x00", "9999-00-Q4"])
def test_what_is_no_quarter_is_not_found(
    told: Council, councillor: User, client_of: SignIn, quarter: str
) -> None:
    for name in PAGES:
        assert client_of(councillor).get(at(name), {"quarter": quarter}).status_code == 404


def test_nothing_can_be_posted(told: Council, councillor: User, client_of: SignIn) -> None:
    for name in PAGES:
        assert client_of(councillor).post(at(name)).status_code == 405


def test_before_the_first_figure_the_page_says_what_comes(
    nottingham: Council, councillor: User, client_of: SignIn
) -> None:
    switch_on(nottingham, VISITS)
    text = client_of(councillor).get(at("indicator")).content.decode()
    assert "No figure for this quarter." in text
    assert "No figure has been signed off yet." in text
    assert "Each one appears here with who entered it and who signed it off." in text
    assert "Comments appear here when a return of Seen, heard and planned for" in text


def test_what_people_wrote_is_no_markup(
    nottingham: Council, councillor: User, client_of: SignIn
) -> None:
    evil = "<script>alert(1)</script>"
    a_figure(nottingham, VISITS, "2020-21-Q3", "82", quarter="2020-21-Q3", source_note=evil)
    a_figure(nottingham, VISITS, "2020-21-Q4", "83.3", version_reason=evil)
    CouncilIndicator.objects.filter(council=nottingham).update(name="Seen <b>&</b> heard")
    signed_in = client_of(councillor)
    assert evil not in signed_in.get(at("indicator")).content.decode()
    ElementTree.fromstring(signed_in.get(at("indicator_svg")).content)
