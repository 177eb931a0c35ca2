"""Cells that no spreadsheet runs, and text that comes back as it was."""

import csv
import datetime as dt
import io
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.domain.spreadsheets import STARTS, csv_text, kept_text, read_text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+44 115", "'+44 115"),
        ("－1", "'－1"),
        ("1=1", "1=1"),
        ("-5.2%", "-5.2%"),
        ("", ""),
        (None, ""),
        (Decimal("667.00"), "667"),
        (Decimal("-5.50"), "-5.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.00"), "0"),
        (dt.date(2021, 5, 9), "2021-05-09"),
        (7, "7"),
    ],
)
def test_a_cell_is_text_or_a_plain_number(value, cell):
    text = csv_text([("head", value)])
    assert text.startswith("\ufeff")
    assert next(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) == ["head", cell]


@given(st.text())
def test_any_text_comes_back_and_only_a_negative_number_begins_like_a_formula(text):
    assert read_text(kept_text(text)) == text
    cell = kept_text(text)
    assert not cell.startswith(STARTS) or re.fullmatch(r"-\d[\d,]*(\.\d+)?%?", cell)
