"""A sceptical councillor asks what is behind a figure: from the dashboard to its evidence and back,
with and without JavaScript.
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Council, User
from performance.models import SeriesNote
from reference.domain.periods import quarter, shift
from reporting.spreadsheets import read_sheets
from tests.journeys.conftest import see
from tests.performance.figures import NOON, a_figure, a_target, indicator
from tests.performance.test_quarter_dashboard import comment

HOMES = "suitable-home-19-21"
NAME = "In suitable accommodation"
# Twelve quarters that move by two each time, then one far below: 93 ± 5.32.
TOLD = [*["92", "94"] * 6, "84"]


@pytest.fixture
def told(nottingham: Council, officer: User, approver: User) -> Council:
    """Three years of quarters that end in 2020-21 quarter 4, and a value without a date."""
    for n, value in enumerate(TOLD):
        when = shift(quarter(2017, 4), n)
        assert when is not None
        people = {"entered_by": officer, "signed_by": approver}
        a_figure(nottingham, HOMES, when.key, value, quarter=when.key, **people)
    a_figure(nottingham, HOMES, "2020-21-Q4", "84.7", version_reason="One young person moved")
    a_figure(nottingham, "dental-check", "2020-21-Q4", "49")
    a_target(nottingham, HOMES, "90")
    comment(nottingham, HOMES, "Custody counts as unsuitable.")
    SeriesNote.objects.create(
        council=nottingham, indicator=indicator(HOMES), printed="90%", when="Earlier, not stated",
        text="The report says only that the share has fallen.", written_at=NOON,
    )  # fmt: skip
    return nottingham


def saved(tab: Page, link: str) -> tuple[str, bytes]:
    with tab.expect_download() as begun:
        tab.get_by_role("link", name=link, exact=True).click()
    return begun.value.suggested_filename, Path(begun.value.path()).read_bytes()


def test_a_councillor_goes_from_a_figure_to_its_evidence_and_back(
    tab: Page, sign_in: Callable[[User], None], councillor: User, told: Council
) -> None:
    sign_in(councillor)
    row = tab.locator(f"tr#m-{HOMES}")
    expect(row).to_contain_text("84.7%")
    row.get_by_role("link", name=NAME).click()

    # The answer, then six facts.
    expect(tab.get_by_role("heading", level=1)).to_have_text(NAME)
    lead = tab.locator("p.lead")
    expect(lead).to_contain_text("84.7%, at 31 March, is off the target of 90: 5.3 points short.")
    facts = tab.locator("dl.facts")
    expect(facts.locator("dt")).to_have_text(
        ["Now", "Target", "Status", "Change since Q3 2020-21", "Neighbours, median", "England"]
    )

    # The charts are drawn when they come near; their tables say the same.
    charts = tab.locator("figure.chart[data-chart]")
    expect(charts).to_have_count(3)
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_attribute("data-drawn", "yes")
    trend = charts.first
    trend.locator("summary").click()
    newest = trend.get_by_role("row").filter(has_text="Q4 2020-21")
    expect(newest).to_contain_text("84.7%")
    expect(newest).to_contain_text("90% (published)")
    see(tab, name="evidence")

    # How far to believe it, what was said, where it comes from.
    main = tab.locator("main")
    expect(main).to_contain_text("One figure outside the usual range.")
    expect(main).to_contain_text("Custody counts as unsuitable.")
    expect(main).to_contain_text("84.7% was told to the board, 90% was published")
    sources = tab.get_by_role("table", name="Figures and their sources, newest first")
    corrected = sources.get_by_role("row").filter(has_text="One young person moved")
    expect(corrected).to_contain_text("2")
    replaced = sources.get_by_role("row").filter(has_text="replaced")
    expect(replaced).to_contain_text("Performance officer")
    expect(replaced).to_contain_text("Head of service")
    tab.locator("summary", has_text="older figures").click()
    expect(tab.get_by_role("table", name="Older figures and their sources")).to_be_visible()
    expect(main).to_contain_text("The report says only that the share has fallen.")

    # To take away.
    name, text = saved(tab, "Figures as CSV")
    assert name == f"{HOMES}-2020-21-q4.csv"
    lines = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert [one["value"] for one in lines if one["why changed"]] == ["84.7"]
    _, book = saved(tab, "Figures for Excel")
    assert [sheet.name for sheet in read_sheets(book, "figures.xlsx")] == [
        "Figures", "What has been said", "Definition",
    ]  # fmt: skip
    _, picture = saved(tab, "Chart as SVG")
    assert ElementTree.fromstring(picture).tag.endswith("svg")

    # An earlier quarter as it was; the next measure; back to the row.
    tab.get_by_label("Period").select_option(label="2019-20 quarter 4")
    tab.get_by_role("button", name="Show").click()
    expect(lead).to_contain_text("92%, at 31 March, meets the target of 90.")
    tab.go_back()
    tab.get_by_role("link", name="Previous: Dental check up to date").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Dental check up to date")
    see(tab, name="evidence-of-one-figure")
    tab.go_back()
    tab.get_by_role("link", name="All measures of 2020-21 quarter 4").click()
    expect(row).to_be_in_viewport()


def test_without_javascript_the_evidence_is_all_there(
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
    plain.locator(f"tr#m-{HOMES}").get_by_role("link", name=NAME).click()
    expect(plain.locator("p.lead")).to_contain_text("84.7%")

    # A phone gets a picture of its own width, with letters as large as they were drawn.
    picture = plain.locator("figure.chart").first.locator("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("img => img.naturalWidth") == 400  # 300 points
    plain.locator("figure.chart").first.locator("summary").click()
    expect(plain.locator("figure.chart").first.get_by_role("table")).to_be_visible()
    plain.locator("summary", has_text="older figures").click()
    expect(plain.get_by_role("table", name="Older figures and their sources")).to_be_visible()
    name, text = saved(plain, "Figures as CSV")
    assert name.endswith(".csv")
    assert text.startswith(b"\xef\xbb\xbf")
    plain.get_by_label("Period").select_option(label="2020-21 quarter 3")
    plain.get_by_role("button", name="Show").click()
    expect(plain.locator("p.lead")).to_contain_text("94%")
    plain.get_by_role("link", name="All measures of 2020-21 quarter 3").click()
    expect(plain.locator(f"tr#m-{HOMES}")).to_contain_text("94%")


def test_on_a_phone_the_chart_stays_a_picture_that_can_be_read(
    tab: Page, sign_in: Callable[[User], None], councillor: User, told: Council
) -> None:
    sign_in(councillor)
    tab.set_viewport_size({"width": 320, "height": 900})
    tab.goto(reverse("performance:indicator", args=["nottingham", HOMES]))
    chart = tab.locator("figure.chart[data-chart]").first
    chart.scroll_into_view_if_needed()
    expect(chart.locator("img")).to_be_visible()
    assert chart.locator("img").evaluate("img => img.clientWidth") >= 280
    expect(chart.locator("details")).not_to_have_attribute("open", "")
