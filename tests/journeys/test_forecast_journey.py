"""What the year will come to: summed while an officer types, said alike by the server, read by the
board.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from performance.services.returns import sign_off_return, submit_return
from tests.journeys.conftest import see
from tests.performance.figures import a_target, switch_on
from tests.performance.returns_cast import enters, entry, opened
from tests.performance.test_cumulative_counts import HOMES, STEPS, Q

SHORT = "14 so far + 9 expected = 23 by 31 March, target 25: 2 short"
REACHED = "14 so far + 11 expected = 25 by 31 March, target 25: reached"


@pytest.fixture
def second(nottingham, officer):
    switch_on(nottingham, HOMES)
    a_target(nottingham, HOMES, "25", **STEPS)
    enters(officer, nottingham, "adoption")
    return opened(nottingham, Q[2], "adoption")


def test_a_forecast_is_summed_while_it_is_typed(
    tab, sign_in, second, officer, approver, councillor
):
    enter = reverse("performance:return_enter", args=["nottingham", second.quarter, "adoption"])
    sign_in(officer)
    see(tab, enter, name="forecast-empty")
    words = tab.locator("[data-forecast-words]")
    tab.get_by_label("Children who left for a permanent home since 1 April").fill("14")
    expect(words).to_have_text("")
    expected = tab.get_by_label("Expected from 1 October to 31 March")
    expected.fill("9")
    expect(words).to_have_text(SHORT)
    expect(tab.locator("[data-forecast-outturn]")).to_have_text("23")
    expected.fill("nine")
    expect(words).to_have_text("")
    expected.fill("1,190")
    expect(words).to_have_text("14 so far + 1,190 expected = 1,204 by 31 March, target 25: reached")
    expected.fill("11")
    expect(words).to_have_text(REACHED)
    tab.get_by_role("button", name="Save draft", exact=True).last.click()
    tab.wait_for_load_state()
    # The server says the same.
    expect(words).to_have_text(REACHED)
    see(tab, enter, name="forecast-entered")
    assert entry(second, HOMES).expected == "11"
    submit_return(quarterly_return=second, by=officer)
    sign_off_return(quarterly_return=second, by=approver)

    tab.get_by_role("button", name="Sign out", exact=True).last.click()
    tab.wait_for_load_state()
    sign_in(councillor)
    see(tab, reverse("performance:dashboard", args=["nottingham", second.quarter]))
    expect(tab.get_by_text(REACHED)).to_be_visible()
    page = reverse("performance:indicator", args=["nottingham", HOMES])
    see(tab, f"{page}?quarter={second.quarter}", name="forecast-evidence")
    expect(
        tab.get_by_role("heading", name="So far in 2020-21, and what is expected")
    ).to_be_visible()


def test_an_administrator_enters_a_profile(tab, sign_in, second, administrator):
    sign_in(administrator)
    see(tab, reverse("performance:target_add", args=["nottingham", HOMES]), name="profile")
    expect(tab.get_by_label("Planned by 30 June")).to_be_visible()
    see(tab, reverse("performance:measure_edit", args=["nottingham", HOMES]), name="profile-listed")
    expect(tab.get_by_text("6, 14, 20")).to_be_visible()
