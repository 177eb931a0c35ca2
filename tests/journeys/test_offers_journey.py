"""Computed figures from the form to the board: one taken, one overridden with a reason."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from performance.models import Figure
from tests.journeys.conftest import see
from tests.performance.offers_cast import (
    FAR,
    HOMES,
    LATER_FILE,
    SAME_HOME,
    SETTLED,
    offer,
    offered,
)
from tests.performance.returns_cast import aim, enters, opened, switch_on

NAMES = {
    HOMES: "Three or more homes in a year",
    SAME_HOME: "Same home for two years",
    FAR: "Over 20 miles from home",
}
WHY = "Two moves were respite with the same carer"


@pytest.fixture
def settled(nottingham, officer, approver):
    """Three measures of "Settled at home", two of them computed from the 903 return."""
    switch_on(nottingham, *SETTLED)
    aim(nottingham, SAME_HOME, 60)
    enters(officer, nottingham, "settled")
    offer(
        nottingham,
        offered(),
        offered(SAME_HOME, (143, 232), rule="Under 16, in care for 2.5 years, same carer for 2"),
        offered(FAR, None, unavailable_reason="The file has no postcodes of homes"),
    )
    return opened(nottingham, theme="settled")


def address(name, found):
    return reverse(f"performance:{name}", args=["nottingham", found.quarter, found.theme_id])


def press(tab, name):
    tab.get_by_role("button", name=name, exact=True).last.click()
    tab.wait_for_load_state()


def measure(tab, found, code):
    one = found.entries.get(indicator__code=code)
    return tab.locator(f"section#e{one.pk}")


def test_computed_figures_are_taken_overridden_compared_and_signed_off(
    tab, sign_in, settled, officer, approver, councillor, nottingham
):
    # What was computed stands beside the boxes; one press fills in what is empty.
    sign_in(officer)
    see(tab, address("return_enter", settled), name="offers-enter")
    homes = measure(tab, settled, HOMES)
    expect(homes).to_contain_text("From the 903 return: 68 of 684 = 9.9%")
    press(tab, "Use all 2 offered figures")
    expect(tab.locator(".message--success")).to_contain_text(
        "2 computed figures are in the draft now"
    )
    expect(homes).to_contain_text("In use")
    far = measure(tab, settled, FAR)
    far.get_by_role("button", name="Mark as not available").click()
    tab.wait_for_load_state()

    # Another number: the gap is shown, and a reason is asked for.
    boxes = homes.locator("input[inputmode=decimal]")
    boxes.first.fill("70")
    press(tab, "Check answers")
    expect(tab.get_by_role("alert")).to_contain_text("say why another is right")
    expect(homes).to_contain_text("0.3 points higher than computed: 70 instead of 68")
    see(tab, name="offers-reason")
    homes.get_by_label("Why is another figure right?").fill(WHY)

    # Meanwhile the file is corrected, and the figure that was taken is computed anew.
    offer(nottingham, offered(SAME_HOME, (144, 232), files=(LATER_FILE,)))
    press(tab, "Check answers")
    same = measure(tab, settled, SAME_HOME)
    expect(same).to_contain_text("has changed since: 143 of 232 = 61.6% → 144 of 232 = 62.1%")
    see(tab, name="offers-changed")
    same.get_by_role("button", name="Use the new figure").click()
    tab.wait_for_load_state()
    press(tab, "Check answers")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("check your answers")
    expect(tab.locator("main")).to_contain_text(WHY)
    see(tab, name="offers-check")
    press(tab, "Submit for sign-off")

    # Every offer of the quarter beside what is entered.
    computed = reverse("performance:offer_list", args=["nottingham", settled.quarter])
    see(tab, computed, name="offers-list")
    tab.get_by_role("link", name="Show only those that differ").click()
    expect(tab.locator("tbody tr")).to_have_count(1)
    press(tab, "Sign out")

    # The approver sees gap and reason, and signs.
    sign_in(approver)
    see(tab, address("return_review", settled), name="offers-review")
    expect(tab.locator("main")).to_contain_text("0.3 points higher than computed")
    expect(tab.locator("main")).to_contain_text(WHY)
    press(tab, "Sign off 3 figures")
    expect(tab.locator(".message--success")).to_contain_text("is signed off")
    told = Figure.objects.order_by("indicator__order").values_list("source", "numerator")
    assert list(told) == [("overridden", 70), ("computed", 144), ("computed", None)]
    evidence = reverse("performance:indicator", args=["nottingham", HOMES])
    see(tab, evidence, name="offers-evidence")
    expect(tab.locator("main")).to_contain_text("68 of 684 = 9.9%")
    press(tab, "Sign out")

    # The board reads that it was overridden and why, not the number that was not taken.
    sign_in(councillor)
    tab.goto(evidence)
    expect(tab.locator("main")).to_contain_text(f"Why another figure: {WHY}")
    expect(tab.locator("main")).not_to_contain_text("68 of 684 = 9.9%")
