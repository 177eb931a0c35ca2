"""Periods: worked examples, and what must hold for every period."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.domain import periods
from reference.domain.periods import (
    Kind,
    Period,
    PeriodError,
    Term,
    academic_year,
    day,
    days,
    financial_year,
    financial_year_of,
    month,
    months_of,
    parse,
    quarter,
    quarter_of,
    shift,
    term,
    terms_ended_in,
)

YEARS = st.integers(1950, 2090)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
SHIFTABLE = st.one_of(
    st.builds(quarter, YEARS, st.integers(1, 4)),
    st.builds(month, YEARS, st.integers(1, 12)),
    st.builds(term, YEARS, st.sampled_from(Term)),
    st.builds(financial_year, YEARS),
    st.builds(academic_year, YEARS),
)
RANGES = st.tuples(DAYS, DAYS).map(lambda pair: days(min(pair), max(pair)))
ANY = st.one_of(SHIFTABLE, st.builds(day, DAYS), RANGES)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2020-21 Q4", "2020-21-Q4"),
        ("Q4 2020/21", "2020-21-Q4"),
        ("  quarter 4,  2020-21 ", "2020-21-Q4"),
        ("2020-21-Q4", "2020-21-Q4"),
        ("April 2021", "2021-04"),
        ("sept 2021", "2021-09"),
        ("2020-21 autumn term", "2020-21-autumn"),
        ("Spring term 2020/21", "2020-21-spring"),
        ("2020-21", "FY2020-21"),
        ("2020/21", "FY2020-21"),
        ("2020-2021", "FY2020-21"),
        ("1999-2000", "FY1999-00"),
        ("2011/12", "FY2011-12"),
        ("financial year 2011-12", "FY2011-12"),
        ("academic year 2020-21", "AY2020-21"),
        ("28 April 2021", "2021-04-28"),
        ("1st April 2021", "2021-04-01"),
        ("31/03/2021", "2021-03-31"),
        ("June 2020 to March 2021", "2020-06-01..2021-03-31"),
        ("January to March 2021", "2020-21-Q4"),
        ("1 April 2021 to 30 June 2021", "2021-22-Q1"),
        ("2021-04-01..2021-06-30", "2021-22-Q1"),
        ("May 2021 to May 2021", "2021-05"),
        ("April 2020 to March 2021", "FY2020-21"),
        ("September 2020 to August 2021", "AY2020-21"),
        ("January to February 2021", "2021-01-01..2021-02-28"),
        ("June 2020–March 2021", "2020-06-01..2021-03-31"),
        ("1998-1999", "FY1998-99"),
        ("November to February 2021", "2020-11-01..2021-02-28"),
        ("2020-06-01..2020-06-01", "2020-06-01"),
    ],
)
def test_people_write_periods_in_many_ways(text: str, key: str) -> None:
    assert parse(text).key == key


def test_a_year_and_a_number_up_to_12_is_a_month() -> None:
    assert parse("2011-12") == month(2011, 12)


@pytest.mark.parametrize(
    "text",
    ["", "2020-22", "2020-13", "Q5 2020-21", "2021-04-31", "29 February 2023", "soon", "..", "to"],
)
def test_what_is_no_period_is_refused_with_the_forms_that_are(text: str) -> None:
    with pytest.raises(PeriodError, match="Write a period as"):
        parse(text)


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(PeriodError, match="earlier day first"):
        parse("2 June 2020 to 1 June 2020")


@pytest.mark.parametrize("number", [0, 5])
def test_there_are_four_quarters(number: int) -> None:
    with pytest.raises(PeriodError):
        quarter(2020, number)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (quarter(2020, 1), dt.date(2020, 4, 1), dt.date(2020, 6, 30)),
        (quarter(2020, 4), dt.date(2021, 1, 1), dt.date(2021, 3, 31)),
        (month(2024, 2), dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        (financial_year(2020), dt.date(2020, 4, 1), dt.date(2021, 3, 31)),
        (academic_year(2020), dt.date(2020, 9, 1), dt.date(2021, 8, 31)),
        (term(2020, Term.AUTUMN), dt.date(2020, 9, 1), dt.date(2020, 12, 31)),
        (term(2020, Term.SPRING), dt.date(2021, 1, 1), dt.date(2021, 3, 31)),
        (term(2020, Term.SUMMER), dt.date(2021, 4, 1), dt.date(2021, 7, 31)),
    ],
)
def test_first_and_last_day(period: Period, first: dt.date, last: dt.date) -> None:
    assert (period.starts_on, period.ends_on) == (first, last)


def test_a_council_may_set_its_term_dates() -> None:
    own = periods.DEFAULT_TERMS | {Term.AUTUMN: (9, 3, 12, 20, 0)}
    assert parse("2020-21 autumn", own).ends_on == dt.date(2020, 12, 20)


def test_names_as_people_write_them() -> None:
    assert quarter(2020, 4).name == "2020-21 quarter 4"
    assert quarter(2020, 4).short_name == "Q4 2020-21"
    assert quarter(2020, 4).span == "January to March 2021"
    assert term(2020, Term.SPRING).name == "spring term 2020-21"
    assert financial_year(2020).name == "2020-21"
    assert financial_year(2011).name == "financial year 2011-12"
    assert month(2021, 4).short_name == "Apr 2021"
    assert days(dt.date(2020, 6, 1), dt.date(2021, 3, 31)).name == "June 2020 to March 2021"
    assert days(dt.date(2020, 6, 2), dt.date(2020, 6, 9)).span == "2 June 2020 to 9 June 2020"


def test_the_quarter_asks_for_its_months_and_the_terms_that_ended() -> None:
    asked = quarter(2020, 4)
    assert [found.key for found in months_of(asked)] == ["2021-01", "2021-02", "2021-03"]
    assert [found.key for found in terms_ended_in(asked)] == ["2020-21-spring"]
    assert [found.key for found in terms_ended_in(quarter(2021, 2))] == ["2020-21-summer"]
    assert terms_ended_in(quarter(2021, 1)) == []


def test_same_period_last_year() -> None:
    assert quarter(2020, 4).same_last_year() == quarter(2019, 4)
    assert day(dt.date(2024, 2, 29)).same_last_year() == day(dt.date(2023, 2, 28))
    assert term(2020, Term.AUTUMN).same_last_year() == term(2019, Term.AUTUMN)


def test_days_and_free_ranges_have_no_neighbours() -> None:
    assert day(dt.date(2020, 6, 1)).previous() is None
    assert parse("June 2020 to March 2021").next() is None


@given(ANY)
def test_the_key_reads_back(period: Period) -> None:
    assert parse(period.key) == period


@given(SHIFTABLE)
def test_the_name_reads_back(period: Period) -> None:
    assert parse(period.name) == period
    assert parse(period.name.upper()) == period


@given(SHIFTABLE, st.integers(-50, 50), st.integers(-50, 50))
def test_steps_add_up(period: Period, one: int, two: int) -> None:
    there = shift(period, one)
    assert there is not None
    assert there.kind is period.kind
    assert shift(there, two) == shift(period, one + two)


@given(SHIFTABLE)
def test_the_next_comes_after_and_back_again(period: Period) -> None:
    after = period.next()
    assert after is not None
    assert after > period
    assert after.previous() == period


@given(SHIFTABLE.filter(lambda period: period.kind is not Kind.TERM))
def test_periods_of_a_kind_leave_no_day_out(period: Period) -> None:
    after = period.next()
    assert after is not None
    assert after.starts_on == period.ends_on + periods.ONE_DAY


@given(ANY)
def test_last_year_is_a_year_before(period: Period) -> None:
    before = period.same_last_year()
    assert before.kind is period.kind or period.kind is Kind.RANGE
    assert before.ends_on.year == period.ends_on.year - 1


@given(DAYS)
def test_every_day_lies_in_its_quarter_and_year(on: dt.date) -> None:
    assert on in quarter_of(on)
    assert on in financial_year_of(on)
    assert quarter_of(on).starts_on in financial_year_of(on)


@given(st.text(max_size=40))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except PeriodError:
        return
    assert parse(found.key) == found


def test_a_range_that_ends_with_february_does_so_in_a_leap_year() -> None:
    so_far = days(dt.date(2020, 4, 1), dt.date(2021, 2, 28))
    assert so_far.same_last_year() == days(dt.date(2019, 4, 1), dt.date(2020, 2, 29))
    assert days(dt.date(2021, 2, 1), dt.date(2021, 2, 27)).same_last_year().ends_on.day == 27


@pytest.mark.parametrize("text", ["a to " * 2000, "x" * 81, "May 2020 to June 2020 to July 2020"])
def test_ranges_in_ranges_and_endless_text_are_refused_in_words(text: str) -> None:
    with pytest.raises(PeriodError, match="Write a period as"):
        parse(text)
