"""What people write over their columns, and what is no period."""

import datetime as dt

import pytest

from performance.domain.history import read_heading

from .cast import cell


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Q1 20/21", "2020-21-Q1"),
        ("2019/20 Q3", "2019-20-Q3"),
        ("Qtr 2 2019-20", "2019-20-Q2"),
        ("Quarter 4, 2018/19", "2018-19-Q4"),
        ("Q1 2019/20 (Apr-Jun)", "2019-20-Q1"),
        ("Apr-Jun 2020", "2020-21-Q1"),
        ("Apr-20", "2020-04"),
        ("Sept 2019", "2019-09"),
        ("31/03/21", "2021-03-31"),
        ("31-Mar-21", "2021-03-31"),
        ("As at 31 March 2021", "2021-03-31"),
        ("2019/20", "FY2019-20"),
        ("FY20/21", "FY2020-21"),
        # A month's key elsewhere; in a scorecard it is a year.
        ("2011-12", "FY2011-12"),
        ("Year ending 31 March 2020", "FY2019-20"),
        ("Quarter ending June 2020", "2020-21-Q1"),
        ("Autumn term 2019-20", "2019-20-autumn"),
        (44286, "2021-03-31"),
        ("44286", "2021-03-31"),
        (dt.date(2021, 3, 31), "2021-03-31"),
    ],
)
def test_one_cell(text, key):
    assert read_heading([cell(text)]).period.key == key


@pytest.mark.parametrize(
    ("outer", "inner", "key"),
    [
        ("2019/20", "Q1", "2019-20-Q1"),
        ("2011-12", "Q4", "2011-12-Q4"),
        ("2019/20", "Q1 19/20", "2019-20-Q1"),
        ("2019/20", "Apr", "2019-04"),
        ("2019/20", "January", "2020-01"),
        ("2019/20", "Jan-Mar", "2019-20-Q4"),
        ("2019/20", "Outturn", "FY2019-20"),
        ("2020-21", "Autumn", "2020-21-autumn"),
    ],
)
def test_a_year_over_its_parts(outer, inner, key):
    assert read_heading([cell(outer), cell(inner)]).period.key == key


@pytest.mark.parametrize(
    "text", ["Q5 2019/20", "Q1", "2019", "2019/21", "Target 2019/20", "13/2020"]
)
def test_what_looks_like_a_period_and_is_none(text):
    heading = read_heading([cell(text)])
    assert heading.period is None
    assert heading.looks_like_one


@pytest.mark.parametrize("text", ["Target", "RAG", "Direction of travel", None])
def test_words_are_no_periods(text):
    heading = read_heading([cell(text)])
    assert heading.period is None
    assert not heading.looks_like_one


def test_what_stands_under_a_year_and_is_no_part_of_it_is_none():
    assert read_heading([cell("2019/20"), cell("YTD")]).period is None
    assert read_heading([cell("2019/20"), cell("Target")]).period is None
