"""Mapping files: read back as written, and refused with line and column."""

from dataclasses import replace

import pytest

from performance.domain.history import (
    Axis,
    Holds,
    MappingError,
    Part,
    Reads,
    mapping_text,
    parse_mapping,
)

from .cast import HEAD

GOOD = HEAD + (
    "Scorecard,row 3,periods,,,,,,\n"
    "Scorecard,row 4,periods,,,,,quarters,\n"
    "Scorecard,row 6,figures,visits,numerator,average,,,\n"
    "Scorecard,row 7,figures,Visits on time,target,,,shares,\n"
    "Scorecard,column AB,targets,,,,,,2019-20\n"
    "Scorecard,column C,nothing,,,,,,\n"
)


def test_a_file_is_read_and_written_back_the_same():
    mapping = parse_mapping(GOOD)
    again = parse_mapping(mapping_text(mapping))
    assert [replace(one, at=0) for one in again.rules] == [
        replace(one, at=0) for one in mapping.rules
    ]
    sixth = mapping.rules[2]
    assert (sixth.axis, sixth.number, sixth.holds) == (Axis.ROW, 6, Holds.FIGURES)
    assert (sixth.measure, sixth.part, sixth.basis) == ("visits", Part.NUMERATOR, "average")
    assert mapping.rules[1].reads is Reads.QUARTERS
    assert mapping.rules[4].number == 28
    assert mapping.rules[4].place == "column AB"


def problems(text):
    with pytest.raises(MappingError) as caught:
        parse_mapping(text)
    return [(one.at, one.column, one.message) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("S,row 0,figures,visits,,,,,", "line", "no line of a sheet"),
        ("S,row six,figures,visits,,,,,", "line", "Write “row 6” or “column C”"),
        ("S,row 6,figure,visits,,,,,", "holds", "Write one of: periods, figures"),
        ("S,row 6,figures,,,,,,", "measure", "name the measure"),
        ("S,row 6,figures,visits,share,,,,", "part", "Write one of: value, numerator"),
        ("S,row 6,figures,visits,,monthly,,,", "basis", "Write one of: period_end"),
        ("S,row 6,figures,visits,,,,quarters,", "reads", "It can be: shares"),
        ("S,row 6,nothing,visits,,,,,", "measure", "names no measure"),
        ("S,row 6,figures,visits,,,,,2019-20", "period", "only a line of targets"),
        ("S,column C,targets,,,,,,last year", "period", "is not a period"),
        ("S,row 4,figures,visits,,,,,", "line", "mapped already, in line 2"),
        ("S,column C,figures,visits,,,,,", "line", "each measure stands in a row as well"),
        ("S,row 9,targets,,,,,,", "line", "a line of targets is a column"),
    ],
)
def test_each_mistake_has_its_line_and_column(line, column, words):
    good = "S,row 4,periods,,,,,,\nS,row 5,figures,visits,,,,,\n"
    found = problems(f"{HEAD}{good}{line}\n")
    assert [(at, name) for at, name, _ in found] == [(4, column)]
    assert words in found[0][2]


def test_a_mapping_without_periods_measures_or_anything_is_refused():
    assert "where the periods" in problems(HEAD + "S,row 5,figures,visits,,,,,\n")[0][2]
    assert "which measures" in problems(HEAD + "S,row 5,periods,,,,,,\n")[0][2]
    assert "says nothing" in problems(HEAD)[0][2]


def test_another_file_is_told_by_its_head():
    assert problems("name,value\na,1\n")[0][1] == "line"
    assert "no column of a mapping" in problems("line,holds,colour\n")[0][2]
