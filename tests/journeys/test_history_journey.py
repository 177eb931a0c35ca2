"""A council's own scorecard, in an afternoon: uploaded, pointed at, mended, confirmed, undone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from performance.models import HistoryMapping, ImportBatch
from tests.journeys.conftest import see
from tests.performance.figures import switch_on
from tests.performance.scorecards import CARE, REVIEWS, VISITS, scorecard

FILE = "Scorecard 2018 to 2020.xlsx"


@pytest.fixture
def council(nottingham):
    switch_on(nottingham, CARE, VISITS, REVIEWS)
    return nottingham


def press(tab, name):
    tab.get_by_role("button", name=name, exact=True).last.click()
    tab.wait_for_load_state()


def test_history_comes_from_the_councils_own_scorecard(tab, sign_in, council, analyst, approver):
    sign_in(analyst)
    tab.goto(reverse("performance:measure_list", args=["nottingham"]))
    tab.get_by_role("link", name="Imported history").click()
    see(tab, name="history-empty")

    # Nothing chosen; then a scorecard with two wrong cells.
    press(tab, "Upload")
    expect(tab.get_by_role("alert")).to_contain_text("Choose the scorecard")
    file = {"name": FILE, "mimeType": "application/octet-stream"}
    tab.get_by_label("Scorecard").set_input_files(
        {**file, "buffer": scorecard(C9=870, E9="about 90")}
    )
    press(tab, "Upload")

    # The sheet says most of it itself: both rows of headings and three measures are found.
    expect(tab.locator(".lead")).to_contain_text("We have guessed")
    expect(tab.get_by_label("Years, or whole periods, stand in")).to_have_value("row-3")
    expect(tab.get_by_label("Quarters or months under them in")).to_have_value("row-4")
    tab.get_by_label("Row 9, Reviews on time: measure").select_option(label="Reviews on time")
    tab.get_by_label("Row 6, Visits on time: measure").select_option(label="Children seen on time")
    tab.get_by_label("Row 6: what its cells are").select_option(label="The count")
    tab.get_by_label("Row 7, out of: measure").select_option(label="Children seen on time")
    # A slip: the row of the whole is said to be a count too.
    tab.get_by_label("Row 7: what its cells are").select_option(label="The count")
    tab.get_by_label("Column B, “Target”, holds").select_option(label="Targets")
    see(tab, name="history-point")
    press(tab, "Preview")
    mistakes = tab.get_by_role("table", name="Cells that need a decision")
    expect(mistakes).to_contain_text("870 must be 100 or less")
    expect(mistakes).to_contain_text("This is the same figure")
    expect(mistakes).to_contain_text("Nothing says from when this target holds")
    see(tab, name="history-preview-mistakes")

    # The mapping is mended; the two cells of the file that are wrong are left out.
    tab.get_by_role("link", name="Change what is read").click()
    tab.get_by_label("Row 7: what its cells are").select_option(label="What the count is out of")
    tab.get_by_label("Targets from").first.fill("2018-19")
    press(tab, "Preview")
    expect(mistakes.get_by_role("row")).to_have_count(3)
    press(tab, "Hand over for confirmation")
    expect(tab.locator("main")).to_contain_text("need a decision before anything is imported")
    tab.get_by_label("Leave these cells out and import the rest").check()
    tab.get_by_label("Keep the mapping as").fill("Quarterly scorecard")
    see(tab, name="history-preview")
    press(tab, "Hand over for confirmation")
    expect(tab.locator("main")).to_contain_text("An approver confirms an import.")
    batch = ImportBatch.objects.get()
    assert HistoryMapping.objects.get(council=council).name == "Quarterly scorecard"
    assert not council.figures.exists()

    # Somebody else confirms it.
    tab.context.clear_cookies()
    sign_in(approver)
    tab.goto(reverse("performance:return_list", args=["nottingham"]))
    tab.get_by_role("link", name="Imported history").click()
    tab.get_by_role("link", name=FILE).click()
    see(tab, name="history-waiting")
    press(tab, "Confirm the import")
    expect(tab.locator(".lead")).to_contain_text("8 figures and 1 target came with this file")
    see(tab, name="history-imported")

    # The figures stand on the dashboard, back to the first of them.
    tab.goto(reverse("performance:home", args=["nottingham"]))
    expect(tab.locator("main")).to_contain_text("630")
    see(tab, name="history-dashboard")

    # Undone after a question; the dashboard is empty again.
    tab.goto(reverse("performance:history_detail", args=["nottingham", batch.pk]))
    tab.get_by_role("link", name="Undo this import").click()
    see(tab, name="history-undo")
    press(tab, "Undo the import")
    expect(tab.locator(".lead")).to_contain_text("This import was undone")
    see(tab, name="history-undone")
    tab.goto(reverse("performance:home", args=["nottingham"]))
    expect(tab.locator("main")).to_contain_text("No figures yet")
