"""Numbers and days as people type them."""

import datetime as dt
from decimal import Decimal

import pytest

from performance.domain.reading import read_day, read_number, read_period


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("246", "246", 0),
        ("1,234", "1234", 0),
        ("12,345,678.5", None, 0),  # above ten million
        (" 87.3 ", "87.3", 1),
        ("\u00a087.3\u00a0", "87.3", 1),
        ("86.0", "86.0", 1),
        (".5", "0.5", 1),
        ("5.", "5", 0),
        ("007", "7", 0),
        ("10000000", "10000000", 0),
        ("87.123456", "87.123456", 6),
    ],
)
def test_numbers(text, value, decimals):
    found = read_number(text)
    assert found.value == (None if value is None else Decimal(value))
    assert found.decimals == decimals
    assert bool(found.problem) == (value is None)


def test_a_percent_sign_belongs_to_percentages():
    assert read_number("87.3%", percent=True).value == Decimal("87.3")
    assert read_number("87.3 %", percent=True).value == Decimal("87.3")
    assert "percent sign" in read_number("87.3%").problem
    assert read_number("8%%", percent=True).problem


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("abc", "“abc” is not a number"),
        ("n/a", "Not available"),
        ("-3", "below 0"),
        ("−3", "below 0"),
        ("1e5", "not a number"),
        ("NaN", "not a number"),
        ("inf", "not a number"),
        ("1_000", "not a number"),
        ("1/2", "not a number"),
        ("½", "digits of another kind"),
        ("١٢", "digits of another kind"),
        ("１２", "digits of another kind"),
        ("12²", "digits of another kind"),
        ("1.2.3", "more than one decimal point"),
        ("87,3", "comma in an unusual place"),
        ("1,2345", "comma in an unusual place"),
        ("1 234", "not a number"),
        ("1\n2", "not a number"),
        ("0x10", "not a number"),
        ("+5", "not a number"),
        (".", "not a number"),
        ("10000001", "too large"),
        ("9" * 200, "too large"),
        ("1.1234567", "too many decimals"),
    ],
)
def test_refused_with_what_to_do(text, part):
    found = read_number(text)
    assert found.value is None
    assert part in found.problem


def test_whole_numbers():
    assert read_number("12.0", decimals=0).value == Decimal(12)
    assert read_number("12.0", decimals=0).decimals == 0
    assert "whole number" in read_number("12.5", decimals=0).problem


def test_a_pasted_page_is_cut():
    assert len(read_number("word " * 500).problem) < 150


def test_nothing_is_no_problem():
    found = read_number("  ")
    assert (found.value, found.problem) == (None, "")


@pytest.mark.parametrize(
    "text", ["9/5/2021", "09.05.2021", "9 May 2021", "9 may 2021", "2021-05-09"]
)
def test_days(text):
    assert read_day(text) == (dt.date(2021, 5, 9), "")


@pytest.mark.parametrize(
    "text", ["May 2021", "31/2/2021", "soon", "2021-13-01", "9/5/21", "9" * 90]
)
def test_no_days(text):
    day, problem = read_day(text)
    assert day is None
    assert "is not a da" in problem


def test_no_day_typed():
    assert read_day(" ") == (None, "")
    assert read_period("") == (None, "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-3", "-3"),
        ("−3", "-3"),  # a true minus sign
        ("– 1,234", "-1234"),  # a dash, as word processors make of a hyphen
        ("+3", "3"),
        ("3", "3"),
        ("-0", "0"),
        ("", None),
    ],
)
def test_a_change_may_be_below_nought(text, value):
    found = read_number(text, decimals=0, signed=True)
    assert (found.value, found.problem) == (None if value is None else Decimal(value), "")
    assert str(found.value) != "-0"


@pytest.mark.parametrize("text", ["-", "--3", "-3-", "-2.5", "3-", "-three"])
def test_what_is_no_change_is_refused_in_words(text):
    found = read_number(text, decimals=0, signed=True)
    assert found.value is None
    assert found.problem


def test_other_figures_stay_above_nought():
    assert "below 0" in read_number("-3", decimals=0).problem
