"""A return of children in care, from its files to one child's journey; and what others may not."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from placements.models import Look
from tests.journeys.conftest import see
from tests.performance.returns_cast import opened, switch_on
from tests.placements.synthetic import made_files

WHY = "Checking a number with the team manager"
MEASURES = ("three-or-more-homes", "same-home-two-years", "over-20-miles")


@pytest.fixture
def asked(nottingham, officer, settings, tmp_path):
    """A quarter that the return can answer, open in its theme."""
    settings.COHORT_KEYS_DIR = tmp_path / "keys"
    settings.INTAKES_DIR = tmp_path / "intakes"
    switch_on(nottingham, *MEASURES)
    return opened(nottingham, theme="settled")


def address(name, *parts):
    return reverse(f"placements:{name}", args=["nottingham", *parts])


def press(tab, name):
    tab.get_by_role("button", name=name, exact=True).first.click()
    tab.wait_for_load_state()


def test_a_return_is_loaded_read_and_followed_to_a_child(
    tab, sign_in, asked, analyst, councillor, nottingham
):
    # Nothing is loaded yet, and the pages say what to do.
    sign_in(analyst)
    see(tab, address("return_list"), name="cohort-no-return")
    see(tab, address("cohort"), name="cohort-nothing")
    tab.goto(address("return_list"))
    tab.get_by_label("Files of the return").set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": data} for name, data in made_files()]
    )
    press(tab, "Send")

    # What is in it is seen before anything is loaded.
    expect(tab.locator("h1")).to_contain_text("2019-20, 2020-21")
    see(tab, name="cohort-return-read")
    press(tab, "Accept and load")
    expect(tab.get_by_role("heading", name="Loaded")).to_be_visible()
    see(tab, name="cohort-returns")

    # The profile, for the board and for the public; its figures lead to the children behind them.
    see(tab, address("cohort"), name="cohort-profile")
    expect(tab.locator("h1")).to_contain_text("The children we look after")
    see(tab, f"{address('cohort')}?audience=public", name="cohort-public")
    see(tab, address("figures"), name="cohort-figures")
    tab.goto(f"{address('figure_members', 'children-in-care')}?as_at=2021-03-31")
    see(tab, name="cohort-reason")
    press(tab, "Show the children")
    expect(tab.get_by_role("alert")).to_contain_text("why")
    tab.get_by_label("Why you look").fill(WHY)
    press(tab, "Show the children")
    see(tab, name="cohort-members")
    tab.locator("tbody a").first.click()
    tab.get_by_label("Why you look").fill(WHY)
    tab.locator("main button[type=submit]").first.click()
    tab.wait_for_load_state()
    see(tab, name="cohort-child")
    assert set(Look.objects.values_list("by", "reason")) == {(analyst.pk, WHY)}

    # What was computed waits for the officer of the quarter.
    see(
        tab,
        reverse("performance:offer_list", args=["nottingham", asked.quarter]),
        name="cohort-offers",
    )
    expect(tab.locator("main")).to_contain_text("903 return")

    # A councillor reads the profile, and no child's page.
    sign_out(tab)
    sign_in(councillor)
    see(tab, address("cohort"), name="cohort-councillor")
    answer = tab.goto(address("figures"))
    assert answer is not None
    assert answer.status == 403


def sign_out(tab):
    tab.context.clear_cookies()
