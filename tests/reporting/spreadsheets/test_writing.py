"""Workbooks and CSV files: numbers as numbers, days as days, and no text that runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from reference.domain.spreadsheets import guarded, unguarded
from reporting.spreadsheets import Column, Sheet, csv_text, read_sheets, workbook

DAY = dt.date(2021, 5, 9)
FIGURES = Sheet(
    "Figures",
    ("Measure", "Count", "Percentage", "Day"),
    [("Seen on time", 143, Decimal("61.6"), DAY), ("=1+1", None, Decimal("-3.25"), None)],
    notes=("Source: the council",),
)


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_numbers_days_and_text_are_what_they_are():
    sheet = opened(workbook([FIGURES], title="Figures"))["Figures"]
    assert [cell.value for cell in sheet[2]] == [
        "Seen on time", 143, 61.6, dt.datetime(2021, 5, 9),
    ]  # fmt: skip
    assert [cell.data_type for cell in sheet[3]] == ["s", "n", "n", "n"]
    assert (sheet["A3"].value, sheet["A3"].quotePrefix) == ("=1+1", True)
    assert sheet["A5"].value == "Source: the council"


def test_the_head_is_bold_and_stays_in_sight():
    sheet = opened(workbook([FIGURES], title="Figures"))["Figures"]
    assert all(cell.font.b for cell in sheet[1])
    assert sheet.freeze_panes == "A2"


def test_the_same_content_makes_the_same_bytes():
    assert workbook([FIGURES], title="Figures") == workbook([FIGURES], title="Figures")


@pytest.mark.parametrize(
    ("names", "given"),
    [
        (("A/B: [x]?", "a/b: [x]?"), ["A B   x", "a b   x 2"]),
        (("x" * 40, "x" * 40), ["x" * 31, "x" * 29 + " 2"]),
        (("''", ""), ["Sheet", "Sheet 2"]),
    ],
)
def test_names_of_sheets_are_such_as_excel_takes(names, given):
    made = opened(workbook([Sheet(name, ("A",), []) for name in names], title="Names"))
    assert made.sheetnames == given


def test_columns_are_hidden_locked_and_offer_choices():
    columns = (Column(hidden=True), Column(open=True, choices=("Yes", "No"), asks="Yes or no"))
    sheet = Sheet("Form", ("Key", "Sure?"), [("a", None)], columns=columns, protected=True)
    made = opened(workbook([sheet], title="Form"))["Form"]
    assert made.column_dimensions["A"].hidden
    assert made.protection.sheet
    assert (made["A2"].protection.locked, made["B2"].protection.locked) == (True, False)
    (rule,) = made.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1, rule.prompt) == ("B2", '"Yes,No"', "Yes or no")


def test_a_sheet_of_notes_has_no_head():
    made = opened(workbook([Sheet("Guidance", (), [], notes=("One", "Two"))], title="G"))
    assert [row[0].value for row in made["Guidance"].iter_rows()] == ["One", "Two"]


def test_a_page_of_text_is_cut_to_what_a_cell_holds():
    made = opened(workbook([Sheet("Long", ("A",), [("x" * 40_000,)])], title="Long"))
    assert len(made["Long"]["A2"].value) == 32_767


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 115", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "-1+2", "--1"]
)
def test_csv_text_that_would_run_gets_an_apostrophe(text):
    (line,) = csv.reader(io.StringIO(csv_text([[text]]).removeprefix("\ufeff"), newline=""))
    assert line == [f"'{text}"]
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["-5", "-5.2", "-1,234.5", "-3%", "– none", "'tis", "87", "a=b"])
def test_csv_text_that_cannot_run_stays(text):
    assert guarded(text) == text
    assert unguarded(text) == text


def test_csv_numbers_stay_numbers_and_days_are_sortable():
    row = [Decimal("-3.250000"), 1_234, Decimal("667.00"), DAY, None, "Café, “quoted”"]
    assert csv_text([row]) == '\ufeff-3.25,1234,667,2021-05-09,,"Café, “quoted”"\r\n'


def test_what_is_written_is_read_again():
    (sheet,) = read_sheets(workbook([FIGURES], title="Figures"), "figures.xlsx")
    assert [cell.text for cell in sheet.rows[2]] == ["=1+1", "", "-3.25"]
    assert sheet.cell(2, 4).day == DAY
    (again,) = read_sheets(csv_text([["=1+1", "-5", "a\nb"]]).encode(), "f.csv")
    assert [cell.text for cell in again.rows[0]] == ["=1+1", "-5", "a\nb"]
