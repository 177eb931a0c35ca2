"""Scorecards of a few cells, worked by hand."""

import datetime as dt
from decimal import Decimal

import pytest

from performance.domain.history import MappingError, guess_mapping, parse_mapping, read_history
from performance.domain.vocabulary import Basis
from reporting.spreadsheets import Cell, CellKind, Merged

from .cast import HEAD, MEASURES, TODAY, formula, percent, read, said, sheet, values

ACROSS = ("row 1,periods,,,,,,", "row 2,figures,visits,,,,,")


def across(*cells):
    return sheet(["Measure", "Q1 2019-20", "Q2 2019-20", "Q3 2019-20"], ["Visits", *cells])


# --- Shapes -----------------------------------------------------------------------------
def test_periods_across_under_merged_years():
    found = sheet(
        ["", "2018/19", "", "", "", "2019/20"],
        ["Measure", "Q1", "Q2", "Q3", "Q4", "Q1"],
        ["Visits", percent("0.87"), 88, "89%", "90.5", 91],
        merged=(Merged(1, 2, 1, 5),),
    )
    reading = read(found, "row 1,periods,,,,,,", "row 2,periods,,,,,,", "row 3,figures,visits,,,,,")
    assert values(reading) == {
        ("visits", "2018-19-Q1"): "87",
        ("visits", "2018-19-Q2"): "88",
        ("visits", "2018-19-Q3"): "89",
        ("visits", "2018-19-Q4"): "90.5",
        ("visits", "2019-20-Q1"): "91",
    }
    assert str(reading.figures[0].place) == "Scorecard, B3"


def test_a_year_that_is_not_merged_holds_until_the_next():
    found = sheet(["", "2018/19", "", "2019/20"], ["", "Q3", "Q4", "Q1"], ["", 1, 2, 3])
    reading = read(found, "row 1,periods,,,,,,", "row 2,periods,,,,,,", "row 3,figures,care,,,,,")
    assert [one.period.key for one in reading.figures] == [
        "2018-19-Q3",
        "2018-19-Q4",
        "2019-20-Q1",
    ]


def test_periods_down():
    found = sheet(["", "Children"], ["Q1 2019-20", 500], ["Q2 2019-20", 510])
    reading = read(found, "column A,periods,,,,,,", "column B,figures,Children in care,,,,,")
    assert values(reading) == {("care", "2019-20-Q1"): "500", ("care", "2019-20-Q2"): "510"}


def test_counts_make_the_percentage_and_the_files_own_must_agree():
    found = sheet(
        ["", "Q1 2019-20", "Q2 2019-20"], ["", 143, 143], ["", 232, 232], ["", "61.6%", "63%"]
    )
    reading = read(
        found,
        "row 1,periods,,,,,,",
        "row 2,figures,visits,numerator,,,,",
        "row 3,figures,visits,denominator,,,,",
        "row 4,figures,visits,value,,,,",
    )
    assert values(reading) == {("visits", "2019-20-Q1"): "61.637931"}
    assert (reading.figures[0].numerator, reading.figures[0].denominator) == (143, 232)
    [(cell, words)] = said(reading)
    assert cell == "C4"
    assert "143 out of 232 is 61.6%, and the file says 63%" in words


def test_a_year_among_quarters_is_the_outturn():
    found = sheet(["", "Q4 2019-20", "2019-20"], ["", 500, 505])
    reading = read(found, "row 1,periods,,,,,,", "row 2,figures,care,,,,,")
    assert [(one.period.key, one.basis) for one in reading.figures] == [
        ("2019-20-Q4", Basis.PERIOD_END),
        ("FY2019-20", Basis.OUTTURN),
    ]


# --- Dates ------------------------------------------------------------------------------
def test_excels_numbers_and_dates_are_quarters_where_all_are_last_days():
    found = sheet(["", 43646, dt.date(2019, 9, 30), "31/12/19"], ["", 1, 2, 3])
    reading = read(found, "row 1,periods,,,,,,", "row 2,figures,care,,,,,")
    assert [one.period.key for one in reading.figures] == [
        "2019-20-Q1",
        "2019-20-Q2",
        "2019-20-Q3",
    ]


