"""Tables found from where the words of a page stand."""

from __future__ import annotations

import pytest

from reporting.domain.page_tables import Rule, Table, Word, has_table, tables_on

# A letter's width and a line's height, in points.
LETTER, HEIGHT = 5.0, 12.0


def line(top: float, *cells: tuple[float, str]) -> list[Word]:
    """Words of a line, each cell from its left edge on."""
    words = []
    for left, text in cells:
        for word in text.split():
            right = left + LETTER * len(word)
            words.append(Word(word, left, right, top - HEIGHT, top, line=int(1000 - top)))
            left = right + LETTER / 2
    return words


def page(*lines: list[Word]) -> list[Word]:
    return [word for one in lines for word in one]


def cells(table: Table) -> list[tuple[str, str, str]]:
    """(row, column, text) of what is told."""
    return [
        (row.name, head, " ".join(word.text for word in cell))
        for row in table.rows
        for head, cell in zip(table.heads, row.cells, strict=True)
        if cell and head
    ]


PLAIN = page(
    line(700, (50, "Table 1: measures")),
    line(670, (50, "Measure"), (300, "Q3"), (360, "Q4"), (420, "Target")),
    line(650, (50, "Reviews on time"), (300, "95"), (360, "95.9"), (420, "97")),
    line(630, (50, "Dental checks"), (300, "–"), (360, "49"), (420, "90")),
)


def test_a_plain_table() -> None:
    [table] = tables_on(PLAIN)
    assert table.title == "Table 1: measures"
    assert cells(table) == [
        ("Reviews on time", "Q3", "95"),
        ("Reviews on time", "Q4", "95.9"),
        ("Reviews on time", "Target", "97"),
        ("Dental checks", "Q3", "–"),
        ("Dental checks", "Q4", "49"),
        ("Dental checks", "Target", "90"),
    ]


def test_heads_of_two_lines_and_over_two_columns() -> None:
    words = page(
        line(700, (300, "End of quarter"), (420, "Target")),
        line(686, (50, "Measure"), (300, "Q3"), (360, "Q4"), (420, "2020-21")),
        line(660, (50, "Reviews on time"), (300, "95"), (360, "95.9"), (420, "97")),
        line(640, (50, "Dental checks"), (300, "44"), (360, "49"), (420, "90")),
    )
    [table] = tables_on(words)
    assert table.heads == ("End of quarter Q3", "End of quarter Q4", "Target 2020-21")


def test_heads_at_the_other_side_of_their_cells() -> None:
    words = page(
        line(700, (50, "Measure"), (300, "Q3"), (400, "Q4")),
        line(680, (50, "Reviews on time"), (350, "95"), (450, "97")),
        line(660, (50, "Dental checks"), (350, "44"), (450, "49")),
    )
    [table] = tables_on(words)
    assert table.heads == ("Q3", "Q4")


def test_a_name_of_two_lines_with_its_numbers_between() -> None:
    words = page(
        line(700, (50, "Measure"), (300, "Q3"), (360, "Q4")),
        line(680, (50, "Same placement for at least")),
        line(674, (300, "62.2"), (360, "65.3")),
        line(668, (50, "two years")),
        line(640, (50, "Dental checks"), (300, "44"), (360, "49")),
    )
    [table] = tables_on(words)
    assert cells(table)[1] == ("Same placement for at least two years", "Q4", "65.3")


TIGHT = page(
    line(700, (50, "Measure"), (300, "Q3"), (360, "Q4")),
    line(686, (50, "Reviews on time"), (300, "95"), (360, "95.9")),
    line(672, (50, "Same placement for at least"), (300, "62.2"), (360, "65.3")),
    line(658, (50, "Years, two or more")),
    line(644, (50, "Dental checks"), (300, "44"), (360, "49")),
)


def test_a_line_that_may_go_on_from_either_row_leaves_both_out() -> None:
    [table] = tables_on(TIGHT)
    assert {row.name for row in table.rows} == {"Reviews on time"}


