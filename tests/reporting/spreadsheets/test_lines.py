"""Long workbooks, read line by line."""

from __future__ import annotations

import datetime as dt

import pytest

from reporting.spreadsheets import Limits, UnreadableFile, read_lines
from reporting.spreadsheets.refusals import OF_FIGURES
from tests.reporting.spreadsheets.hostile import made


def fill(sheet):
    sheet.append([])
    sheet.append(["CHILD", "DECOM", None, "=A1", 12, 0.1 + 0.2])
    sheet.append([None, " "])
    sheet.append(["A1", dt.date(2021, 5, 9)])


def test_lines_keep_their_numbers_and_a_formula_stays_one():
    (sheet,) = read_lines(made(fill), "return", OF_FIGURES)
    assert sheet.rows == (
        (2, ("CHILD", "DECOM", "", "=A1", "12", "0.3")),
        (4, ("A1", "2021-05-09")),
    )


@pytest.mark.parametrize(
    ("write", "limits", "words"),
    [
        (lambda sheet: sheet.cell(11, 1, "x"), Limits(rows=10), "more than 10 rows"),
        (lambda sheet: sheet.cell(1, 501, "x"), Limits(), "500 columns"),
        (fill, Limits(elements=5), "too many cells"),
        (fill, Limits(unpacked=10), "too large when unpacked"),
        (fill, Limits(packed=10), "too large for a workbook"),
    ],
)
def test_what_is_beyond_the_limits_is_refused(write, limits, words):
    with pytest.raises(UnreadableFile, match=words):
        read_lines(made(write), "return", limits)


def test_what_is_no_workbook_is_refused():
    with pytest.raises(UnreadableFile, match="damaged or cut short"):
        read_lines(made(fill)[:200], "return", OF_FIGURES)
