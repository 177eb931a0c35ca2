"""A return on an officer's own desk: downloaded, filled in, corrected, saved, submitted."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from performance.models import EntryRevision
from performance.services.returns import save_draft, sign_off_return, submit_return
from tests.journeys.conftest import see
from tests.performance.returns_cast import (
    HOME,
    Q3,
    STAYING,
    WORK,
    aim,
    enters,
    entry,
    opened,
    second_officer,
    switch_on,
    typed,
)
from tests.performance.sheets import Filled

AT_HOME = "In suitable accommodation"
AT_WORK = "In education, work or training"
PUT = "Staying put with a former foster carer"


@pytest.fixture
def leaving(nottingham, officer, approver):
    """Three measures, a target and a signed-off quarter 3; quarter 4 stands open."""
    switch_on(nottingham, HOME, WORK, STAYING)
    aim(nottingham, HOME, 90)
    enters(officer, nottingham)
    third = opened(nottingham, Q3)
    before = [
        typed(entry(third, HOME), mode="value", value="90"),
        typed(entry(third, WORK), mode="value", value="60"),
        typed(entry(third, STAYING), mode="value", value="25", period="28 December 2020"),
    ]
    save_draft(quarterly_return=third, typed=before, by=officer)
    submit_return(quarterly_return=third, by=officer)
    sign_off_return(quarterly_return=third, by=approver)
    return opened(nottingham)


def press(tab, name):
    tab.get_by_role("button", name=name, exact=True).last.click()
    tab.wait_for_load_state()


def choose(tab, book, name):
    """Puts the file into the box, as from a folder, and presses the button beside it."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": book.data()}
    tab.get_by_label("Filled spreadsheet").set_input_files(file)
    press(tab, "Upload and preview")


def test_a_return_is_filled_in_a_spreadsheet(tab, sign_in, leaving, officer, nottingham):
    at = ["nottingham", leaving.quarter, leaving.theme_id]
    sign_in(officer)
    tab.goto(reverse("performance:return_enter", args=at))
    tab.get_by_role("link", name="Upload a filled spreadsheet").click()
    see(tab, name="spreadsheet")
    with tab.expect_download() as begun:
        tab.get_by_role("link", name="Download as a spreadsheet").click()
    assert begun.value.suggested_filename == "nottingham-2020-21-q4-leaving.xlsx"
    book = Filled(begun.value.path().read_bytes())
    assert book.cell(AT_WORK, "One before").value == "60%, 2020-21 quarter 3"

    # Nothing chosen, then something that is no workbook.
    press(tab, "Upload and preview")
    expect(tab.get_by_role("alert")).to_contain_text("Choose the filled spreadsheet")
    see(tab, name="spreadsheet-nothing-chosen")

    # Filled with slips: each with its cell, and nothing saved.
    book[AT_HOME, "Value"] = 870
    book[AT_WORK, "Count"], book[AT_WORK, "Out of"] = "=140+3", 232
    book[PUT, "Value"], book[PUT, "Date"] = 26, 44283
    choose(tab, book, "leaving care.xlsx")
    expect(tab.get_by_role("alert")).to_contain_text("3 cells of the file need correcting")
    table = tab.get_by_role("table", name="Cells to correct")
    for head, measure, words in (
        ("Value", AT_HOME, "870 must be 100 or less"),
        ("Count", AT_WORK, "holds a formula"),
        ("Date", PUT, "44283 is how spreadsheets store 28 March 2021"),
    ):
        row = table.get_by_role("row").filter(has_text=words)
        expect(row).to_contain_text(book.cell(measure, head).coordinate)
    see(tab, name="spreadsheet-mistakes")
    assert not EntryRevision.objects.filter(entry__quarterly_return=leaving).exists()

    # Corrected in place; a colleague has saved one of the figures meanwhile.
    book[AT_HOME, "Value"] = 0.885
    book.cell(AT_HOME, "Value").number_format = "0.0%"
    book[AT_HOME, "Comment"] = "Two houses closed for repair; they open in June."
    book[AT_WORK, "Count"] = 143
    book[PUT, "Date"] = dt.datetime(2021, 3, 28)
    theirs = typed(entry(leaving, WORK), mode="value", value="60", comment="From the list")
    save_draft(quarterly_return=leaving, typed=[theirs], by=second_officer(nottingham))
    choose(tab, book, "leaving care.xlsx")
    changes = tab.get_by_role("table", name="What would change, row by row")
    expect(changes).to_contain_text("143 out of 232")
    expect(changes).to_contain_text("88.5%")
    expect(changes).to_contain_text("Both versions will be kept")
    see(tab, name="spreadsheet-preview")
    press(tab, "Save as draft")
    expect(tab.get_by_role("status").first).to_contain_text("2 figures were saved as a draft")
    see(tab, name="spreadsheet-saved")

    # The conflict is settled, the return checked and handed over.
    tab.get_by_label("Keep mine").check()
    press(tab, "Check answers")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("check your answers")
    expect(tab.locator("main")).to_contain_text("61.6%")
    press(tab, "Submit for sign-off")
    expect(tab.get_by_role("status")).to_contain_text("has been submitted")