def test_drawn_lines_tell_rows_apart() -> None:
    rules = [Rule(height, 45, 400) for height in (687, 673, 645)]
    [table] = tables_on(TIGHT, rules)
    assert [row.name for row in table.rows] == [
        "Reviews on time",
        "Same placement for at least Years, two or more",
        "Dental checks",
    ]


def test_a_heading_within_the_table_stands_over_its_rows() -> None:
    words = page(
        line(700, (50, "Measure"), (300, "Q3"), (360, "Q4")),
        line(680, (50, "Reviews on time"), (300, "95"), (360, "95.9")),
        line(660, (50, "Care leavers")),
        line(640, (50, "Pathway plans"), (300, "87"), (360, "92")),
    )
    [table] = tables_on(words)
    assert [(row.name, row.under) for row in table.rows] == [
        ("Reviews on time", ""),
        ("Pathway plans", "Care leavers"),
    ]


def test_a_second_table_has_its_own_heads() -> None:
    words = PLAIN + page(
        line(600, (50, "Measure"), (300, "2019"), (360, "2020")),
        line(580, (50, "Children in care"), (300, "628"), (360, "656")),
        line(560, (50, "Came into care"), (300, "201"), (360, "198")),
    )
    first, second = tables_on(words)
    assert len(first.rows) == 2
    assert second.heads == ("2019", "2020")


def test_a_reference_in_front_is_no_name() -> None:
    words = page(
        line(700, (50, "Ref"), (100, "Measure"), (300, "Q3"), (360, "Q4")),
        line(680, (50, "CP1"), (100, "Reviews on time"), (300, "95"), (360, "95.9")),
        line(660, (50, "CP2"), (100, "Dental checks"), (300, "44"), (360, "49")),
    )
    [table] = tables_on(words)
    assert [row.name for row in table.rows] == ["Reviews on time", "Dental checks"]


@pytest.mark.parametrize(
    "heads",
    [
        [(50.0, "Measure"), (325.0, "Q3")],  # one head between two columns
        [(50.0, "Measure"), (300.0, "Quarter three and four")],  # over both, and nothing below
        [(50.0, "Contents"), (300.0, "Page"), (360.0, "Item")],
    ],
)
def test_heads_that_are_not_clear_tell_nothing(heads: list[tuple[float, str]]) -> None:
    words = page(
        line(700, *heads),
        line(680, (50, "Reviews on time"), (300, "95"), (360, "95.9")),
        line(660, (50, "Dental checks"), (300, "44"), (360, "49")),
    )
    assert [cell for table in tables_on(words) for cell in cells(table)] == []


def test_a_head_of_which_a_line_is_a_number_is_whole_or_nothing() -> None:
    words = page(
        line(714, (300, "31"), (360, "31"), (420, "Target")),
        line(700, (300, "March"), (360, "March")),
        line(686, (50, "Measure"), (300, "2020"), (360, "2021"), (420, "2020-21")),
        line(660, (50, "Reviews on time"), (300, "89.9"), (360, "95.9"), (420, "97")),
        line(640, (50, "Dental checks"), (300, "44"), (360, "49"), (420, "90")),
    )
    [table] = tables_on(words)
    assert table.heads == ("31 March 2020", "31 March 2021", "Target 2020-21")


@pytest.mark.parametrize(
    "words",
    [
        [],
        line(700, (50, "Dental checks stand at 49% and reviews at 95.9% of all that were due")),
        page(
            line(700, (50, "684"), (300, "49%")),
            line(680, (50, "children in care"), (300, "dental checks")),
        ),
        page(
            line(700, (50, "Reviews........................"), (300, "4")),
            line(680, (50, "Dental checks.................."), (300, "7")),
        ),
    ],
)
def test_what_is_no_table(words: list[Word]) -> None:
    assert tables_on(words) == []


def test_a_quick_look() -> None:
    assert has_table(PLAIN)
    assert not has_table(line(700, (50, "Dental checks stand at 49%.")))
