"""From the dashboard to what was published: an officer explains a gap, a councillor reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Council, User
from tests.journeys.conftest import see
from tests.performance.figures import a_figure

WORDS = "Eleven young people were added to the return after the paper was written."


@pytest.fixture
def told(nottingham: Council) -> Council:
    a_figure(nottingham, "suitable-home-19-21", "2020-21-Q4", "94.7")
    a_figure(nottingham, "dental-check", "2020-21-Q4", "49")
    return nottingham


def test_a_gap_is_explained_and_read(
    tab: Page, sign_in: Callable[[User], None], officer: User, told: Council
) -> None:
    sign_in(officer)
    tab.goto(reverse("performance:home", args=["nottingham"]))
    tab.get_by_role("link", name="Told against published").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Told against published")
    expect(tab.locator("#told-suitable-home-19-21")).to_contain_text("4.7 points higher")
    see(tab, name="told")

    # An explanation is written, and stands beside the gap at once.
    tab.locator("#told-suitable-home-19-21").get_by_role("link", name="Explain").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Explain the difference")
    see(tab, name="told-explain")
    tab.get_by_label("Why the two figures differ").fill(WORDS)
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator("#told-suitable-home-19-21")).to_contain_text(WORDS)
    expect(tab.locator("#told-suitable-home-19-21")).to_contain_text("Performance officer")
    expect(tab.locator("main .lead")).to_contain_text("2 of 2 figures")


def test_a_councillor_compares_the_council_with_others(
    tab: Page, sign_in: Callable[[User], None], councillor: User, told: Council
) -> None:
    sign_in(councillor)
    tab.get_by_role("link", name="Compare", exact=True).click()
    see(tab, name="compare")
    tab.get_by_role("link", name="Had their teeth checked by a dentist").click()
    expect(tab.locator("main .lead")).to_contain_text("joint 18th of 151")
    see(tab, name="comparison")

    # Other boxes, another group: names beside the dots.
    tab.get_by_label("Among", exact=True).select_option(label="Our 10 statistical neighbours")
    tab.get_by_label("Year", exact=True).select_option("2021")
    tab.get_by_role("button", name="Show").click()
    expect(tab.locator("main .lead")).to_contain_text("among our statistical neighbours and us")
    expect(tab.locator("#authorities tbody tr")).to_have_count(11)
    see(tab, name="comparison-neighbours")
