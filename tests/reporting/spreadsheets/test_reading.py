"""Files that people send: read by what is in them, and refused in one plain sentence."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from decimal import Decimal

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from reporting.spreadsheets import (
    CellKind,
    Merged,
    UnreadableFile,
    address,
    read_sheets,
    serial_day,
)
from tests.reporting.spreadsheets.hostile import SHEET, made, with_parts


def refused(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        read_sheets(data, name)
    return str(refusal.value)


# --- What cells hold --------------------------------------------------------------------
def fill_kinds(sheet):
    sheet.append(["Text", 12, 0.1 + 0.2, 0.87, dt.date(2021, 5, 9), "=A1", "#REF!", True, " "])
    sheet["D1"].number_format = "0.0%"
    sheet["G1"].data_type = "e"


def test_each_kind_of_cell_is_known():
    (sheet,) = read_sheets(made(fill_kinds), "figures.xlsx")
    kinds = [cell.kind.value for cell in sheet.rows[0]]
    assert kinds == ["text", "number", "number", "number", "date", "formula", "error", "text"]
    texts = [cell.text for cell in sheet.rows[0]]
    assert texts == ["Text", "12", "0.3", "87%", "2021-05-09", "=A1", "#REF!", "TRUE"]


def test_a_percentage_is_known_by_its_format():
    (sheet,) = read_sheets(made(fill_kinds), "figures.xlsx")
    assert (sheet.cell(1, 4).number, sheet.cell(1, 4).percent) == (Decimal("0.87"), True)
    assert (sheet.cell(1, 3).number, sheet.cell(1, 3).percent) == (Decimal("0.3"), False)


def test_a_percent_sign_in_words_of_a_format_is_no_percentage():
    def fill(sheet):
        sheet["A1"] = 87
        sheet["A1"].number_format = '0" % of all"'

    (sheet,) = read_sheets(made(fill), "figures.xlsx")
    assert (sheet.cell(1, 1).text, sheet.cell(1, 1).percent) == ("87", False)


def test_rows_keep_their_numbers_and_formatting_alone_is_nothing():
    def fill(sheet):
        sheet["B3"] = "here"
        sheet["Z900"].fill = PatternFill("solid", fgColor="FFFF00")

    (sheet,) = read_sheets(made(fill), "figures.xlsx")
    assert [len(row) for row in sheet.rows] == [0, 0, 2]
    assert (sheet.cell(3, 2).text, sheet.width) == ("here", 2)
    assert sheet.cell(900, 26).is_blank
    assert sheet.cell(0, 0).is_blank


def test_a_merged_cell_is_read_wherever_it_reaches():
    def fill(sheet):
        sheet["B1"], sheet["B2"] = "2020-21", "Q1"
        sheet.merge_cells("B1:E1")

    (sheet,) = read_sheets(made(fill), "figures.xlsx")
    assert sheet.merged == (Merged(top=1, left=2, bottom=1, right=5),)
    assert sheet.covering(1, 5).text == "2020-21"
    assert sheet.cell(1, 5).is_blank
    assert sheet.covering(2, 2).text == "Q1"
    assert sheet.covering(1, 6).is_blank


def test_hidden_sheets_are_marked():
    def fill(sheet):
        sheet.parent.create_sheet("Behind").sheet_state = "veryHidden"

    assert [one.is_hidden for one in read_sheets(made(fill), "f.xlsx")] == [False, True]


@pytest.mark.parametrize(
    ("row", "column", "name"), [(7, 3, "C7"), (1, 26, "Z1"), (1, 27, "AA1"), (9, 703, "AAA9")]
)
def test_addresses(row, column, name):
    assert address(row, column) == name


@pytest.mark.parametrize(
    ("number", "day"),
    [("44325", dt.date(2021, 5, 9)), ("44325.5", None), ("870", None), ("9e20", None)],
)
def test_a_number_that_was_a_day(number, day):
    assert serial_day(Decimal(number)) == day


# --- CSV --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ("\ufeffMeasure,é\r\n".encode(), ["Measure", "é"]),
        ("Measure;é,5;7\n".encode("cp1252") * 3, ["Measure", "é,5", "7"]),
        (b'"a, b"\tc\n', ["a, b", "c"]),
        (b'sep=;\r\n"x,y,z";2', ["x,y,z", "2"]),
        ("a\tb\r\n".encode("utf-16"), ["a", "b"]),
        (b"one\n", ["one"]),
    ],
)
def test_csv_in_the_letters_and_delimiters_of_many(data, texts):
    (sheet,) = read_sheets(data, "My figures.CSV")
    assert ([cell.text for cell in sheet.rows[0]], sheet.name) == (texts, "My figures")


def test_a_formula_in_a_csv_file_is_known():
    (sheet,) = read_sheets(b"=1+1,-5,'=1\n", "f.csv")
    assert [cell.kind for cell in sheet.rows[0]] == [
        CellKind.FORMULA, CellKind.TEXT, CellKind.TEXT,
    ]  # fmt: skip
    assert [cell.text for cell in sheet.rows[0]] == ["=1+1", "-5", "=1"]


def test_a_missing_quotation_mark_is_found_by_its_line():
    assert "at line 2" in refused(b'a,b\nc,"d\n', "f.csv")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\0c\n", "not text"),
        (b"a,\x81\n", "not text"),
        (b"a\n" * 20_001, "more than 20,000 rows"),
        (b"a," * 500 + b"b\n", "501 columns in row 1"),
    ],
)
def test_csv_that_is_refused(data, words):
    assert words in refused(data, "f.csv")


# --- Files that are refused -------------------------------------------------------------
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "f.xlsx", "“f.xlsx” is empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "f.csv", "the most is 10 MB"),
        (OLE, "f.xlsx", "protected with a password or is an old .xls"),
        (OLE, "f.xls", "old .xls file"),
        (b"%PDF-1.7", "f.xlsx", "“f.xlsx” is a PDF"),
        (b"\x89PNG\r\n", "f.xlsx", "is a picture"),
        (b"\x89PNG\r\n", "f.csv", "is a picture"),
        (b"<html>", "f.xls", "is a web page"),
        (b"hello", "f.xlsx", "is not an Excel workbook"),
        (b"hello", "f", "is not an Excel workbook"),
        (b"PK\x03\x04 and then nothing", "f.xlsx", "damaged"),
        (made(), "f.csv", "packed like a workbook"),
        (made(), "f.xlsm", "may hold macros"),
        (made()[:-900], "f.xlsx", "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_refused(data, name, words):
    assert words in refused(data, name)


def test_a_zip_file_of_other_things_is_no_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "is not an Excel workbook" in refused(out.getvalue(), "letter.xlsx")


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/vbaProject.bin": b"code"},
        {"xl/macrosheets/sheet1.xml": b"<a/>"},
        {"[Content_Types].xml": lambda there: there.replace(b"sheet.main", b"sheet.macroEnabled")},
    ],
)
def test_macros_are_refused_whatever_the_name(parts):
    assert "holds macros" in refused(with_parts(made(), parts), "f.xlsx")


@pytest.mark.parametrize(
    ("part", "size"), [("xl/media/zeros.bin", 50 * 1024 * 1024), (SHEET, 61 * 1024 * 1024)]
)
def test_a_bomb_is_not_unpacked(part, size):
    bomb = with_parts(made(), {part: b"0" * size})
    assert len(bomb) < 200_000
    assert "far too large when unpacked" in refused(bomb, "f.xlsx")


def test_a_bomb_that_lies_about_its_size_is_damaged():
    bomb = bytearray(with_parts(made(), {"xl/worksheets/sheet1.xml": b"<a>" + b" " * 5_000_000}))
    for at in range(len(bomb) - 46):
        if bomb[at : at + 4] == b"PK\x01\x02" and b"sheet1" in bomb[at + 46 : at + 80]:
            struct.pack_into("<I", bomb, at + 24, 1_000)
    assert "damaged" in refused(bytes(bomb), "f.xlsx")


def test_a_password_is_said():
    locked = bytearray(made())
    for at in range(len(locked) - 10):
        if locked[at : at + 4] == b"PK\x01\x02":
            locked[at + 8] |= 1
    assert "protected with a password" in refused(bytes(locked), "f.xlsx")


def test_entities_are_refused():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    bad = with_parts(made(), {SHEET: lambda there: laughs + there})
    assert "no spreadsheet program writes" in refused(bad, "f.xlsx")


def test_more_cells_than_anybody_filled_are_refused():
    """Numbered, so that they do not shrink like a bomb."""
    cells = b"".join(b'<c r="A%d"/>' % (number * 7919 % 1_000_003) for number in range(1_000_001))
    row = b'<row r="2">' + cells + b"</row></sheetData>"
    sheet = {SHEET: lambda there: there.replace(b"</sheetData>", row)}
    many = with_parts(made(lambda sheet: sheet.append([1])), sheet)
    assert "too many cells" in refused(many, "f.xlsx")


@pytest.mark.parametrize(("place", "where"), [("A20001", "A20001"), ("SH2", "SH2")])
def test_sheets_beyond_the_limits_are_refused_with_the_place(place, where):
    assert where in refused(made(lambda sheet: sheet.__setitem__(place, 1)), "f.xlsx")


@pytest.mark.parametrize("broken", [b"", b"not xml", b"<worksheet>", b"\xff\xfe<", b"<a>&b;</a>"])
def test_broken_parts_are_refused(broken):
    damaged = with_parts(made(lambda sheet: sheet.append([1])), {SHEET: broken})
    assert "“f.xlsx”" in refused(damaged, "f.xlsx")


def test_huge_ranges_take_no_time():
    """Each would be a billion cells, were they written out."""

    def fill(sheet):
        sheet["A1"] = "all"
        sheet["A1"].comment = Comment("well", "me")

    def merge(there):
        return there.replace(
            b"</sheetData>",
            b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        )

    def comment(there):
        return there.replace(b'ref="A1"', b'ref="A1:XFD1048576"')

    data = with_parts(made(fill), {SHEET: merge, "xl/comments/comment1.xml": comment})
    (sheet,) = read_sheets(data, "f.xlsx")
    assert sheet.covering(9_999, 99).text == "all"


def test_links_and_pictures_are_not_opened():
    linked = made(lambda sheet: sheet.append(["='[http://example.org/x.xlsx]S'!A1", 5]))
    (sheet,) = read_sheets(with_parts(linked, {"xl/media/image1.png": b"no picture"}), "f.xlsx")
    assert [cell.kind for cell in sheet.rows[0]] == [CellKind.FORMULA, CellKind.NUMBER]


def test_a_long_or_odd_name_is_shown_briefly():
    words = refused(b"%PDF", "\u202e" + "x" * 300 + ".xlsx")
    assert "\u202e" not in words
    assert len(words) < 250