def test_days_of_months_are_no_quarters_until_somebody_says_so():
    found = sheet(["", dt.date(2019, 4, 1), dt.date(2019, 5, 1)], ["", 1, 2])
    reading = read(found, "row 1,periods,,,,,,", "row 2,figures,care,,,,,")
    assert reading.figures == ()
    assert [cell for cell, _ in said(reading)] == ["B2", "C2"]
    assert "how the dates of the headings are to be read" in said(reading)[0][1]


def test_months_read_as_quarters_that_fall_together_are_two_cells_for_one_figure():
    found = sheet(["", "Apr-19", "May-19"], ["", 1, 2])
    reading = read(found, "row 1,periods,,,,,quarters,", "row 2,figures,care,,,,,")
    assert reading.figures == ()
    assert said(reading)[0][0] == "C2"
    assert "the same figure, 2019-20 quarter 1, as Scorecard, B2" in said(reading)[0][1]


def test_a_dated_measure_keeps_its_days():
    found = sheet(["", dt.date(2019, 4, 28)], ["", 80])
    reading = read(found, "row 1,periods,,,,,,", "row 2,figures,checks,,,,,")
    assert values(reading) == {("checks", "2019-04-28"): "80"}


# --- What is wrong ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "words"),
    [
        (870, "must be 100 or less"),
        ("about 80", "is not a number. Correct the cell, or leave it out"),
        ("-5", "is below 0"),
        (dt.date(2019, 4, 28), "holds a date, 28 April 2019"),
        (formula(), "keeps no result of it"),
        (Cell(CellKind.ERROR, "#REF!"), "shows #REF!"),
        (formula(Cell(CellKind.ERROR, "#DIV/0!")), "shows #DIV/0!"),
        ("1.2.3", "more than one decimal point"),
    ],
)
def test_a_wrong_cell_is_named_and_its_neighbours_are_read(value, words):
    reading = read(across(80, value, 82), *ACROSS)
    assert len(reading.figures) == 2
    [(cell, message)] = said(reading)
    assert cell == "C2"
    assert words in message


@pytest.mark.parametrize("text", ["n/a", "N/A ", "-", "–", "..", "Not available", "tbc"])
def test_no_figure_is_listed_and_never_0(text):
    reading = read(across(80, text, 82), *ACROSS)
    assert values(reading) == {("visits", "2019-20-Q1"): "80", ("visits", "2019-20-Q3"): "82"}
    assert not reading.mistakes
    [left] = reading.left_out
    assert (left.place.cell, left.why) == ("C2", "no figure in the file")


@pytest.mark.parametrize("text", ["*", "c", "[c]", "<5"])
def test_a_hidden_figure_is_said_to_be_hidden(text):
    [left] = read(across(80, text, 82), *ACROSS).left_out
    assert left.why == "hidden in the file"


def test_a_real_0_is_0():
    assert values(read(across(80, 0, "0%"), *ACROSS))["visits", "2019-20-Q2"] == "0"


def test_a_period_that_is_not_over_is_refused():
    found = sheet(["", "Q4 2020-21", "Q1 2021-22"], ["", 80, 81])
    reading = read(found, *ACROSS)
    assert list(values(reading)) == [("visits", "2020-21-Q4")]
    assert "is not over yet" in said(reading)[0][1]


def test_a_heading_that_should_be_a_period_is_named_once():
    found = sheet(["", "Q1 2019-20", "Q5 2019-20", "RAG"], ["", 80, 81, "green"])
    reading = read(found, *ACROSS)
    assert list(values(reading)) == [("visits", "2019-20-Q1")]
    [(cell, words)] = said(reading)
    assert (cell, "“Q5 2019-20” is not a period" in words) == ("C1", True)
    spared = read(found, *ACROSS, "column C,nothing,,,,,,")
    assert spared.mistakes == ()


def test_shares_of_1_are_asked_about():
    found = across(Decimal("0.8"), Decimal("0.85"), 1)
    [(_, words)] = said(read(found, *ACROSS))
    assert "lies between 0 and 1" in words
    shares = read(found, "row 1,periods,,,,,,", "row 2,figures,visits,,,,shares,")
    assert list(values(shares).values()) == ["80", "85", "100"]


def test_a_month_does_not_fit_a_quarterly_measure():
    found = sheet(["", "April 2019"], ["", 80])
    assert (
        "the heading is April 2019, and the measure is reported every quarter"
        in (said(read(found, *ACROSS))[0][1])
    )


