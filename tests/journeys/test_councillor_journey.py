"""A councillor reads a quarter: the dashboard, a definition, the pack, and what the public gets."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect

from accounts.models import Council, User
from reference.domain.periods import quarter
from tests.journeys.conftest import see
from tests.performance.figures import a_figure, a_target
from tests.performance.test_quarter_dashboard import comment

PLANS, VISITS = "pathway-plan-in-care", "visits-on-time"
AUDITS = "2020-06-01..2021-03-31"
# One of 22 audits: the public must not be able to tell, from any of the three that add up.
SECRETS = ("4.5%", "1 of 22", "21 of 22", "95.5%")


@pytest.fixture
def told(nottingham: Council) -> Council:
    """Two quarters: a trend that misses its target, one that meets it, and a small number."""
    for number, value in ((1, "78"), (2, "80"), (3, "82"), (4, "86.2")):
        when = f"2020-21-Q{number}"
        a_figure(nottingham, PLANS, when, value, quarter=when)
    a_target(nottingham, PLANS, "95")
    a_figure(nottingham, VISITS, "2020-21-Q3", of=(640, 684), quarter="2020-21-Q3")
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(667, 684))
    a_target(nottingham, VISITS, "95")
    a_figure(nottingham, "audits-care-good", AUDITS, of=(21, 22))
    a_figure(nottingham, "audits-care-inadequate", AUDITS, of=(1, 22))
    comment(nottingham, PLANS, "Two teams write plans late.")
    return nottingham


def row(tab: Page, code: str) -> Locator:
    return tab.locator(f"tr#m-{code}")


def figures_of(page: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page)))


def test_a_councillor_reads_dashboard_definition_and_pack(
    tab: Page, sign_in: Callable[[User], None], councillor: User, told: Council
) -> None:
    # Signing in leads straight to the newest quarter.
    sign_in(councillor)
    expect(tab.get_by_role("heading", level=1)).to_have_text("How our children are doing")
    see(tab, name="dashboard")
    expect(row(tab, PLANS)).to_contain_text("86.2%")
    expect(row(tab, PLANS)).to_contain_text("Off target")
    expect(row(tab, VISITS)).to_contain_text("97.5%")
    expect(tab.locator("main")).to_contain_text("Two teams write plans late.")
    expect(tab.get_by_role("link", name="Returns")).to_have_count(0)

    # Another quarter, by the period box, and back.
    tab.get_by_label("Period").select_option(label="2020-21 quarter 3")
    tab.get_by_role("button", name="Show").click()
    expect(tab).to_have_url(address("dashboard", "2020-21-Q3", tab))
    expect(row(tab, PLANS)).to_contain_text("82%")
    expect(row(tab, VISITS)).to_contain_text("93.6%")
    tab.go_back()

    # From a counted group to the row, from the row to everything behind its number.
    off = tab.get_by_role("region", name="Off target")
    expect(off.get_by_role("heading")).to_contain_text("1")
    off.get_by_role("link", name="Pathway plan up to date").click()
    expect(row(tab, PLANS)).to_be_in_viewport()
    row(tab, PLANS).get_by_role("link").click()
    evidence = reverse("performance:indicator", args=["nottingham", PLANS])
    expect(tab).to_have_url(f"{tab.evaluate('location.origin')}{evidence}?quarter=2020-21-Q4")
    see(tab, reverse("performance:definitions", args=["nottingham"]), name="definitions")

    # The quarter's figures for a spreadsheet, unrounded.
    tab.goto(reverse("performance:home", args=["nottingham"]))
    with tab.expect_download() as begun:
        tab.get_by_role("link", name="Download all figures (CSV)").click()
    assert begun.value.suggested_filename == "nottingham-2020-21-q4-figures.csv"
    lines = figures_of(Path(begun.value.path()).read_text(encoding="utf-8-sig"))
    seen = {line["code"]: (line["numerator"], line["denominator"]) for line in lines}
    assert seen[VISITS] == ("667", "684")
    assert len(lines) == 4

    # The pack: each chart is drawn when it comes near, its table opens below it.
    tab.get_by_role("link", name="This quarter’s performance pack").click()
    expect(tab.locator("main")).to_contain_text("21 of 22")
    charts = tab.locator("figure.chart[data-chart]")
    assert charts.count() > 0
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_attribute("data-drawn", "yes")
        expect(chart.locator(".chart-area svg").first).to_be_visible()
        expect(chart.locator(".chart-area > img")).to_be_hidden()
    trend = charts.filter(has=tab.get_by_role("heading", name="Pathway plan up to date"))
    trend.locator("summary").click()
    expect(trend.get_by_role("row").filter(has_text="Q4")).to_contain_text("86.2")
    see(tab, name="pack-board")
    # On a phone the distances have no room: a picture, and their table is open.
    distances = charts.first
    expect(distances.locator(".chart-area > img")).to_be_visible()
    expect(distances.get_by_role("table")).to_be_visible()
    expect(distances.locator("td[data-label='Target']")).to_have_text(["95", "95"])

    # What the public will get: nothing that tells of one audit.
    tab.get_by_role("link", name="Show it as the public will see it").click()
    expect(tab.locator("main")).to_contain_text("Hidden (c)")
    expect(tab.locator("main")).to_contain_text("86%")
    source = tab.content()
    assert [secret for secret in SECRETS if secret in source] == []
    see(tab, name="pack-public")


def address(name: str, quarter: str | None, tab: Page) -> str:
    arguments = ["nottingham", quarter] if quarter else ["nottingham"]
    return tab.evaluate("location.origin") + reverse(f"performance:{name}", args=arguments)


def test_pictures_stand_in_where_plotly_does_not_arrive(
    tab: Page,
    sign_in: Callable[[User], None],
    another_tab: Callable[..., Page],
    councillor: User,
    told: Council,
) -> None:
    sign_in(councillor)
    slow = another_tab(signed_in=True)
    blocked: list[str] = []

    def refuse(route: Route) -> None:
        blocked.append(route.request.url)
        route.abort()

    slow.route("**/plotly-basic*.js", refuse)
    slow.goto(reverse("performance:pack_detail", args=["nottingham", quarter(2020, 4).key]))
    chart = slow.locator("figure.chart[data-chart]").first
    with slow.expect_console_message(lambda said: "stays a picture" in said.text):
        chart.scroll_into_view_if_needed()
    assert blocked
    picture = chart.locator(".chart-area > img")
    expect(picture).to_be_visible()
    assert picture.evaluate("img => img.complete && img.naturalWidth > 100")
    assert picture.get_attribute("alt")
    expect(chart.locator(".chart-area > div")).to_have_count(0)


def test_without_javascript_everything_can_be_read(
    tab: Page,
    sign_in: Callable[[User], None],
    another_tab: Callable[..., Page],
    councillor: User,
    told: Council,
) -> None:
    sign_in(councillor)
    plain = another_tab(signed_in=True, java_script_enabled=False)
    plain.set_viewport_size({"width": 320, "height": 900})
    plain.goto(reverse("performance:home", args=["nottingham"]))
    expect(row(plain, PLANS)).to_contain_text("86.2%")
    expect(plain.get_by_role("link", name="Definitions")).to_be_visible()
    plain.get_by_label("Period").select_option(label="2020-21 quarter 3")
    plain.get_by_role("button", name="Show").click()
    expect(row(plain, PLANS)).to_contain_text("82%")
    plain.get_by_role("link", name="This quarter’s performance pack").click()
    chart = plain.locator("figure.chart").first
    expect(chart.locator(".chart-area > img")).to_be_visible()
    chart.locator("summary").click()
    expect(chart.get_by_role("table")).to_be_visible()
