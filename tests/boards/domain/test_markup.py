"""The text of sections is read into blocks, and paragraphs are numbered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.domain.markup import (
    Bullets,
    Chart,
    MeasureTable,
    Paragraph,
    Reference,
    ReferenceKind,
    Subheading,
    Table,
    Words,
    number_sections,
    parse,
    plain_text,
    references_in,
)


def test_blank_lines_part_paragraphs() -> None:
    first, second = parse("One line\nand another.\n\nSecond.").blocks
    assert first == Paragraph((Words("One line and another."),), 1)
    assert second == Paragraph((Words("Second."),), 4)


def test_a_list_may_follow_its_paragraph_and_break_its_lines() -> None:
    paragraph, bullets = parse("They ask:\n- for more\n  homes\n- for time").blocks
    assert isinstance(paragraph, Paragraph)
    assert bullets == Bullets(((Words("for more homes"),), (Words("for time"),)), False, 2)


def test_a_numbered_list() -> None:
    (found,) = parse("1. First\n2. Second").blocks
    assert isinstance(found, Bullets)
    assert found.ordered


def test_a_table_has_caption_heads_and_rows() -> None:
    (table,) = parse(
        "Table 1. Care leavers\n| Measure | Now |\n|---|---|\n| Housed | 94.7% |"
    ).blocks
    assert isinstance(table, Table)
    assert table.caption == "Care leavers"
    assert [plain_text(head) for head in table.heads] == ["Measure", "Now"]
    assert [[plain_text(cell) for cell in row] for row in table.rows] == [["Housed", "94.7%"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("| a | b |\n| 1 | 2 |", "Line 1: Give the table a caption"),
        ("Words.\n\nTable: x\n| a | b |\n| 1 |", "Line 3: Every line of the table needs 2 cells"),
        ("Table: x\n| a | b |", "at least one line below"),
        ("{{figure visits-on-time}}", "Line 1: Name the period"),
        ("Words\n\n{{figure visits-on-time soon}}", "Line 3: “soon” is no period"),
        ("{{picture x}}", "is none of"),
        ("See {{chart visits-on-time}} here", "needs a paragraph of its own"),
        ("{{figure a 2020-21-Q4 roughly}}", "“roughly” is no basis"),
    ],
)
def test_problems_are_said_with_their_line(text: str, words: str) -> None:
    assert any(words in str(problem) for problem in parse(text).problems)


def test_references_of_every_kind() -> None:
    parsed = parse(
        "It was {{figure visits-on-time 2020-21-Q4 average}}, target {{target visits-on-time "
        "2020-21 Q4}}.\n\n{{chart visits-on-time}}\n\n{{table healthy 2020-21-Q4}}"
    )
    assert any("2020-21 Q4" in plain_text(b.parts) for b in parsed.blocks[:1])  # type: ignore[union-attr]
    text = "It was {{figure a 2020-21-Q4 average of:girls at:X1}}."
    (reference,) = references_in(parse(text).blocks)
    assert reference == Reference(ReferenceKind.FIGURE, "a", "2020-21-Q4", "average", "girls", "X1")
    assert reference.text in text
    kinds = [type(block) for block in parsed.blocks]
    assert kinds == [Paragraph, Chart, MeasureTable]


def test_hostile_text_stays_words() -> None:
    (found,) = parse("<script>alert(1)</script> {{figure ../../x 2020-21-Q4}}").blocks
    assert isinstance(found, Paragraph)
    assert found.parts[0] == Words("<script>alert(1)</script> ")


blocks = st.lists(
    st.sampled_from(
        [Paragraph((Words("Words."),)), Subheading("Homes"), Bullets(((Words("one"),),))]
    ),
    max_size=12,
)


@given(st.lists(blocks, max_size=8), st.integers(1, 20))
def test_numbers_run_on_in_order_and_never_twice(sections: list[list[object]], first: int) -> None:
    numbered = number_sections([("Heading", one) for one in sections], first)  # type: ignore[misc]
    assert [one.number for one in numbered] == [str(first + n) for n in range(len(sections))]
    for section, typed in zip(numbered, sections, strict=True):
        numbers = [one.number for one in section.blocks if one.number]
        paragraphs = sum(isinstance(block, Paragraph) for block in typed)
        assert numbers == [f"{section.number}.{n + 1}" for n in range(paragraphs)]
        assert [one.block for one in section.blocks] == typed


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in parse(text).problems)


@given(st.text(alphabet="|-{}#*.1 a\n\r\t", max_size=200))
def test_tables_are_always_even(text: str) -> None:
    for block in parse(text).blocks:
        if isinstance(block, Table):
            assert all(len(row) == len(block.heads) for row in block.rows)
