"""Numbers that may be figures, and those that are set aside."""

from __future__ import annotations

from decimal import Decimal

import pytest

from performance.domain.figure_check.number_words import fraction_in_words, number_in_words
from performance.domain.figure_check.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("it was 83.3%", "percent", "83.3"),
        ("it was 83.3 per cent", "percent", "83.3"),
        ("it was nine per cent", "percent", "9"),
        ("3.1 percentage points", "points", "3.1"),
        ("up 3pp", "points", "3"),
        ("99 per 10,000", "rate", "99"),
        ("99 for every 10,000", "rate", "99"),
        ("a split of 53.6:46.4", "ratio", "53.6"),
        ("10 of the 22", "share", "10"),
        ("ten out of twenty-two", "share", "10"),
        ("a third were", "fraction", "33.33333333333333333333333333"),
        ("one in five", "fraction", "20"),
        ("40 to 60%", "range", "40"),
        ("between 85% and 90%", "range", "85"),
        ("1,204 children", "count", "1204"),
        ("426 days", "days", "426"),
        ("six hundred and eighty-four children", "count", "684"),
    ],
)
def test_a_number_in_its_form(text: str, form: str, value: str) -> None:
    [number] = numbers_in(text)
    assert (number.form.value, number.value) == (form, Decimal(value))


@pytest.mark.parametrize(
    "text",
    [
        "on 31 March 2021",
        "by 31st March",
        "in 2019-20 and 2020/21",
        "in Q4 and quarter 3",
        "on 28/04/2021 at 14:00",
        "3.2 The report",
        "section 22(3), regulation 33 and paragraph 4.1",
        "page 12, table 4, appendix 2 and item 9",
        "aged 16 to 17, or 19-21 year olds",
        "within 20 working days and six months",
        "costs £2.4m",
        "call 0115 496 0000",
        "write to NG2 3NG",
        "three or more placements",
        "NI 62 and PN4",
        "more than 20 miles",
        "7 to 10 out of 10",
    ],
)
def test_what_is_set_aside(text: str) -> None:
    assert numbers_in(text) == []


def test_from_one_to_another_is_no_range() -> None:
    assert [number.text for number in numbers_in("rose from 62% to 65%")] == ["62%", "65%"]


def test_positions_are_those_of_the_text() -> None:
    text = "On 1 May 2021, 49% of 12 children"
    for number in numbers_in(text):
        assert text[number.start : number.end] == number.text


def test_words() -> None:
    assert number_in_words("one hundred and five") == 105
    assert fraction_in_words("three quarters").as_integer_ratio() == (3, 4)
