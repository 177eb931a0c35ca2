"""The round trip: a return goes out as a workbook and comes back under the form's rules."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from accounts.models import AuditEvent
from performance.models import Entry, EntryRevision, QuarterlyReturn
from performance.services.returns import save_draft, sign_off_return, submit_return
from reporting.spreadsheets import csv_text
from tests.performance.returns_cast import (
    CODES,
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
from tests.performance.sheets import at, downloaded, save, upload

PAGES = ("return_workbook", "return_upload", "return_upload_save")
NAMES = {
    HOME: "In suitable accommodation",
    WORK: "In education, work or training",
    STAYING: "Staying put with a former foster carer",
}
AT_HOME, AT_WORK, PUT = NAMES[HOME], NAMES[WORK], NAMES[STAYING]


@pytest.fixture
def leaving(nottingham, officer):
    switch_on(nottingham, *CODES)
    aim(nottingham, HOME, 90)
    enters(officer, nottingham)
    return opened(nottingham)


@pytest.fixture
def page(client_of, officer):
    return client_of(officer)


def mistakes(answer) -> dict[str, str]:
    """By cell; the page answers 422 and has no way to save."""
    assert answer.status_code == 422
    assert "Save as draft" not in answer.content.decode()
    return {one.cell: one.message for one in answer.context["preview"].mistakes}


def address(book, measure, head):
    return book.cell(measure, head).coordinate


# --- Who may ----------------------------------------------------------------------------
@pytest.mark.parametrize("name", PAGES)
def test_other_councils_find_nothing(client_of, outsider, leaving, name):
    assert client_of(outsider).get(at(name, leaving)).status_code in (404, 405)
    assert client_of(outsider).post(at(name, leaving)).status_code in (404, 405)


@pytest.mark.parametrize("name", PAGES)
def test_a_councillor_is_refused(client_of, councillor, leaving, name):
    assert client_of(councillor).post(at(name, leaving)).status_code in (403, 405)


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_signs_in(client, leaving, name):
    assert client.get(at(name, leaving)).status_code in (302, 405)


@pytest.mark.parametrize("name", PAGES)
def test_an_officer_of_another_theme_is_refused(client_of, nottingham, leaving, name):
    other = second_officer(nottingham)
    other.themes.all().delete()
    assert client_of(other).post(at(name, leaving)).status_code in (403, 405)
    assert client_of(other).get(at(name, leaving)).status_code in (403, 405)


def test_a_submitted_return_is_closed(page, leaving):
    book = downloaded(page, leaving)
    book[AT_WORK, "Value"] = 61
    previewed = upload(page, leaving, book.data())
    QuarterlyReturn.objects.update(status="submitted")
    assert page.get(at("return_workbook", leaving))["Location"] == at("return_review", leaving)
    assert upload(page, leaving, book.data())["Location"] == at("return_review", leaving)
    answer = save(page, leaving, previewed)
    assert "must be sent back or" in answer.content.decode()
    assert not EntryRevision.objects.exists()


# --- What goes out ----------------------------------------------------------------------
def test_the_workbook_says_what_is_asked_and_what_stands(page, leaving, officer):
    save_draft(
        quarterly_return=leaving,
        typed=[
            typed(entry(leaving, WORK), mode="counts", numerator="1,143", denominator="2,320",
                  comment="=HYPERLINK(1)", provisional=True, final_due_on="9/5/2021"),
            typed(entry(leaving, HOME), mode="value", value="ask Health"),
        ],
        by=officer,
    )  # fmt: skip
    answer = page.get(at("return_workbook", leaving))
    assert 'filename="nottingham-2020-21-q4-leaving.xlsx"' in answer["Content-Disposition"]
    book = downloaded(page, leaving)
    assert book.book.sheetnames == ["Figures", "How to fill it in", "Definitions"]
    assert (book.cell(AT_WORK, "Count").value, book.cell(AT_WORK, "Out of").value) == (1143, 2320)
    assert book.cell(AT_WORK, "Final figure due").value == dt.datetime(2021, 5, 9)
    assert book.cell(AT_WORK, "Comment").data_type == "s"
    assert book.cell(AT_WORK, "Comment").quotePrefix
    assert book.cell(AT_HOME, "Value").value == "ask Health"
    assert book.cell(AT_HOME, "Target").value == "90%, higher is better"
    assert book.sheet.protection.sheet
    assert [book.cell(AT_WORK, head).protection.locked for head in ("Measure", "Count")] == [
        True, False,
    ]  # fmt: skip
    assert book.cell(PUT, "Count").protection.locked
    assert not book.cell(PUT, "Date").protection.locked
    keys = book.sheet.column_dimensions["A"]  # columns that are alike are kept together
    assert (keys.hidden, keys.min, keys.max) == (True, 1, 4)
    guidance = " ".join(str(row[0].value) for row in book.book["How to fill it in"].iter_rows())
    assert "Due on" in guidance
    assert "small numbers about children" in guidance


def test_earlier_figures_stand_beside_and_empty_columns_are_hidden(
    page, nottingham, leaving, officer, approver
):
    third = opened(nottingham, Q3)
    save_draft(
        quarterly_return=third,
        typed=[
            typed(entry(third, HOME), mode="value", value="90", provisional=True,
                  final_due_on="9 May 2021"),
            typed(entry(third, WORK), mode="value", value="60"),
            typed(entry(third, STAYING), mode="unavailable", unavailable_reason="New"),
        ],
        by=officer,
    )  # fmt: skip
    submit_return(quarterly_return=third, by=officer)
    sign_off_return(quarterly_return=third, by=approver)
    book = downloaded(page, leaving)
    assert book.cell(AT_WORK, "One before").value == "60%, 2020-21 quarter 3"
    assert book.cell(AT_HOME, "One before").value == "90% provisional, 2020-21 quarter 3"
    hidden = {head: book.sheet.column_dimensions[book.cell(AT_WORK, head).column_letter].hidden
              for head in ("One before", "Last year’s outturn")}  # fmt: skip
    assert hidden == {"One before": False, "Last year’s outturn": True}


def test_nothing_in_the_workbook_is_a_formula_or_a_link(page, leaving):
    with zipfile.ZipFile(io.BytesIO(page.get(at("return_workbook", leaving)).content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not any(b"<f>" in part or b"<hyperlink" in part for part in parts.values())
    assert not any("external" in name.lower() for name in parts)


# --- What comes back --------------------------------------------------------------------
def fill_all(book):
    book[AT_WORK, "Count"], book[AT_WORK, "Out of"] = 143, 232
    book[AT_HOME, "Value"] = 0.885
    book.cell(AT_HOME, "Value").number_format = "0.0%"
    book[AT_HOME, "Comment"] = "Two houses closed for repair.\nThey open in June."
    book[AT_HOME, "Provisional"] = "Yes"
    book[AT_HOME, "Final figure due"] = dt.datetime(2021, 5, 9)
    book[PUT, "Value"], book[PUT, "Date"] = 26, dt.datetime(2021, 3, 28)


@pytest.mark.parametrize("form", ["xlsx", "csv", "semicolons"])
def test_a_filled_file_becomes_the_draft(page, leaving, form):
    book = downloaded(page, leaving)
    fill_all(book)
    data = {
        "xlsx": book.data,
        "csv": book.as_csv,
        "semicolons": lambda: book.as_csv(";"),
    }[form]()
    previewed = upload(page, leaving, data, "filled.xlsx" if form == "xlsx" else "filled.csv")
    html = previewed.content.decode()
    assert not EntryRevision.objects.exists()
    assert all(words in html for words in ("143 out of 232", "61.6%", "88.5%", "3 figures"))
    answer = save(page, leaving, previewed)
    assert "3 figures were saved as a draft from" in answer.content.decode()
    work, home, put = (entry(leaving, code) for code in (WORK, HOME, STAYING))
    assert (work.mode, work.numerator, work.denominator) == ("counts", "143", "232")
    assert (home.mode, home.value.removesuffix("%"), home.provisional) == ("value", "88.5", True)
    assert home.comment == "Two houses closed for repair.\nThey open in June."
    assert put.value == "26"
    assert AuditEvent.objects.filter(action="return.spreadsheet_saved").count() == 1


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_same_file_again_and_a_fresh_one_change_nothing(page, leaving, form):
    book = downloaded(page, leaving)
    fill_all(book)
    save(page, leaving, upload(page, leaving, book.data()))
    kept, count = list(Entry.objects.values()), EntryRevision.objects.count()
    fresh = downloaded(page, leaving)
    for one in (book, fresh):
        data = one.data() if form == "xlsx" else one.as_csv()
        answer = upload(page, leaving, data, f"again.{form}")
        assert "The file says what the draft says already" in answer.content.decode()
        assert answer.context["preview"].changes == ()
    assert (list(Entry.objects.values()), EntryRevision.objects.count()) == (kept, count)


def test_an_untouched_draft_of_odd_texts_comes_back_as_it_was(page, leaving, officer):
    save_draft(
        quarterly_return=leaving,
        typed=[
            typed(entry(leaving, WORK), mode="value", value=" 60.0% ", numerator="12",
                  comment="\n\nOdd,\t\"quoted\" & <b>\n", source_note="A list"),
            typed(entry(leaving, HOME), mode="counts", numerator="ask", denominator="1,00"),
            typed(entry(leaving, STAYING), mode="unavailable", unavailable_reason=" Lost ",
                  period="June 2020 to March 2021"),
        ],
        by=officer,
    )  # fmt: skip
    for data, name in ((downloaded(page, leaving).data(), "f.xlsx"),
                       (downloaded(page, leaving).as_csv(), "f.csv")):  # fmt: skip
        answer = upload(page, leaving, data, name)
        assert answer.status_code == 200, mistakes(answer)
        assert answer.context["preview"].changes == ()


def test_a_colleagues_newer_version_is_kept_beside_it(page, leaving, nottingham):
    book = downloaded(page, leaving)
    other = second_officer(nottingham)
    newer = typed(entry(leaving, WORK), mode="value", value="60", comment="theirs")
    save_draft(quarterly_return=leaving, typed=[newer], by=other)
    untouched = upload(page, leaving, book.data())
    assert untouched.context["preview"].changes == ()
    book[AT_WORK, "Value"], book[AT_HOME, "Value"] = 62, 91
    previewed = upload(page, leaving, book.data())
    assert "Both versions will be kept" in previewed.content.decode()
    html = save(page, leaving, previewed).content.decode()
    assert "A colleague saved 1 figure meanwhile" in html
    assert "Yours, not saved" in html
    assert entry(leaving, WORK).value == "60"
    assert entry(leaving, HOME).value == "91"


def test_a_save_between_preview_and_button_is_a_conflict_too(page, leaving, nottingham):
    book = downloaded(page, leaving)
    book[AT_WORK, "Value"] = 62
    previewed = upload(page, leaving, book.data())
    newer = typed(entry(leaving, WORK), mode="value", value="60")
    save_draft(quarterly_return=leaving, typed=[newer], by=second_officer(nottingham))
    save(page, leaving, previewed)
    assert entry(leaving, WORK).value == "60"
    assert EntryRevision.objects.get(outcome="conflict").value == "62"


def test_what_the_sheet_does_not_hold_is_kept(page, leaving, officer):
    said = typed(entry(leaving, WORK), mode="value", value="60", source_note="The list",
                 reported_direction="improving")  # fmt: skip
    save_draft(quarterly_return=leaving, typed=[said], by=officer)
    book = downloaded(page, leaving)
    book[AT_WORK, "Value"] = 61
    save(page, leaving, upload(page, leaving, book.data()))
    work = entry(leaving, WORK)
    assert (work.value, work.source_note, work.reported_direction) == (
        "61", "The list", "improving",
    )  # fmt: skip


def test_columns_may_move_and_rows_may_go(page, leaving):
    book = downloaded(page, leaving)
    book[AT_WORK, "Value"] = 61
    book.sheet.insert_cols(1)
    book.sheet.insert_rows(1, 2)
    book.sheet.delete_rows(6)
    answer = upload(page, leaving, book.data())
    html = " ".join(answer.content.decode().split())
    assert "1 figure of the return is not in the file and stays as it is" in html
    assert [one.name for one in answer.context["preview"].changes] == [AT_WORK]


# --- What is refused, with row and cell -------------------------------------------------
CELLS = [
    (AT_HOME, "Value", 870, "870 must be 100 or less."),
    (AT_HOME, "Value", "ask Health", "“ask Health” is not a number"),
    (AT_HOME, "Value", -5, "is below 0"),
    (AT_HOME, "Value", "=SUM(1,2)", "The cell holds a formula"),
    (AT_HOME, "Value", dt.datetime(2021, 5, 9), "holds a date, 9 May 2021"),
    (AT_HOME, "Not available", "perhaps", "“perhaps” is not understood"),
    (PUT, "Date", 44283, "44283 is how spreadsheets store 28 March 2021"),
    (PUT, "Value", 1.5, "must be a whole number"),
    (PUT, "Count", 5, "single number"),
    (AT_WORK, "Comment", "=1+1", "The cell holds a formula"),
    (AT_WORK, "Comment", "x" * 20_001, "the most is 20,000"),
    (AT_WORK, "Count", "12 of 14", "is not a number"),
]


@pytest.mark.parametrize(("measure", "head", "value", "words"), CELLS)
def test_each_wrong_cell_is_named_and_nothing_is_saved(page, leaving, measure, head, value, words):
    book = downloaded(page, leaving)
    book[PUT, "Date"] = "28 March 2021"
    book[measure, head] = value
    book[AT_WORK if measure != AT_WORK else AT_HOME, "Value"] = 61
    found = mistakes(upload(page, leaving, book.data()))
    assert list(found) == [address(book, measure, head)]
    assert words in found[address(book, measure, head)]
    assert not EntryRevision.objects.exists()


def test_rows_that_are_right_are_shown_beside_those_that_are_not(page, leaving):
    book = downloaded(page, leaving)
    book[AT_HOME, "Value"], book[AT_WORK, "Value"] = 870, 61
    answer = upload(page, leaving, book.data())
    assert [one.name for one in answer.context["preview"].changes] == [AT_WORK]


def test_every_mistake_is_listed_at_once_in_the_order_of_rows(page, leaving):
    book = downloaded(page, leaving)
    for measure, head, value, _ in CELLS[:1] + CELLS[6:7] + CELLS[11:12]:
        book[measure, head] = value
    answer = upload(page, leaving, book.data())
    assert len(mistakes(answer)) == 3
    rows = [one.row for one in answer.context["preview"].mistakes]
    assert rows == sorted(rows)
    assert "3 cells of the file need correcting" in answer.content.decode()


def test_two_rows_for_one_figure_are_both_refused(page, leaving):
    book = downloaded(page, leaving)
    row = [cell.value for cell in book.sheet[2]]
    book.sheet.append(row)
    found = mistakes(upload(page, leaving, book.data()))
    assert [cell[-1] for cell in found] == ["2", "5"]
    assert all("2 rows are for this figure" in words for words in found.values())


@pytest.mark.parametrize(
    ("head", "value", "words"),
    [
        ("Figure", "999999", "not, or no longer, part of the return"),
        ("Figure", None, "added by hand"),
        ("Figure", "=B3", "not, or no longer, part of the return"),
        ("Return", "nottingham/2020-21-Q4/health", "belongs to another return"),
        ("Revision", 17, "hidden columns were changed"),
        ("Revision", "x", "hidden columns were changed"),
        ("Measure", "Another measure", "Part of the sheet was sorted"),
    ],
)
def test_rows_of_no_figure_of_this_return(page, leaving, head, value, words):
    book = downloaded(page, leaving)
    book[AT_WORK, "Value"] = 61
    book[AT_WORK, head] = value
    (found,) = mistakes(upload(page, leaving, book.data())).values()
    assert words in found


def test_a_figure_of_another_return_is_never_touched(page, leaving, nottingham, exampleshire):
    """Even where somebody writes its number into a row of their own file."""
    switch_on(exampleshire, *CODES)
    foreign = entry(opened(exampleshire), WORK)
    book = downloaded(page, leaving)
    book[AT_WORK, "Value"], book[AT_WORK, "Figure"] = 61, foreign.pk
    assert "no longer" in " ".join(mistakes(upload(page, leaving, book.data())).values())


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("nottingham/2020-21-Q3/leaving", "Leaving care well, 2020-21-Q3"),
        ("exampleshire/2020-21-Q4/leaving", "not one of this council’s"),
        ("<b>", "not one of this council’s"),
    ],
)
def test_the_file_of_another_return_is_refused_once(page, leaving, key, words):
    book = downloaded(page, leaving)
    for measure in NAMES.values():
        book[measure, "Return"] = key
    html = upload(page, leaving, book.data()).content.decode()
    assert "belongs to another return" in html
    assert words in html
    assert "exampleshire" not in html


def test_files_that_are_no_return(page, leaving):
    empty = openpyxl.Workbook()
    out = io.BytesIO()
    empty.save(out)
    for data, name, words in (
        (out.getvalue(), "f.xlsx", "not the spreadsheet of a return"),
        (b"%PDF-1.7", "f.xlsx", "is a PDF"),
        (csv_text([["Figure", "Measure"], ["1", "2"]]).encode(), "f.csv", "columns are missing"),
        (b"", "f.xlsx", "The chosen file is empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "f.csv", "the most is 10 MB"),
        (b"x" * (20 * 1024 * 1024), "f.xlsx", "The file is about 20 MB; the most is 10 MB"),
    ):
        answer = upload(page, leaving, data, name)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    answer = page.post(at("return_upload", leaving))
    assert "Choose the filled spreadsheet" in answer.content.decode()


def test_a_seal_is_the_persons_and_the_returns_own(page, client_of, nottingham, leaving):
    book = downloaded(page, leaving)
    book[AT_WORK, "Value"] = 61
    sealed = upload(page, leaving, book.data()).context["sealed"]
    other = client_of(second_officer(nottingham))
    for who, text in ((page, sealed[:-2] + "xx"), (page, ""), (other, sealed)):
        who.post(at("return_upload_save", leaving), {"changes": text})
    assert not EntryRevision.objects.exists()
