"""A councillor reads whether there are enough homes, takes the numbers along and asks for more."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from placements.models import Setting
from placements.services.homes_example import load_example_homes
from tests.journeys.conftest import see
from tests.placements.synthetic import load_made_returns

DAY = "2021-03-31"


@pytest.fixture
def homes(nottingham, settings, tmp_path):
    """A small council with invented children and homes."""
    settings.COHORT_KEYS_DIR = tmp_path / "keys"
    settings.INTAKES_DIR = tmp_path / "intakes"
    load_made_returns(nottingham, tmp_path / "returns")
    load_example_homes(council=nottingham, seed=1)
    return [one.name for one in Setting.objects.for_council(nottingham).exclude(kind="foster")]


def address(name, *parts):
    return reverse(f"placements:{name}", args=["nottingham", *parts])


def test_a_councillor_reads_asks_and_downloads(tab, sign_in, homes, councillor):
    sign_in(councillor)
    tab.get_by_role("link", name="Homes for children").first.click()
    expect(tab.locator("h1")).to_have_text("Homes for our children")
    see(tab, f"{address('homes')}?as_at={DAY}", name="homes")
    expect(tab.get_by_role("heading", name="Questions to ask")).to_be_visible()
    expect(tab.locator("#view-gap tbody tr").first).to_be_visible()
    assert not [name for name in homes if name in tab.content()]

    # The numbers behind the table, as a file.
    with tab.expect_download() as waiting:
        tab.locator("a[href*='/homes/figures/gap.csv']").first.click()
    assert waiting.value.suggested_filename == f"nottingham-homes-gap-{DAY}.csv"
    assert waiting.value.path().read_text(encoding="utf-8-sig").startswith("day,Type of home")

    # As the public would see it; other councils; what the council says of itself every year.
    see(tab, f"{address('homes')}?as_at={DAY}&audience=public", name="homes-public")
    assert not [name for name in homes if name in tab.content()]
    see(tab, address("market"), name="homes-market")
    see(tab, address("together"), name="homes-together")
    see(tab, address("statement_list"), name="homes-statements")
    see(tab, address("intention_list"), name="homes-intentions")
    assert tab.goto(address("register")).status == 403


def test_a_day_that_the_council_cannot_answer_is_said_in_words(tab, sign_in, homes, councillor):
    sign_in(councillor)
    see(tab, f"{address('homes')}?as_at=yesterday", name="homes-no-day", status=404)
    expect(tab.locator("main")).to_contain_text("day")
    tab.goto(f"{address('homes')}?as_at={dt.date(2021, 3, 31).isoformat()}")
    expect(tab.locator("h1")).to_have_text("Homes for our children")