def test_the_value_that_excel_kept_is_taken_and_marked():
    reading = read(across(80, formula(percent("0.873134328358209")), 82), *ACROSS)
    assert values(reading)["visits", "2019-20-Q2"] == "87.313433"
    assert [one.kept for one in reading.figures] == [False, True, False]
    assert reading.kept == 1


# --- Targets ----------------------------------------------------------------------------
def test_a_row_of_targets_holds_from_where_it_changes():
    found = sheet(
        ["", "Q1 2019-20", "Q2 2019-20", "Q3 2019-20"], ["", 80, 81, 82], ["", "90%", 90, "≥95"]
    )
    reading = read(found, *ACROSS, "row 3,figures,visits,target,,,,")
    assert [(one.period.key, one.goal.low) for one in reading.targets] == [
        ("2019-20-Q1", 90),
        ("2019-20-Q3", 95),
    ]


def test_a_column_of_targets_holds_from_its_period():
    found = sheet(["", "Q1 2019-20", "Target 2019/20"], ["", 80, 90], ["", 400, 1])
    lines = (*ACROSS, "row 3,figures,care,,,,,")
    reading = read(found, *lines, "column C,targets,,,,,,")
    [target] = reading.targets
    assert (target.measure, target.period.key, target.goal.low) == ("visits", "FY2019-20", 90)
    assert "has no target" in said(reading)[0][1]
    said_from = read(found, *ACROSS, "column C,targets,,,,,,2018-19")
    assert said_from.targets[0].period.key == "FY2018-19"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("426 ", None, "426"), ("<= 400", None, "400"), ("300-400", "300", "400")],
)
def test_targets_where_lower_is_better(text, low, high):
    found = sheet(["", "2019-20"], ["", 430], ["", text])
    reading = read(
        found, "row 1,periods,,,,,,", "row 2,figures,days,,,,,", "row 3,figures,days,target,,,,"
    )
    goal = reading.targets[0].goal
    assert (goal.low, goal.high) == (low and Decimal(low), high and Decimal(high))


# --- A mapping that does not fit --------------------------------------------------------
def refused(found, *lines):
    with pytest.raises(MappingError) as caught:
        read(found, *lines)
    return str(caught.value)


def test_a_mapping_that_fits_nothing():
    assert "is a period" in refused(
        across(1, 2, 3), "row 2,periods,,,,,,", "row 1,figures,care,,,,,"
    )
    assert "fits nothing" in refused(across("", "", ""), *ACROSS)


def test_an_unknown_measure_sheet_or_group_has_its_line_and_column():
    words = refused(across(1, 2, 3), "row 1,periods,,,,,,", "row 2,figures,vists,,,boys,,")
    assert "Line 3, column “measure”: “vists” is not among the measures" in words
    assert "Line 3, column “group”: “boys” is no group" in words
    other = parse_mapping(f"{HEAD}Other,row 1,periods,,,,,,\nOther,row 2,figures,care,,,,,\n")
    with pytest.raises(MappingError, match="no sheet “Other”"):
        read_history([across(1, 2, 3)], other, MEASURES, today=TODAY)


# --- A first guess ----------------------------------------------------------------------
def test_a_sheet_is_guessed_from_its_own_words():
    found = sheet(
        ["Our scorecard"],
        ["", "", "2018/19", "", "2019/20", ""],
        ["Measure", "", "Q1", "Q2", "Q1", "Q2"],
        ["Statutory visits", "Number", 1, 2, 3, 4],
        ["", "Out of", 5, 5, 5, 5],
        ["", "Target", 90, 90, 90, 90],
        ["Something else", "", 1, 1, 1, 1],
        ["Children in care", "", 1, 1, 1, 1],
    )
    rules = [(r.place, r.holds, r.measure, r.part) for r in guess_mapping(found, MEASURES)]
    assert rules == [
        ("row 2", "periods", "", "value"),
        ("row 3", "periods", "", "value"),
        ("row 4", "figures", "visits", "numerator"),
        ("row 5", "figures", "visits", "denominator"),
        ("row 6", "figures", "visits", "target"),
        ("row 8", "figures", "care", "value"),
    ]


def test_a_sheet_of_words_is_not_guessed():
    assert guess_mapping(sheet(["Notes"], ["Prepared by the team"]), MEASURES) == ()
